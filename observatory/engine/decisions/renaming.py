"""Give a body another address and title: a decision in the journal; ids and history stay.

The journal says which address is the present one; what was ever published goes on to lead there.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from observatory.engine.installation import Installation
from observatory.errors import WrongUse
from observatory.store import ledger
from observatory.store import tables as t
from observatory.store.queries import bodies, entities

ADDRESS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 80
"""Characters of an address, at most."""


def rename(
    installation: Installation,
    slug: str,
    address: str,
    title: str = "",
    *,
    by: str,
    why: str,
    now: datetime,
) -> int:
    """File the body ``slug`` under ``address``, with another title if one is given."""
    with installation.database.write() as db:
        body = entities.by_slug(db, slug)
        if isinstance(body, entities.Moved) and body.slug:
            raise WrongUse(f"what was filed under {slug!r} is filed under {body.slug!r} now")
        if not isinstance(body, entities.Body):
            raise WrongUse(f"no body is filed under {slug!r}")
        if address == body.slug and (title.strip() or body.title) == body.title:
            raise WrongUse(f"{slug!r} has this address and this name already")
        check_address(db, address, body.id)
        payload = dict(
            entity=body.id, slug=address, title=title.strip() or body.title,
            former=body.slug, former_title=body.title,
        )  # fmt: skip
        key = ledger.decide(
            db, at=now, by=by, kind="rename", subject=body.title, payload=payload, why=why
        )
        settle(db, body.id)
    return key


def check_address(db: Connection, address: str, entity: int | None = None) -> None:
    """Raise ``WrongUse`` if a body (None: a new one) cannot be filed under an address."""
    if not ADDRESS.fullmatch(address) or len(address) > LONGEST:
        raise WrongUse(
            f"{address!r} is no address: small letters and digits, - between words,"
            f" {LONGEST} characters at most"
        )
    if bodies.filed(db).get(address, entity) != entity:
        raise WrongUse(f"another body is filed under {address!r}")


def settle(db: Connection, entity: int) -> None:
    """Let the address and title of a body be those of the last decision on it that stands."""
    d, s, n = t.Decision, t.Slug, t.Name
    ever = [
        payload
        for payload in db.scalars(select(d.payload).where(d.kind == "rename").order_by(d.id))
        if payload["entity"] == entity
    ]
    stand = [
        row["payload"]
        for row in bodies.decisions(db)
        if row["kind"] == "rename" and row["payload"]["entity"] == entity
    ]
    slug, title = _chosen(ever[0], stand)
    if not db.scalar(select(s.slug).where(s.slug == slug)):
        db.execute(insert(s).values(slug=slug, entity=entity, current=False, retired=False))
    db.execute(update(s).where(s.entity == entity).values(current=s.slug == slug))
    db.execute(update(t.Entity).where(t.Entity.id == entity).values(title=title))
    mine = (n.entity == entity, n.kind == "renamed")
    db.execute(delete(n).where(*mine))
    for one in stand:
        if one["title"] != one["former_title"]:
            ledger.add_name(db, entity, one["title"], "renamed")


def _chosen(first: dict[str, Any], stand: list[dict[str, Any]]) -> tuple[str, str]:
    if stand:
        return stand[-1]["slug"], stand[-1]["title"]
    return first["former"], first["former_title"]
