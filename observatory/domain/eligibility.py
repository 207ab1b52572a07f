"""Whether answers meet a stated condition of a call: met, not met, or it cannot be said.

It repeats what sources state of a call and decides nothing: the authority alone does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Rule = Literal["members", "firm_share", "association", "new_or_supported", "judged"]
Verdict = Literal["met", "not_met", "cannot_say"]

RULES: tuple[Rule, ...] = ("association", "members", "firm_share", "new_or_supported", "judged")
"""Every rule, in the order in which a page asks."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a condition asks for. ``least`` is a number of members, a percentage, or years.

    ``members``: at least so many. ``firm_share``: at least so many percent of them are firms.
    ``association``: it is one. ``new_or_supported``: it is new, or was labelled and has had more
    than so many years of State support. ``judged``: a jury weighs it, and no answer settles it.
    """

    rule: Rule
    least: int = 0


@dataclass(frozen=True, slots=True)
class Answers:
    """What is answered; None is not answered."""

    members: int | None = None
    firms: int | None = None
    association: bool | None = None
    labelled: bool | None = None
    years: int | None = None

    @property
    def share(self) -> float | None:
        """Give the percentage of members that are firms; None if it cannot be one."""
        if not self.members or self.firms is None or self.firms > self.members:
            return None
        return 100 * self.firms / self.members


def judge(condition: Condition, given: Answers) -> Verdict:
    """Say whether answers meet a condition."""
    match condition.rule:
        case "members":
            return _at_least(given.members, condition.least)
        case "firm_share":
            return _at_least(given.share, condition.least)
        case "association":
            return "cannot_say" if given.association is None else _word(given.association)
        case "new_or_supported":
            if given.labelled is False:
                return "met"
            # "Past eight years": whether eight years to the day are past, no source says.
            if given.labelled is None or given.years is None or given.years == condition.least:
                return "cannot_say"
            return _word(given.years > condition.least)
        case "judged":
            return "cannot_say"


def _at_least(given: float | None, least: int) -> Verdict:
    return "cannot_say" if given is None else _word(given >= least)


def _word(truth: bool) -> Verdict:
    return "met" if truth else "not_met"
