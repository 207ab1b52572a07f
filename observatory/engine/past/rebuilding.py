"""Rebuild every source: what differs from what was kept, and putting it right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection

from observatory.engine.installation import Installation
from observatory.engine.past.refold import Refolded, refold, restore
from observatory.store.queries.citations import cited
from observatory.store.queries.spells import told_of


def differences(installation: Installation, now: datetime) -> list[str]:
    """Say how what is stored differs from what was kept gives; writes nothing.

    Statements and events, and what the citations say that they rest on.
    """
    with installation.database.rehearse() as db:
        return list(_fold_again(installation, db, now, lambda _: None))


def rebuild(installation: Installation, now: datetime) -> list[str]:
    """Make what is stored equal to what was kept gives; say what was put right."""
    with installation.database.write() as db:
        return list(_fold_again(installation, db, now, lambda found: restore(db, found)))


def _fold_again(
    installation: Installation, db: Connection, now: datetime, settle: Callable[[Refolded], None]
) -> Iterator[str]:
    held, told = cited(db), told_of(db)
    for loaded in (one for one in installation.sources.values() if one.name in told):
        found = refold(installation, db, loaded, now)
        yield from found.sentences()
        settle(found)
    for key, citation in cited(db).items():
        if key not in held:
            yield f"citation {key} is missing: {citation.url}"
            continue
        was = asdict(held[key])
        for name, value in asdict(citation).items():
            if was[name] != value:
                yield f"citation {key} is altered: {name} = {was[name]!r}, kept is {value!r}"
