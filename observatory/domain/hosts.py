"""How a host answers our robot: one verdict for each, which slows the visits down. Pure.

The verdict is of the last answer; it begins when answers of its kind began. What is refused is
asked for less and less often (:func:`observatory.domain.due.interval_now`) and never got around.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WORKS, BLOCKED, CHALLENGE, RATE_LIMITED, UNREACHABLE = VERDICTS = (
    "works",
    "blocked",
    "challenge",
    "rate_limited",
    "unreachable",
)
"""It gives pages, or says which it has not; refuses (401, 403, 451, a login, a robots.txt that
permits nothing); tests whether one is a person; asks for time; gives no answer, or an error."""

REFUSING = frozenset({BLOCKED, CHALLENGE, RATE_LIMITED})
"""Verdicts by which a host says that it does not want us, or not so often."""

BY_REASON: Mapping[str, str] = {
    "unauthorised": BLOCKED,
    "login": BLOCKED,
    "robots": BLOCKED,
    "challenge": CHALLENGE,
    "rate_limited": RATE_LIMITED,
    "unreachable": UNREACHABLE,
    "timeout": UNREACHABLE,
    "tls": UNREACHABLE,
    "server_error": UNREACHABLE,
    "bad_response": UNREACHABLE,
    "truncated": UNREACHABLE,
}
"""The verdict of an answer that is none, by the code of its reason. With any other reason the host
has answered: the page is missing, too large, or somewhere else."""


@dataclass(frozen=True, slots=True)
class Answering:
    """How a host answers: its verdict (empty before the first answer) and when that began.

    ``since`` is in seconds since 1970; ``misses`` counts the answers in a row that were none.
    """

    verdict: str = ""
    since: float = 0.0
    misses: int = 0

    def after(self, verdict: str, at: float) -> Answering:
        """Give how it answers after one more answer, at ``at`` seconds since 1970."""
        return Answering(
            verdict,
            self.since if verdict == self.verdict else at,
            0 if verdict == WORKS else self.misses + 1,
        )


def site(host: str) -> str:
    """Give the host without ``www.``: both names mean one site."""
    return host.lower().removeprefix("www.")
