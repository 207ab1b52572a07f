"""What ``/compare`` asks for, and the two sides of it: one answer for the page and the files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from sqlalchemy import Connection

from observatory.domain.comparing import OVER_TIME, SIDE_BY_SIDE, Comparison, compare
from observatory.domain.periods import add_years
from observatory.domain.vocabulary.places import REGIONS
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present.clocks import CLOCKS
from observatory.present.comparing import counted, held
from observatory.present.facets import FACETS
from observatory.present.profiles import NAMES
from observatory.present.words import N_
from observatory.store.queries import entities, profiles
from observatory.store.queries.asof import AsOf
from observatory.store.queries.entities import Body
from observatory.store.queries.sides import Side, side
from observatory.web import asking
from observatory.web.site import fresh

PAIRS = (("a", "b"), ("region_a", "region_b"))
"""Arguments of two bodies and of two regions."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared: two days by one clock (of ``cluster``, or all), two bodies or two regions.

    ``kind`` is ``days``, ``bodies`` or ``regions``; ``left`` and ``right`` are days, slugs or keys.
    ``chosen`` are the days of the other clocks.
    """

    kind: str
    left: str
    right: str
    chosen: AsOf
    clock: str = "valid"
    cluster: str = ""

    def day(self, text: str) -> AsOf:
        """Give the three days of one side of a comparison over time."""
        return replace(self.chosen, **{self.clock: date.fromisoformat(text)})


@dataclass(frozen=True, slots=True)
class Compared:
    """Both sides, what differs, and every body that one may choose."""

    asked: Asked
    left: Side
    right: Side
    found: Comparison
    bodies: tuple[Body, ...]


def asked() -> Asked:
    """Read the arguments; half a pair, two pairs at once or a wrong day is 400 and a sentence."""
    chosen = asking.as_of()
    given = [pair for pair in PAIRS if any(map(asking.argument, pair))]
    over_time = [name for name in ("from", "to", "clock", "cluster") if asking.argument(name)]
    if len(given) > 1 or (given and over_time):
        names = [*(name for pair in given for name in pair), *over_time]
        asking.wrong(
            N_("%(names)s do not go together: give two days, two bodies or two regions"),
            names=", ".join(names),
        )
    if not given:
        return _days(chosen)
    one, other = given[0]
    if not (asking.argument(one) and asking.argument(other)):
        asking.wrong(N_("to compare, give both %(one)s and %(other)s"), one=one, other=other)
    if one == "a":
        return Asked("bodies", asking.argument(one), asking.argument(other), chosen)
    return Asked("regions", asking.chosen(one, REGIONS), asking.chosen(other, REGIONS), chosen)


def compared(db: Connection, wanted: Asked) -> Compared:
    """Answer it, in six queries; in eight if two days of knowing are compared."""
    bodies = entities.bodies_of(db, profiles.BODIES, known=wanted.chosen.known)
    if wanted.kind == "regions":
        everything = side(db, wanted.chosen, [one for one in bodies if one.counted])
        left, right = (_in_region(everything, key) for key in (wanted.left, wanted.right))
        found = compare(counted(left.cards.values()), counted(right.cards.values()), SIDE_BY_SIDE)
    elif wanted.kind == "bodies":
        pair = [_body(db, bodies, name, text, wanted.chosen.known)
                for name, text in (("a", wanted.left), ("b", wanted.right))]  # fmt: skip
        both = side(db, wanted.chosen, pair, [name for name in PROPERTIES if name not in NAMES])
        left, right = (replace(both, cards={"": both.cards[one.slug]}) for one in pair)
        found = compare(held(left), held(right), SIDE_BY_SIDE)
    else:
        days = [wanted.day(text) for text in (wanted.left, wanted.right)]
        if wanted.cluster:
            of = [_body(db, bodies, "cluster", wanted.cluster, wanted.chosen.known)]
        else:  # also who was a body of its own on one of them only
            other = {day.known for day in days} - {wanted.chosen.known}
            then = (entities.bodies_of(db, profiles.BODIES, known=known) for known in sorted(other))
            of = list(dict.fromkeys(chain(bodies, *then)))
        left, right = (side(db, day, of) for day in days)
        found = compare(held(left), held(right), OVER_TIME)
    return Compared(wanted, left, right, found, tuple(bodies))


def _days(chosen: AsOf) -> Asked:
    """Read two days; by default those of a year, or since we look."""
    clock = asking.chosen("clock", CLOCKS) or "valid"
    until = asking.day("to") or getattr(chosen, clock)
    since = asking.day("from")
    if since is None:
        began = fresh().first_run_at
        since = add_years(until, -1) if clock == "valid" or not began else began.date()
        since = min(since, until)
    if clock != "valid":
        asking.not_future("from", since)
        asking.not_future("to", until)
    if since > until:
        asking.wrong(N_("from=%(one)s lies after to=%(other)s"), one=since, other=until)
    return Asked(
        "days", since.isoformat(), until.isoformat(), chosen, clock, asking.argument("cluster")
    )


def _body(db: Connection, bodies: list[Body], name: str, slug: str, known: date) -> Body:
    """Find a body by its address as known, a former one too."""
    moved = None
    by_slug = {one.slug: one for one in bodies}
    if slug not in by_slug:
        moved = entities.by_slug(db, slug, known)
    found = by_slug.get(moved.slug or "" if isinstance(moved, entities.Moved) else slug)
    if found is None:
        asking.wrong(
            N_("%(name)s=%(given)s is the address of no body"), name=name, given=repr(slug[:60])
        )
    return found


def _in_region(everything: Side, region: str) -> Side:
    cards = {s: card for s, card in everything.cards.items() if region in FACETS["region"](card)}
    return replace(everything, cards=cards)
