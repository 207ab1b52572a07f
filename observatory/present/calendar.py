"""An iCalendar file (RFC 5545) of days on which something ends; all-day events, in UTF-8."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LINE = 75
"""Octets that a line has at most, without its end (3.1)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One day. ``key`` makes it the same event whenever and in whatever language it is written."""

    key: str
    day: date
    stamp: datetime
    title: str
    text: str
    url: str


def calendar(name: str, lang: str, host: str, entries: Iterable[Entry]) -> str:
    """Write a calendar called ``name``; ``host`` completes the keys to world-wide ids."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(name)}//iCalendar//{lang.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for entry in entries for line in _event(entry, lang, host)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(entry: Entry, lang: str, host: str) -> Iterator[str]:
    """Write one event; it takes no one's time, and its last day is the one after (3.6.1)."""
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.key}@{host}"
    yield f"DTSTAMP:{entry.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY;LANGUAGE={lang}:{_text(entry.title)}"
    yield f"DESCRIPTION;LANGUAGE={lang}:{_text(entry.text)}"
    yield f"URL:{entry.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(value: str) -> str:
    """Escape a TEXT value (3.3.11); control characters have no place in one."""
    value = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    value = "\\n".join(value.splitlines())
    return "".join(letter for letter in value if letter >= " " and letter != "\x7f")


def _folded(line: str) -> Iterator[str]:
    """Break a line of more octets than may be, never inside a character; the rest begins blank."""
    start, room = "", b""
    for letter in line:
        octets = letter.encode()
        if len(start) + len(room) + len(octets) > LINE:
            yield start + room.decode()
            start, room = " ", b""
        room += octets
    yield start + room.decode()
