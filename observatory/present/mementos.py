"""A profile's past as web archives speak of it (RFC 7089): mementos, their links, their list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime

from observatory.present.addresses import address


@dataclass(frozen=True, slots=True)
class Memento:
    """A state of a profile: the moment from which it held, and its absolute address."""

    at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class Original:
    """A profile as a resource with a past; it is its own timegate (RFC 7089, pattern 1.1).

    ``base`` is the public address of the site; ``lang`` is empty for the address without one, whose
    mementos are those of ``leads_to``, the reader's language: as its timegate leads.
    """

    base: str
    slug: str
    lang: str
    leads_to: str = ""

    @property
    def url(self) -> str:
        """Give the address of the profile itself."""
        return self.base + address("clusters", self.slug, lang=self.lang)

    @property
    def timemap(self) -> str:
        """Give the address of the list of its mementos."""
        return self.base + address("clusters", self.slug, "timemap", query=[("lang", self.lang)])

    def known_at(self, day: date) -> str:
        """Give the address of the state as known at the end of a day (UTC)."""
        query = [("known_at", day.isoformat())]
        return self.base + address(
            "clusters", self.slug, lang=self.lang or self.leads_to, query=query
        )

    def links(self, extra: Sequence[str] = ()) -> str:
        """Give the ``Link`` header that every answer about the profile carries."""
        return ", ".join((
            f'<{self.url}>; rel="original timegate"',
            f'<{self.timemap}>; rel="timemap"; type="application/link-format"',
            *extra,
        ))  # fmt: skip


def mementos(moments: Sequence[datetime], original: Original) -> tuple[Memento, ...]:
    """Give a memento for each day on which something was recorded, the first first."""
    last: dict[date, datetime] = {}
    for at in sorted(moments):
        last[at.astimezone(UTC).date()] = at
    return tuple(Memento(at, original.known_at(day)) for day, at in last.items())


def held(moments: Sequence[datetime], day: date) -> datetime | None:
    """Give the moment from which the state known at the end of ``day`` held; None before any."""
    return max((at for at in moments if at.astimezone(UTC).date() <= day), default=None)


def nearest(moments: Sequence[datetime], asked: date, today: date) -> date:
    """Give the day to show for a day that is asked for: not before the first, nor after today."""
    first = min((at.astimezone(UTC).date() for at in moments), default=today)
    return min(max(asked, first), today)


def timemap(found: Sequence[Memento], original: Original) -> str:
    """Write the list of mementos in link format (RFC 6690, RFC 7089 section 5)."""
    dates = [http_date(one.at) for one in found]
    span = f'; from="{dates[0]}"; until="{dates[-1]}"' if dates else ""
    lines = [
        f'<{original.url}>; rel="original timegate"',
        f'<{original.timemap}>; rel="self"; type="application/link-format"{span}',
    ]
    for number, (one, when) in enumerate(zip(found, dates, strict=True)):
        places = [word for word, here in (("first", 0), ("last", len(found) - 1)) if number == here]
        lines.append(f'<{one.url}>; rel="{" ".join([*places, "memento"])}"; datetime="{when}"')
    return ",\n".join(lines) + "\n"


def http_date(at: datetime) -> str:
    """Write a moment as HTTP does (RFC 9110, 5.6.7)."""
    return format_datetime(at.astimezone(UTC), usegmt=True)


def read_http_date(text: str) -> date | None:
    """Read the day (UTC) of an ``Accept-Datetime``; None if it is not one."""
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    if at.tzinfo is None or at.utcoffset():
        return None
    return at.astimezone(UTC).date()
