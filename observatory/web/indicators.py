"""Indicators as a request asks for them: the three days, ``from`` and ``to`` years, and ``by``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from observatory.domain.indicators import INDICATORS, Indicator
from observatory.domain.indicators.counting import Asked
from observatory.domain.indicators.series import BY
from observatory.present.analysis.series import ASKED, Record, Series, record, series
from observatory.present.words import N_
from observatory.store.queries import entities, events, profiles, statements
from observatory.store.queries.asof import AsOf
from observatory.web import asking
from observatory.web.site import site


def indicator(name: str) -> Indicator:
    """Give an indicator by its name; an unknown one is 404."""
    found = INDICATORS.get(name)
    if found is None:
        asking.absent(
            N_("there is no indicator %(given)s; there are: %(known)s"),
            given=repr(name[:60]), known=", ".join(INDICATORS),
        )  # fmt: skip
    return found


def counted(wanted: Iterable[Indicator], chosen: AsOf, *, whole: bool = False) -> list[Series]:
    """Count indicators as the request asks; the record is read once for all of them.

    ``whole``: not divided ``by`` a second heading; so are pages and pictures.
    """
    asked = wishes(chosen)
    if whole:
        asked = replace(asked, by="")
    found = recorded(chosen)
    return [series(one, found, asked) for one in wanted]


def wishes(chosen: AsOf) -> Asked:
    """Read ``from``, ``to`` and ``by``."""
    first, last = asking.year("from"), asking.year("to")
    if first and last and first > last:
        asking.wrong(N_("from=%(first)s lies after to=%(last)s"), first=first, last=last)
    return Asked(chosen.valid, first, last, asking.chosen("by", BY))


def recorded(chosen: AsOf) -> Record:
    """Read what the series are counted from: three questions, for any number of them."""
    with site().database.read() as db:
        bodies = [
            body
            for body in entities.bodies_of(db, profiles.BODIES, known=chosen.known)
            if body.counted
        ]
        ids = [body.id for body in bodies]
        said = statements.said_of(db, chosen, ids, ASKED)
        told = events.told_of(db, chosen, ids, events.LABEL_KINDS)
    return record(bodies, said, told, chosen.valid)
