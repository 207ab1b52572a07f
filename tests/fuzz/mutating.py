"""Mutations that keep most of a page a page: whole elements moved, values and attributes replaced.

Bytes that are flipped blindly rarely get beyond the parser; these reach the readers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.fuzz.targets import targets
from tests.scrapers.damaging import DAMAGES
from tests.scrapers.harmless import MUTANTS

_TOKEN = re.compile(r"<[^<>]{0,2000}>")
_TEXT = re.compile(r">([^<>]*\w[^<>]*)<")
_ATTRIBUTE = re.compile(r"=(\"[^\"]*\"|'[^']*')")
_WORD = re.compile(r"\w+|[^\w\s]")

ODD = (
    "", " ", "0", "-1", "1" * 400, "1e309", "٣٤", "²", "½", "Ⅷ", "NaN", "31/02/2026", "0000",
    "31 novembre 2025", "2025-13-45T99:99", "?page=", "?page=0,0,9", "?page=²", "?page=1,x",
    "http://[", "https://x:99999/", "//", "\\", "mailto:", "http://default/x", "\x00", "\ufeff",
    "\u202e",  "&#0;", "&#xd800;", "&#x110000;", "&nbsp;", "&amp;amp;", "<!--", "-->",
    "<![CDATA[", "]]>", "<?xml", "<!ENTITY", "</html>", "<table>", "<td colspan=9999>",
    "<td rowspan='²'>", "<th>", "<tr>", "<a href='http://['>", "<svg><style>", "<template>",
    "<li>", "<h2>", "(", ")", "|", ":", ";", ",", "«", "’", "Cluster", "PÔLE", "%s", "{0}", "\n",
    "A" * 3000, "é" * 800, "( " * 300, "a, " * 300,
)  # fmt: skip
"""What pages hold now and then and a reader may stumble over."""

MOST = 200_000
"""Characters of a mutated input; what is longer is cut."""


def mutated(data: bytes, random: Random) -> bytes:
    """Mutate an input for the target that it names, or for any other if it names none."""
    name, _, rest = data.partition(b"\n")
    known = targets()
    target = known.get(name.decode("utf-8", "replace"))
    if target is None:
        target = random.choice(list(known.values()))
        rest = random.choice(target.seeds)
    text = rest.decode("utf-8", "surrogateescape")
    for _ in range(random.choice((1, 1, 2, 4))):
        change = random.choice(_OF_PAGES) if target.markup else _reworded
        source = target if random.random() < 0.5 else random.choice(list(known.values()))
        other = random.choice(source.seeds).decode("utf-8", "replace")
        text = change(text, other, random)[:MOST]
    return target.name.encode() + b"\n" + text.encode("utf-8", "surrogateescape")


def _reworded(text: str, other: str, random: Random) -> str:
    """Lose, double or replace a word of a text without markup, or all between two words."""
    words = [found.span() for found in _WORD.finditer(text)] or [(0, len(text))]
    start, end = random.choice(words)
    last = max(end, random.choice(words)[1]) if random.random() < 0.2 else end
    theirs = _WORD.findall(other) or [""]
    new = random.choice(("", text[start:last] * 2, random.choice(ODD), random.choice(theirs)))
    return text[:start] + new + text[last:]


def _span(text: str, random: Random) -> tuple[int, int]:
    """Give an element, from its start tag to an end tag of that name, or else a few tags."""
    tags = list(_TOKEN.finditer(text))
    if not tags:
        return 0, len(text)
    place = random.randrange(len(tags))
    opened = tags[place]
    name = re.match(r"<(\w+)", opened[0])
    if name:
        closed = re.compile(rf"</{re.escape(name[1])}\s*>").search(text, opened.end())
        if closed:
            return opened.start(), closed.end()
    return opened.start(), tags[min(place + random.randrange(4), len(tags) - 1)].end()


def _lose(text: str, _other: str, random: Random) -> str:
    start, end = _span(text, random)
    return text[:start] + text[end:]


def _double(text: str, _other: str, random: Random) -> str:
    start, end = _span(text, random)
    return text[:end] + text[start:end] * random.choice((1, 1, 2, 30)) + text[end:]


def _move(text: str, _other: str, random: Random) -> str:
    start, end = _span(text, random)
    piece, rest = text[start:end], text[:start] + text[end:]
    at = _span(rest, random)[random.randrange(2)]
    return rest[:at] + piece + rest[at:]


def _take(text: str, other: str, random: Random) -> str:
    (start, end), at = _span(other, random), _span(text, random)[random.randrange(2)]
    return text[:at] + other[start:end] + text[at:]


def _replace(pattern: re.Pattern[str]) -> Callable[[str, str, Random], str]:
    def change(text: str, other: str, random: Random) -> str:
        spans = [found.span(1) for found in pattern.finditer(text)]
        if not spans:
            return _odd(text, other, random)
        start, end = random.choice(spans)
        theirs = [found[1] for found in pattern.finditer(other)] or [""]
        new = random.choice((random.choice(ODD), random.choice(theirs), text[start:end] * 2))
        return text[:start] + new + text[end:]

    return change


def _odd(text: str, _other: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(ODD) + text[at + random.choice((0, 0, 1, 20)) :]


def _lose_tag(text: str, _other: str, random: Random) -> str:
    tags = list(_TOKEN.finditer(text))
    if not tags:
        return text
    gone = random.choice(tags)
    return text[: gone.start()] + text[gone.end() :]


def _cut(text: str, _other: str, random: Random) -> str:
    return text[: random.randrange(len(text) + 1)]


def _known(text: str, _other: str, random: Random) -> str:
    letters = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return random.choice([*MUTANTS.values(), *DAMAGES.values()])(letters, random)


_OF_PAGES = (
    _lose, _double, _move, _take, _replace(_TEXT), _replace(_TEXT), _replace(_ATTRIBUTE),
    _odd, _lose_tag, _cut, _known,
)  # fmt: skip
