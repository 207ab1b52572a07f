"""What reading one page gave: facts, events, further addresses, and all that is odd about it."""

from __future__ import annotations

from dataclasses import dataclass

from observatory.domain.facts import Event, Fact

FAILED, BLOCKED, REJECTED, QUARANTINED, DEGRADED = (
    "failed",
    "blocked",
    "rejected",
    "quarantined",
    "degraded",
)

CODES: dict[str, str] = {
    # no response to judge
    "unreachable": FAILED,
    "timeout": FAILED,
    "tls": FAILED,
    "server_error": FAILED,
    "not_found": FAILED,
    "too_large": FAILED,
    "truncated": FAILED,
    "bad_response": FAILED,
    "reader_raised": FAILED,
    "pdf_unreadable": FAILED,
    # they or we refuse
    "robots": BLOCKED,
    "address": BLOCKED,
    "redirect": BLOCKED,
    "moved": BLOCKED,
    "unauthorised": BLOCKED,
    "rate_limited": BLOCKED,
    "login": BLOCKED,
    "challenge": BLOCKED,
    "paywall": BLOCKED,
    # not the page we know
    "empty": REJECTED,
    "soft_404": REJECTED,
    "maintenance": REJECTED,
    "anchor_missing": REJECTED,
    "nothing_found": REJECTED,
    "encoding": REJECTED,
    # the right page, implausible
    "unknown_header": QUARANTINED,
    "unexpected_count": QUARANTINED,
    "records_gone": QUARANTINED,
    "half_changed": QUARANTINED,
    "number_leapt": QUARANTINED,
    "arabic_pdf": QUARANTINED,
    "layout_changed": QUARANTINED,
    "records_renamed": QUARANTINED,
    "lookalike_name": QUARANTINED,
    "label_withdrawn": QUARANTINED,
    # readable, some part broken
    "broken_block": DEGRADED,
    "unclear_value": DEGRADED,
    "value_missing": DEGRADED,
    "damaged_text": DEGRADED,
    "page_missing": DEGRADED,
    "overruled": DEGRADED,
}
"""Every reason that a page is not simply well, and the verdict that it brings."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a page is not simply well: a code of ``CODES`` and a sentence that says what was seen."""

    code: str
    said: str

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"unknown reason code: {self.code!r}")

    def __str__(self) -> str:
        return f"{self.code}: {self.said}"


@dataclass(frozen=True, slots=True)
class Extract:
    """The outcome of reading one page, before the gate has judged it.

    An address in ``follows`` has those that stand in for it behind it, each after a blank.
    ``damage`` names each broken part once (``broken_block#1`` …), to compare two looks by.
    """

    facts: tuple[Fact, ...] = ()
    events: tuple[Event, ...] = ()
    follows: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    damage: frozenset[str] = frozenset()
