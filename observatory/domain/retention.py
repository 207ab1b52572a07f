"""Which kept bytes may go: those of looks that told nothing, long enough ago.

Pure: it is given the looks at each page in order of time, and what must stay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

AGE = timedelta(days=180)
"""How long the bytes of every look are kept, whatever they say: time to find out and read again."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look that brought or confirmed bytes.

    ``page`` tells pages apart; ``at`` is when the look was had or came to be known, the later.
    ``said`` is a digest of what was read of a good look, None if it was none; ``worthless`` says
    that it was rejected, blocked or set aside: not the page, or one that was there already.
    """

    page: tuple[str, str]
    at: datetime
    sha256: str
    said: str | None
    worthless: bool


def idle(looks: Iterable[Look], needed: Collection[str], before: datetime) -> list[str]:
    """Give the hashes of bytes that may go, those last seen longest ago first.

    Every look at them was worthless or said exactly what the good look before it said, was had
    ``before`` a moment and is not the newest of its page; and they are not ``needed``.
    """
    said: dict[tuple[str, str], str] = {}
    newest: dict[tuple[str, str], str] = {}
    seen: dict[str, datetime] = {}
    telling = set(needed)
    for look in looks:
        newest[look.page] = look.sha256
        seen[look.sha256] = max(look.at, seen.get(look.sha256, look.at))
        if look.said is not None:
            if said.get(look.page) != look.said:
                telling.add(look.sha256)
            said[look.page] = look.said
        elif not look.worthless:
            telling.add(look.sha256)
    stay = telling | set(newest.values())
    found = [sha256 for sha256, at in seen.items() if at < before and sha256 not in stay]
    return sorted(found, key=lambda sha256: (seen[sha256], sha256))


def enough(going: Iterable[str], sizes: Mapping[str, int], surplus: int) -> list[str]:
    """Give as many of the hashes, in their order, as free ``surplus`` bytes, or all of them.

    ``sizes`` is what each takes; what takes nothing is left out.
    """
    out: list[str] = []
    for sha256 in going:
        if surplus <= 0:
            break
        if sizes.get(sha256):
            out.append(sha256)
            surplus -= sizes[sha256]
    return out
