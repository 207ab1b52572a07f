"""The 21 questions of the survey of 2023: the answer that some source gives, or why none."""

from __future__ import annotations

from dataclasses import dataclass

from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present.reader import Reader
from observatory.present.values import written
from observatory.present.words import N_
from observatory.store.queries.profiles import Profile

RESPONDENT: dict[int, tuple[str, str]] = {
    1: (N_("Name of who answered"), "withheld"),
    3: (N_("Position of who answered"), "not_applicable"),
    4: (N_("Years of who answered with the cluster"), "not_applicable"),
}
"""Questions of the annex about who answered, and why no answer stands here."""
LABEL, STAFF_AGAIN, LEVERS = 13, 14, 12
"""Questions that the ledger answers, that repeats question 11, and that seven properties answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the annex of the paper of 2025: what it asks, and the answer or why none."""

    number: int
    asked: str
    answer: str
    unknown: str = ""


def questions(found: Profile, reader: Reader) -> tuple[Question, ...]:
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
