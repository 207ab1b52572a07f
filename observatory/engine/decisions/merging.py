"""Merge two bodies that are one, or split one that is two: decisions in the journal, for all times.

Every source is folded again. What was believed of the one until then is given up at that moment and
taken up of the other; a page as known before it shows both as they were. Taken back, all is as it
was before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from observatory.domain.changes import Entry
from observatory.domain.clean import fold
from observatory.domain.identity import BODIES
from observatory.domain.joinings import Record, joined
from observatory.engine.decisions.renaming import check_address
from observatory.engine.decisions.retelling import correct
from observatory.engine.installation import Installation
from observatory.engine.past.refold import refold, settle
from observatory.errors import WrongUse
from observatory.store import ledger
from observatory.store import tables as t
from observatory.store.queries import bodies, entities

Progress = Callable[[str], None]
"""Told the name of each source before it is folded again."""

SAMPLE = 12
"""How many records are named to whoever asked for one that is not there."""


def merge(
    installation: Installation,
    slug: str,
    into: str,
    *,
    by: str,
    why: str,
    now: datetime,
    progress: Progress = lambda _: None,
) -> int:
    """Say that the body ``slug`` is the body ``into``; give the decision's number."""
    with installation.database.write() as db:
        part, whole = _body(db, slug), _body(db, into)
        if part.id == whole.id:
            raise WrongUse(f"{slug!r} and {into!r} are one body already")
        if part.kind != whole.kind and not {part.kind, whole.kind} <= BODIES:
            raise WrongUse(f"{slug!r} is a {part.kind}, {into!r} a {whole.kind}: they are not one")
        key = ledger.decide(
            db, at=now, by=by, kind="merge", subject=f"{part.title} → {whole.title}", why=why,
            payload={"entity": part.id, "of": whole.id},
        )  # fmt: skip
        told = Entry("correction", whole.id, "", before=part.title, after=whole.title)
        _settle(installation, db, now, told, progress)
    return key


def split(
    installation: Installation,
    slug: str,
    address: str,
    title: str,
    records: Collection[Record],
    *,
    by: str,
    why: str,
    now: datetime,
    progress: Progress = lambda _: None,
) -> int:
    """Say that some records of the body ``slug`` are of another, new at ``address``; give the key.

    The new body is of the same kind and is found by its title; ``records`` are (source, record).
    """
    name = title.strip()
    with installation.database.write() as db:
        body = _body(db, slug)
        check_address(db, address)
        if not name or fold(name) in installation.index(db).by_name:
            raise WrongUse(f"{title!r} is the name of a body already: a split needs another one")
        told_by = set(_records(db, body.id))
        strange = sorted(set(records) - told_by)
        if strange or not records:
            what = ":".join(strange[0]) if strange else "no record"
            raise WrongUse(
                f"{what} tells nothing of {slug!r}; these do: {_sample(told_by, strange)}"
            )
        new = ledger.mint(db, body.kind, name, address, now, counted=body.counted)
        ledger.add_name(db, new, name, "official")
        moved = [list(record) for record in sorted(records)]
        key = ledger.decide(
            db, at=now, by=by, kind="split", subject=f"{body.title} → {name}", why=why,
            payload={"entity": new, "of": body.id, "records": moved},
        )  # fmt: skip
        told = Entry("correction", new, "", before=body.title, after=name)
        _settle(installation, db, now, told, progress)
    return key


def undo(
    installation: Installation, db: Connection, decision: Mapping[str, Any], now: datetime
) -> None:
    """Let all be again as before a merge or a split; the undoing decision is in the journal.

    Raises ``WrongUse`` if another merge or split rests on the body that was split off.
    """
    entity = decision["payload"]["entity"]
    rests = [
        row["id"]
        for row in bodies.decisions(db)
        if row["kind"] in ("merge", "split")
        and entity in (row["payload"]["entity"], row["payload"]["of"])
    ]
    if decision["kind"] == "split" and rests:
        raise WrongUse(f"decision {rests[-1]} rests on this one: take it back first")
    _settle(installation, db, now)
    for source in installation.sources:
        correct(db, source, decision["at"], now)


def _body(db: Connection, slug: str) -> entities.Body:
    found = entities.by_slug(db, slug)
    if isinstance(found, entities.Moved):
        raise WrongUse(f"{slug!r} is now {found.slug!r}")
    if found is None:
        raise WrongUse(f"no body is filed under {slug!r}")
    return found


def _records(db: Connection, entity: int) -> Iterator[Record]:
    """Give every record that tells of a body."""
    for table in (t.Statement, t.Event):
        query = select(table.source, table.record).where(
            table.entity == entity, table.superseded_at.is_(None)
        )
        yield from ((row.source, row.record) for row in db.execute(query.distinct()))


def _sample(there: Collection[Record], strange: Collection[Record]) -> str:
    """Name some records, of the source that was asked for if it has any."""
    source = {name for name, _ in strange}
    near = sorted(one for one in there if one[0] in source) or sorted(there)
    named = ", ".join(":".join(one) for one in near[:SAMPLE])
    return f"{named} and {len(near) - SAMPLE} more" if len(near) > SAMPLE else named


def _settle(
    installation: Installation,
    db: Connection,
    now: datetime,
    told: Entry | None = None,
    progress: Progress = lambda _: None,
) -> None:
    """Fold every source again; ``told`` is announced of each that says something of the bodies."""
    _name(db)
    for name, loaded in installation.sources.items():
        progress(name)
        found = refold(installation, db, loaded, now)
        settle(db, found, now)
        if told and (found.statements or found.events):
            ledger.announce(db, name, None, now, [(told, {})])


def _name(db: Connection) -> None:
    """Let each body be found by the names of those that are merged into it, and by no others."""
    n = t.Name
    db.execute(delete(n).where(n.kind == "merged"))
    now = joined(bodies.joinings(db))
    for part, whole in now.parts.items():
        if part not in now.unsplit:
            for name in entities.names_of(db, [part]):
                ledger.add_name(db, whole, name.text, "merged", name.lang)
