"""Rebuild every source: what differs from what was kept, and putting it right."""

from __future__ import annotations

from datetime import datetime

from observatory.engine.installation import Installation
from observatory.engine.refold import refold, restore


def differences(installation: Installation, now: datetime) -> list[str]:
    """Say how stored statements and events differ from what was kept gives; writes nothing."""
    with installation.database.rehearse() as db:
        return [
            sentence
            for loaded in installation.sources.values()
            for sentence in refold(installation, db, loaded, now).sentences()
        ]


def rebuild(installation: Installation, now: datetime) -> list[str]:
    """Make statements and events equal to what was kept gives; say what was put right."""
    said = []
    with installation.database.write() as db:
        for loaded in installation.sources.values():
            found = refold(installation, db, loaded, now)
            said += found.sentences()
            restore(db, found)
    return said
