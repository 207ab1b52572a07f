"""A profile from top to bottom: name and star, sentence, key values, labels, groups, events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from observatory.domain.labels import LedgerEvent
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present import ledger, shown
from observatory.present.cards import SignView, acronym
from observatory.present.reader import Reader
from observatory.present.sentences import sentence
from observatory.present.told import ToldView, of_life, only, told
from observatory.present.values import written
from observatory.present.views import LabelView, ShownValue, Timeline
from observatory.present.words import N_
from observatory.store.queries.entities import NameRow
from observatory.store.queries.profiles import Profile

NAMES = ("name", "acronym", "former_name")
RESPONDENT: dict[int, tuple[str, str]] = {
    1: (N_("Name of who answered"), "withheld"),
    3: (N_("Position of who answered"), "not_applicable"),
    4: (N_("Years of who answered with the cluster"), "not_applicable"),
}
"""Questions of the annex about who answered, and why no answer stands here."""
LABEL, STAFF_AGAIN, LEVERS = 13, 14, 12
"""Questions that the ledger answers, that repeats question 11, and that seven properties answer."""


@dataclass(frozen=True, slots=True)
class SchemeView:
    """One scheme: its state, its line, what is told without a date; not all give a label."""

    is_label: bool
    state: LabelView
    timeline: Timeline | None
    undated: tuple[str, ...]
    basis: tuple[ledger.Basis, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the annex of the paper of 2025: what it asks, and the answer or why none."""

    number: int
    asked: str
    answer: str
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class ProfileView:
    """Everything that a profile page shows."""

    slug: str
    kind: str
    counted: bool
    name: str
    acronym: str
    sentence: str
    label: LabelView
    key_values: tuple[ShownValue, ...]
    schemes: tuple[SchemeView, ...]
    groups: tuple[shown.GroupView, ...]
    names: tuple[ShownValue, ...]
    other_names: tuple[NameRow, ...]
    life: tuple[ToldView, ...]
    mentions: tuple[ToldView, ...]
    leads: tuple[ToldView, ...]
    reported: tuple[ToldView, ...]
    sign: SignView | None
    questions: tuple[Question, ...]


def profile(found: Profile, reader: Reader) -> ProfileView:
    """Give a profile as a page shows it."""
    day, slug = found.as_of.valid, found.body.slug
    by_id = {row.id: row for row in found.told}
    sign = found.last_sign
    names = tuple(_names(found, reader, day))
    printed = {value.text for value in names}
    return ProfileView(
        slug=slug,
        kind=found.body.kind,
        counted=found.body.counted,
        name=found.body.title,
        acronym=acronym(found.body, found.names),
        sentence=sentence(found.body.kind, found.values, reader),
        label=ledger.label(found.label, by_id, reader),
        key_values=tuple(_key_values(found, reader)),
        schemes=tuple(
            SchemeView(
                state.scheme in ledger.LABELS,
                ledger.label(state, by_id, reader),
                ledger.timeline(found.ledger, state.scheme, by_id, reader, day),
                tuple(_undated(found.ledger, state.scheme, reader)),
                ledger.basis(state, by_id),
            )
            for state in sorted(found.labels, key=lambda one: one.scheme not in ledger.LABELS)
        ),
        groups=shown.groups(found.values, reader, day, slug, NAMES),
        names=names,
        other_names=tuple(n for n in found.names if n.text not in printed),
        life=told(filter(of_life, found.told), reader),
        mentions=told(filter(only("mention"), found.told), reader),
        leads=told(filter(only("lead"), found.told), reader),
        reported=told(filter(only("reported"), found.told), reader),
        sign=SignView(sign.kind, sign.on) if sign and sign.on else None,
        questions=_questions(found, reader) if found.body.kind == "cluster" else (),
    )


def _key_values(found: Profile, reader: Reader) -> Iterable[ShownValue]:
    """Give the five that matter most; the unknown ones are drawn too."""
    day = found.as_of.valid
    for names in (
        ("creation_date",), ("sector",), ("host_city", "region"),
        ("members_total", "members_companies"), ("president", "director", "coordinator"),
    ):  # fmt: skip
        name = next((n for n in names if n in found.values), "")
        if not name:
            yield shown.missing(names[0], reader).values[0]
            continue
        first = shown.values(found.values[name], reader, day, found.body.slug)[0]
        others = tuple(replace(v, statement_id=0) for v in first.others)
        yield replace(first, statement_id=0, others=others)


def _names(found: Profile, reader: Reader, day: date) -> Iterable[ShownValue]:
    for name in NAMES:
        if name in found.values:
            values = shown.values(found.values[name], reader, day, found.body.slug)
            for value in (*values, *values[0].others):
                yield replace(value, others=(), lang=value.lang)


def _undated(events: Iterable[LedgerEvent], scheme: str, reader: Reader) -> Iterable[str]:
    for event in events:
        if event.scheme == scheme and event.on is None:
            yield reader.term("event_kind", event.kind)


def _questions(found: Profile, reader: Reader) -> tuple[Question, ...]:
    """Go through the 21 questions of the survey; what no source answers is drawn as unknown."""
    return tuple(_question(number, found, reader) for number in range(1, 22))


def _question(number: int, found: Profile, reader: Reader) -> Question:
    if number in RESPONDENT:
        asked, why = RESPONDENT[number]
        return Question(number, reader.gettext(asked), "", why)
    if number == LABEL:
        state = found.label.state
        said = "" if state == "unknown" else reader.term("label_state", state)
        return Question(number, reader.gettext("Label"), said, "" if said else "not_stated")
    number_of = 11 if number == STAFF_AGAIN else number
    rules = [rule for rule in PROPERTIES.values() if rule.question == number_of]
    asked = reader.joined([rule.label(reader.lang) for rule in rules])
    answers = []
    for rule in rules:
        if rule.key in found.values:
            first = found.values[rule.key].first
            answers += [written(rule, said.value, said.lang, reader).text for said in first]
    if number == LEVERS:
        marked = sum(
            said.first[0].value.text == "marked"
            for name, said in found.values.items()
            if name.startswith("lever_")
        )
        asked = reader.gettext("Levers of action")
        count = reader.ngettext("%(count)s marked", "%(count)s marked", marked)
        answers = [count] if answers else []
    answer = reader.joined(answers[:3])
    return Question(number, asked, answer, "" if answers else "not_stated")
