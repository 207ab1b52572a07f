"""What tests of the battery share: reviewed files, one that is read often, a listener."""

from __future__ import annotations

from dataclasses import replace

import pytest

from observatory.engine.installation import Installation
from tests.engine.conftest import edited as edited
from tests.engine.conftest import register as register
from tests.harvest.conftest import canary as canary
from tests.stores import Stores


@pytest.fixture
def survey(stores: Stores) -> Installation:
    """An installation that reads the survey every six minutes, and nothing else."""
    installation = stores.installation("sqlite")
    loaded = installation.sources["survey_2023"]
    often = replace(loaded, source=replace(loaded.source, every="6 minutes"))
    return replace(installation, sources={loaded.name: often})
