"""Who answers to what somebody looks for: reasons, counted and never weighed.

A wish is met where a source says so, refused where sources say something else, and open where
nobody says: a cell left blank in a survey is open, not a no.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from observatory.domain.periods import add_years

About = Literal["words", "sector", "region", "need", "alive"]
Verdict = Literal["met", "refused", "open"]

ALIVE = "1"
"""The key of the wish that a body be alive."""

SIGN_SPEAKS = 2
"""Years after its newest sign of life for which a body counts as alive."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing somebody looks for: words, or the key of a sector, a region or a lever, life."""

    about: About
    key: str


@dataclass(frozen=True, slots=True)
class Reason:
    """How one body stands to one wish."""

    wish: Wish
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a body: the keys that sources state.

    ``named``: how surely the words name it or something of it, 0 for not at all. ``levers`` maps a
    lever to its mark; one that is missing was never asked. ``sign`` is the last sign of life.
    """

    named: int = 0
    sectors: Collection[str] = ()
    regions: Collection[str] = ()
    levers: Mapping[str, str] = field(default_factory=dict)
    sign: date | None = None
    name: str = ""


def wishes(
    words: str, sector: str, region: str, needs: Sequence[str], alive: str = ""
) -> tuple[Wish, ...]:
    """Give what is looked for, one wish each."""
    asked: list[tuple[About, str]] = [
        ("words", words), ("sector", sector), ("region", region), ("alive", alive),
    ]  # fmt: skip
    return tuple(Wish(about, key) for about, key in [*asked, *(("need", n) for n in needs)] if key)


def judge(asked: Sequence[Wish], one: Candidate, day: date) -> tuple[Reason, ...]:
    """Say of each wish whether a body meets it on ``day``."""
    return tuple(Reason(wish, _verdict(wish, one, day)) for wish in asked)


def alive(sign: date | None, day: date) -> bool:
    """Say whether the newest sign of life is at most ``SIGN_SPEAKS`` years old on ``day``.

    An older sign, or none, is silence: it says of no body that it is dead.
    """
    return sign is not None and day <= add_years(sign, SIGN_SPEAKS)


def met(reasons: Sequence[Reason]) -> int:
    """Count the wishes that are met."""
    return sum(reason.verdict == "met" for reason in reasons)


def place(reasons: Sequence[Reason], one: Candidate) -> tuple[int, int, int, int, str]:
    """Give the place in the list, the smallest first.

    More wishes met; then fewer refused; then named more surely; then heard of more lately; then by
    name. No wish counts more than another.
    """
    refused = sum(reason.verdict == "refused" for reason in reasons)
    heard = one.sign.toordinal() if one.sign else 0
    return -met(reasons), refused, -one.named, -heard, one.name.casefold()


def _verdict(wish: Wish, one: Candidate, day: date) -> Verdict:
    match wish.about:
        case "words":
            return "met" if one.named else "refused"
        case "alive":
            return "met" if alive(one.sign, day) else "open"
        case "need":
            return "met" if one.levers.get(wish.key) == "marked" else "open"
    stated = one.sectors if wish.about == "sector" else one.regions
    if wish.key in stated:
        return "met"
    return "refused" if stated else "open"
