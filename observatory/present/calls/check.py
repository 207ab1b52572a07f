"""The conditions of a call as questions, and what answers give, each with its reason and source."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from observatory import paths
from observatory.domain.clean import fold
from observatory.domain.eligibility import RULES, Answers, Condition, Verdict, judge
from observatory.present import dates, tags
from observatory.present.lists import Field, Option
from observatory.present.reader import Reader
from observatory.present.views import SourceTag
from observatory.present.words import N_
from observatory.store.queries.statements import Said

VERDICTS: dict[str, str] = {
    "met": N_("met"),
    "not_met": N_("not met"),
    "cannot_say": N_("cannot be said"),
}
"""What answers give for a condition."""

QUESTIONS: dict[str, tuple[str, ...]] = {
    "members": ("members",),
    "firm_share": ("members", "firms"),
    "association": ("association",),
    "new_or_supported": ("labelled", "years"),
    "judged": (),
}
"""What must be asked for each rule."""

ASKED: dict[str, str] = {
    "members": N_("How many members?"),
    "firms": N_("How many of them are firms?"),
    "association": N_("Is it an association?"),
    "labelled": N_("Has it been labelled before?"),
    "years": N_("If so, years of State support so far"),
}
NUMBERS = ("members", "firms", "years")
"""Questions that are answered with a number; the others with yes or no."""

UNREAD = N_("We have no question for this condition: read it at its source.")
JUDGED = N_("A jury weighs this; no answer to a form can settle it.")
UNANSWERED = N_("Not answered yet.")
MEMBERS = N_("You say %(given)s members; at least %(least)s are asked for.")
SHARE = N_("You say %(given)s of the members are firms; at least %(least)s is asked for.")
TOO_MANY = N_("More firms than members cannot be.")
YES, NO = N_("You say that it is an association."), N_("You say that it is no association.")
NEW = N_("You say that it has not been labelled before: it counts as new.")
YEARS = N_("You say %(given)s years of support; more than %(least)s are asked for.")
EXACTLY = N_("Whether exactly %(least)s years are enough, no source says.")


@dataclass(frozen=True, slots=True)
class Known:
    """A condition that the record states, with its words in each language."""

    condition: Condition
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """One condition: its words (``lang`` if as printed), what answers give, why, who states it."""

    text: str
    lang: str
    verdict: Verdict
    word: str
    reason: str
    sources: tuple[SourceTag, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """The form of a call and, once something is answered, what its answers give."""

    fields: tuple[Field, ...]
    conditions: tuple[Checked, ...]
    answered: bool

    def count(self, verdict: Verdict) -> int:
        """Count the conditions with a verdict."""
        return sum(one.verdict == verdict for one in self.conditions)


@cache
def known() -> Mapping[str, Known]:
    """Read the reviewed list of conditions that travels with the package, by folded text."""
    return {
        fold(row["said"]): Known(
            Condition(next(rule for rule in RULES if rule == row["rule"]),
                      int(row["least"] or 0)),
            {lang: row[lang] for lang in ("fr", "ar", "en")},
        )
        for row in paths.rows(paths.CONDITIONS)
    }  # fmt: skip


def check(stated: Collection[Said], given: Answers, reader: Reader) -> Check | None:
    """Put the stated conditions of a call as questions; None if no source states one.

    Sources that state the same condition stand under it together.
    """
    same: dict[Condition | str, list[Said]] = {}
    for said in stated:
        found = known().get(fold(said.value.text))
        same.setdefault(found.condition if found else fold(said.value.text), []).append(said)
    asked = dict.fromkeys(
        name for key in same if isinstance(key, Condition) for name in QUESTIONS[key.rule]
    )
    if not same:
        return None
    return Check(
        tuple(_field(name, given, reader) for name in ASKED if name in asked),
        tuple(_checked(key, same[key], given, reader) for key in sorted(same, key=_place)),
        given != Answers(),
    )


def _place(key: Condition | str) -> int:
    return RULES.index(key.rule) if isinstance(key, Condition) else len(RULES)


def _checked(key: Condition | str, rows: list[Said], given: Answers, reader: Reader) -> Checked:
    sources = tags.distinct(map(tags.of_said, rows))
    first = rows[0]
    if isinstance(key, str):
        verdict: Verdict = "cannot_say"
        text, lang, reason = first.value.text, first.lang or "und", reader.gettext(UNREAD)
    else:
        verdict = judge(key, given)
        text, lang = known()[fold(first.value.text)].said[reader.lang], ""
        reason = _reason(key, given, reader)
    word = reader.gettext(VERDICTS[verdict])
    return Checked(text, lang, verdict, word, reason, sources)


def _reason(condition: Condition, given: Answers, reader: Reader) -> str:
    def number(value: float) -> str:
        return dates.number(value, reader.lang)

    def percent(value: float) -> str:
        return dates.percent(value / 100, reader.lang)

    least = condition.least
    match condition.rule:
        case "judged":
            return reader.gettext(JUDGED)
        case "members" if given.members is not None:
            return reader.gettext(MEMBERS, given=number(given.members), least=number(least))
        case "firm_share" if given.share is not None:
            return reader.gettext(SHARE, given=percent(given.share), least=percent(least))
        case "firm_share" if given.members and given.firms is not None:
            return reader.gettext(TOO_MANY)
        case "association" if given.association is not None:
            return reader.gettext(YES if given.association else NO)
        case "new_or_supported" if given.labelled is False:
            return reader.gettext(NEW)
        case "new_or_supported" if given.labelled and given.years is not None:
            form = EXACTLY if given.years == least else YEARS
            return reader.gettext(form, given=number(given.years), least=number(least))
    return reader.gettext(UNANSWERED)


def _field(name: str, given: Answers, reader: Reader) -> Field:
    label, value = reader.gettext(ASKED[name]), getattr(given, name)
    if name in NUMBERS:
        return Field(name, label, value="" if value is None else str(value), type="number")
    return Field(name, label, (
        Option("yes", reader.gettext(N_("yes")), value is True),
        Option("no", reader.gettext(N_("no")), value is False),
    ))  # fmt: skip
