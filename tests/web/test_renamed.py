"""What reviewed files and rules say of bodies by their first address is said of them ever after."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from observatory.engine.decisions.renaming import rename
from observatory.engine.installation import open_installation
from observatory.settings import Settings
from observatory.web import create_app
from tests.web.conftest import NOW, Site

RENAMED = ("cluster-programme", "plan-emergence", "eccp", "escp-4i", "ce3m")


@pytest.fixture
def renamed(record_store: Settings, tmp_path: Path) -> Settings:
    """The store of the record, in which bodies have other addresses."""
    settings = record_store.model_copy(update={"data": tmp_path / "data"})
    shutil.copytree(record_store.data, settings.data)
    installation = open_installation(settings)
    with closing(installation.database):
        for slug in RENAMED:
            rename(installation, slug, f"now-{slug}", by="A", why="its statutes", now=NOW)
    return settings


def test_promises_groups_and_figures_outlive_an_address(renamed: Settings, site: Site) -> None:
    app = create_app(renamed, lambda: NOW)
    there = Site(app, app.test_client(), [])
    for page in ("programmes", "partnerships", "figures", "policy"):
        assert there.text(f"/en/{page}") == site.text(f"/en/{page}"), page
    app.extensions["observatory"].database.close()
