"""Spells for survival analysis: of existence and of labels, with bounds and censoring.

The risk set holds every body of the kind cluster, ended, failed and never labelled ones too; a body
whose every stated creation lies after the day asked for does not belong to it yet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import date

from sqlalchemy import Connection

from observatory.domain.creation import created_later
from observatory.domain.labels import ACTS, LedgerEvent
from observatory.domain.periods import Period
from observatory.domain.survival import END_KINDS, LabelSpell, existence, label_spells
from observatory.domain.vocabulary.events import LABEL_SCHEMES
from observatory.present.datasets import Row, Variable
from observatory.store.queries import entities, events, profiles, statements
from observatory.store.queries.asof import AsOf
from observatory.store.queries.entities import Body
from observatory.store.queries.events import SIGNS_OF_LIFE, Told
from observatory.store.queries.statements import Said
from observatory.web import asking
from observatory.web.data import dataset
from observatory.web.site import site

KINDS = "; ".join(f"{kind}: {meaning}" for kind, meaning in END_KINDS.items())
OF_LIFE = tuple(kind for kind in SIGNS_OF_LIFE if kind != "lead")
SCHEME = LABEL_SCHEMES[0]
"""The scheme for whose label every counted cluster is at risk."""

WHO = (
    Variable("cluster", "slug of the body", "key"),
    Variable("name", "name of the body, as shown first"),
    Variable("kind", "kind of body", "key", "entity_kind"),
    Variable("counted", "true where the body is a cluster by the ministry's definition", "boolean"),
)
BOUNDS = (
    Variable("start_lo", "first day on which it can have begun; empty: no bound", "date"),
    Variable(
        "start_hi",
        "last day on which it can have begun; empty: no bound. It may lie after end_lo where the"
        " evidence is a survey's own period: it was there on some day of it, nobody says which",
        "date",
    ),
    Variable(
        "end_lo",
        "it lasted until this day at least; of a period of evidence its first day; empty: none",
        "date",
    ),
    Variable(
        "end_hi", "last day on which it can have ended; empty: not known to have ended", "date"
    ),
    Variable("end_kind", f"how it ends. {KINDS}", "key"),
)
EVIDENCE = "statements (s) and events (e) by number, as on the body's page of evidence"

EXISTENCE = (
    *WHO,
    *BOUNDS,
    Variable(
        "start_by",
        "what bounds the start. stated: all stated dates of creation, with their precision; sources"
        " that disagree widen the span, and the first act of an authority closes it. act: no date"
        " is stated, and it began by its first label act. sign: by its first sign of life. none",
        "key",
    ),
    Variable("start_stated", "how many dates of creation are stated", "number"),
    Variable("evidence", f"{EVIDENCE}; of the start, then of the end"),
)
LABELS = (
    *WHO,
    Variable("scheme", "authority whose label or contract it is", "key", "scheme"),
    Variable("spell", "number of the spell within body and scheme, in order of time", "number"),
    Variable(
        "basis",
        "act: an unbroken run of terms; an act whose last possible day falls within the running"
        " term joins it, a later one opens a new spell. stated: sources say labelled, and no act"
        " covers it; it began by the first such word, and not before what last spoke against it."
        " none: no spell is known; the body is in the risk set all the same, unless every stated"
        " date of its creation lies after the day asked for",
        "key",
    ),
    *BOUNDS,
    Variable("term_until", "end of the term of the last act, also where it lies ahead", "date"),
    Variable(
        "term_computed",
        "true where no source states the term: three years for acts before 2023, five since",
        "boolean",
    ),
    Variable("renewals", "later acts that joined the run", "number"),
    Variable(
        "support_years",
        "years from the last possible day of the first act to the end of the run or the day asked"
        " for; summed over spells they are years_of_support",
        "number",
    ),
    Variable("evidence", EVIDENCE),
)


@dataset(
    "existence_spells",
    "How long each cluster has existed, one row per body, ended and failed ones included.",
    EXISTENCE,
)
def existences() -> Iterable[Row]:
    """Give the spell of existence of every cluster that had begun by the day asked for."""
    chosen = asking.as_of()
    with site().database.read() as db:
        bodies = _clusters(db, chosen)
        ids = [body.id for body in bodies]
        said = statements.said_of(db, chosen, ids, ("creation_date", "life_status"))
        told = events.told_of(db, chosen, ids, OF_LIFE)
    for body in bodies:
        row = _existence(
            body,
            [one for one in said if one.entity == body.id and one.open],
            [one for one in told if one.entity == body.id and one.on],
            chosen.valid,
        )
        if row:
            yield row


@dataset(
    "label_spells",
    "How long each label has lasted, one row per unbroken run; never labelled ones included.",
    LABELS,
)
def labels() -> Iterable[Row]:
    """Give the label spells of every cluster, and of other bodies that have one."""
    chosen = asking.as_of()
    with site().database.read() as db:
        bodies = entities.bodies_of(db, profiles.BODIES, known=chosen.known)
        told = events.told_of(db, chosen, kinds=events.LABEL_KINDS)
        said = statements.said_of(db, chosen, properties=("creation_date",))
    ledgers, created = events.ledgers(told), _created(said)
    for body in sorted(bodies, key=lambda one: one.slug):
        unborn = created_later(created.get(body.id, ()), chosen.valid)
        yield from _labels(body, ledgers.get(body.id, []), chosen.valid, unborn)


def _clusters(db: Connection, chosen: AsOf) -> list[Body]:
    return sorted(
        entities.bodies_of(db, profiles.CLUSTERS, known=chosen.known), key=lambda one: one.slug
    )


def _existence(body: Body, said: list[Said], told: list[Told], day: date) -> Row | None:
    created = [(one, on) for one in said if one.property == "creation_date" and (on := _date(one))]
    life = [one for one in said if one.property == "life_status"]
    signs = [one for one in told if one.on and one.on.lo <= day]
    spell = existence(
        [on for _, on in created],
        [(one.value.text, one.speaks or _period(one.by.published)) for one in life],
        [one.on for one in signs if one.kind in ACTS and one.on],
        [one.on for one in signs if one.on],
        day,
    )
    if spell is None:
        return None
    last = max(signs, key=lambda one: one.on.lo if one.on else date.min, default=None)
    evidence = [f"s{one.id}" for one, _ in created]
    if spell.start_by in ("act", "sign"):
        first = next(one for one in signs if one.on and one.on.hi == spell.start_hi)
        evidence.append(f"e{first.id}")
    if spell.end_kind in ("ended", "dormant"):
        evidence += [f"s{one.id}" for one in life if one.value.text == spell.end_kind]
    elif last:
        evidence.append(f"e{last.id}")
    return {
        **_who(body), **_bounds(spell.start_lo, spell.start_hi, spell.end_lo, spell.end_hi),
        "end_kind": spell.end_kind, "start_by": spell.start_by, "start_stated": len(created),
        "evidence": " ".join(dict.fromkeys(evidence)) or None,
    }  # fmt: skip


def _created(said: Iterable[Said]) -> dict[int, list[Period]]:
    """Give every stated creation of each body, rival ones too."""
    found: dict[int, list[Period]] = {}
    for one in said:
        if one.open and (on := _date(one)):
            found.setdefault(one.entity, []).append(on)
    return found


def _labels(body: Body, ledger: Collection[LedgerEvent], day: date, unborn: bool) -> Iterator[Row]:
    schemes = sorted({event.scheme for event in ledger})
    found = [(scheme, label_spells([*ledger], scheme, day)) for scheme in schemes]
    known = {scheme for scheme, spells in found if spells}
    if body.kind in profiles.CLUSTERS and SCHEME not in known and not unborn:
        yield _label(body, LabelSpell(SCHEME, "none", None, None, None, None, "no_spell"), 0)
    for _, spells in found:
        for number, spell in enumerate(spells, 1):
            yield _label(body, spell, number)


def _label(body: Body, spell: LabelSpell, number: int) -> Row:
    return {
        **_who(body), **_bounds(spell.start_lo, spell.start_hi, spell.end_lo, spell.end_hi),
        "scheme": spell.scheme, "spell": number, "basis": spell.basis, "end_kind": spell.end_kind,
        "term_until": str(spell.term) if spell.term else None,
        "term_computed": spell.computed if spell.term else None,
        "renewals": spell.renewals if spell.basis == "act" else None,
        "support_years": spell.support_years if spell.basis == "act" else None,
        "evidence": " ".join(f"e{n}" for one in spell.events for n in one.sources) or None,
    }  # fmt: skip


def _who(body: Body) -> Row:
    return {
        "cluster": body.slug, "name": body.title, "kind": body.kind, "counted": body.counted
    }  # fmt: skip


def _bounds(*days: date | None) -> Row:
    names = ("start_lo", "start_hi", "end_lo", "end_hi")
    return {name: day.isoformat() if day else None for name, day in zip(names, days, strict=True)}


def _date(said: Said) -> Period | None:
    return _period(said.value.text)


def _period(text: str) -> Period | None:
    with suppress(ValueError):
        return Period.read(text)
    return None
