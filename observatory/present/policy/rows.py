"""Plans, milestones, studies and creations as rows by time, each with its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from observatory.domain.periods import Period
from observatory.present import tags
from observatory.present.datasets import Row, Variable
from observatory.present.views import SourceTag
from observatory.present.words import N_
from observatory.store.queries.entities import Body
from observatory.store.queries.policy import Policy
from observatory.store.queries.statements import Said

WHAT = {
    "plan_start": N_("Plan begins"),
    "plan_end": N_("Plan ends"),
    "milestone": N_("Milestone"),
    "study": N_("Study"),
    "creation": N_("Cluster created"),
}
VARIABLES = (
    Variable("on", "when", "date"),
    Variable("what", "plan_start, plan_end, milestone, study or creation", "key"),
    Variable("body", "slug of the plan, programme or cluster", "key"),
    Variable("name", "its name, as shown first"),
    Variable("kind", "kind of body", "key", "entity_kind"),
    Variable("text", "what happened, as reviewed"),
    Variable("lang", "language of the text", "key"),
    Variable("source", "who says it"),
    Variable("published", "when it was published", "date"),
    Variable("url", "where it is said"),
)


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """Something on a date, as one source gives it; ``on`` is None if undated."""

    on: Period | None
    what: str
    body: Body
    text: str
    lang: str
    tag: SourceTag


def rows(found: Policy) -> tuple[PolicyRow, ...]:
    """Give every row, the earliest first, undated ones last."""
    return tuple(sorted((*_stated(found), *_told(found)), key=_in_time))


def data(one: PolicyRow) -> Row:
    """Give a row as data."""
    published = one.tag.published
    return {
        "on": str(one.on) if one.on else None,
        "what": one.what,
        "body": one.body.slug,
        "name": one.body.title,
        "kind": one.body.kind,
        "text": one.text or None,
        "lang": one.lang or None,
        "source": one.tag.publisher,
        "published": str(published) if published else None,
        "url": one.tag.url or None,
    }


def _stated(found: Policy) -> Iterator[PolicyRow]:
    asked = {"programme": ("plan_start", "plan_end"), "cluster": ("creation_date",)}
    for body in (*found.programmes, *(one for one in found.clusters if one.counted)):
        for name in asked[body.kind]:
            if shown := found.values.get(body.id, {}).get(name):
                yield _row(body, "creation" if name == "creation_date" else name, shown.first[0])


def _row(body: Body, what: str, said: Said) -> PolicyRow:
    return PolicyRow(Period.parse(said.value.text), what, body, "", "", tags.of_said(said))


def _told(found: Policy) -> Iterator[PolicyRow]:
    by = {body.id: body for body in found.programmes}
    for told in found.events:
        yield PolicyRow(
            told.on, told.kind, by[told.entity], told.text, told.lang, tags.of_told(told)
        )


def _in_time(row: PolicyRow) -> tuple[date, date, str, str]:
    on = row.on or Period.day(date.max)
    return on.lo, on.hi, row.what, row.body.filed
