"""What a reader must never be fooled by: twenty kinds of damage to a page.

A damage takes something away, disguises it, or sends another page in its place. Each is a pure
function of the text and of a seeded generator.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.scrapers.harmless import Change

_PARTS = tuple(
    re.compile(rf"(<{name}\b[^>]*>)(.*)(</{name}\s*>)", re.S | re.I)
    for name in ("main", "article", "body")
)
_ITEM = re.compile(r"<(item|url|entry)\b.*?</\1\s*>", re.S)
_TABLE = re.compile(r"<table\b.*?</table\s*>", re.S | re.I)
_TITLE = re.compile(r"<h1\b.*?</h1\s*>", re.S | re.I)
_LABEL = re.compile(
    r"<(th\b[^>]*|dt\b[^>]*|div\b[^>]*field-?_?_?label[^>]*)>(?:<a\b[^>]*>)?([^<]+)", re.I
)


def _inside(text: str, change: Callable[[str], str]) -> str:
    """Change what stands in the main part of a page, or else in its body."""
    part = next((part for part in _PARTS if part.search(text)), None)
    if part is None:
        return text
    return part.sub(lambda found: found[1] + change(found[2]) + found[3], text, count=1)


def cut_in_half(text: str, random: Random) -> str:
    """Stop in the middle."""
    return text[: len(text) // 2]


def truncated_tag(text: str, random: Random) -> str:
    """Stop inside an end tag of a cell, an item or a paragraph, the last before the end."""
    ends = list(re.finditer(r"</(?:td|dd|li|p|title|loc)\b", text, re.I))
    return text[: ends[-1].end() - 1] if ends else text


def table_gone(text: str, random: Random) -> str:
    """Lose every table, or the main part of a page without one, or the items of a feed."""
    if _TABLE.search(text):
        return _TABLE.sub("", text)
    return _ITEM.sub("", _inside(text, lambda _: ""))


def header_renamed(text: str, random: Random) -> str:
    """Rename the first header of the longest table, or the first label, and its field."""
    tables = sorted(_TABLE.finditer(text), key=lambda found: -len(found[0]))
    for part in [found.span() for found in tables] or [(0, len(text))]:
        label = _LABEL.search(text, *part)
        if label:
            field = re.search(r"\bviews-field-([\w-]+)", label[1])
            text = f"{text[: label.start(2)]}Kürzel{text[label.end(2) :]}"
            return text.replace(field[1], "moved") if field else text
    return re.sub(r"<(/?)title>", r"<\1titre>", text)


def columns_swapped(text: str, random: Random) -> str:
    """Swap the headers of names and numbers, in a table whose cells do not say whose they are."""
    for table in sorted(_TABLE.findall(text), key=len, reverse=True):
        bare = re.sub(r"\b(?:headers|id)=\"view-[^\"]*\"|\bviews-field-[\w-]+", "", table)
        heads = list(re.finditer(r"<th\b[^>]*>(.*?)</th\s*>", bare, re.S | re.I))
        cells = re.findall(r"<td\b[^>]*>(.*?)</td\s*>", bare, re.S | re.I)
        counted = [head for head, cell in zip(heads, cells, strict=False) if cell.strip().isdigit()]
        if counted and counted[-1] is not heads[0]:
            first, last = heads[0], counted[-1]
            between = bare[first.end(1) : last.start(1)]
            swapped = f"{bare[: first.start(1)]}{last[1]}{between}{first[1]}{bare[last.end(1) :]}"
            return text.replace(table, swapped)
    return text


def other_language(text: str, random: Random) -> str:
    """Print headings, headers and labels in a language that nobody declared."""
    words = re.compile(
        r"(<(?:(?:h[1-6]|th|dt|strong|label|legend)\b[^>]*|div class=\"(?:field-?_?_?label"
        r"|panel-title)[^>]*)>(?:<(?:a|div)\b[^>]*>)?)([^<]+)",
        re.I,
    )

    def foreign(match: re.Match[str]) -> str:
        said = match[2].strip()
        return match[1] + match[2].replace(said, said[::-1])

    return words.sub(foreign, text)


def login(text: str, random: Random) -> str:
    """Ask for a password in place of the page."""
    return (
        "<!DOCTYPE html><html><head><title>Log in | Platform</title></head><body><h1>Log in</h1>"
        '<form action="/user/login"><input name="name"><input type="password" name="pass"></form>'
        "<p>Enter your user name and your password.</p></body></html>"
    )


def empty(text: str, random: Random) -> str:
    """Send nothing but white space."""
    return " \n"


def block_broken(text: str, random: Random) -> str:
    """Lose the tables, or the end of the main part, to broken blocks."""
    sentence = "<div>This block is broken or missing. You may be missing content.</div>"
    if _TABLE.search(text):
        return _TABLE.sub(sentence, text)
    return _inside(text, lambda inner: inner + sentence)


def maintenance(text: str, random: Random) -> str:
    """Close for work."""
    return (
        "<!DOCTYPE html><html><head><title>Site under maintenance</title></head><body>"
        "<h1>Site under maintenance</h1><p>We should be back shortly.</p></body></html>"
    )


def _notice(title: str, said: str, head: str = "") -> str:
    """Give a page that says one thing and nothing else."""
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>"
        f"<h1>{title}</h1><p>{said}</p></body></html>"
    )


def challenge(text: str, random: Random) -> str:
    """Test whether the visitor is a person."""
    return _notice(
        "Just a moment...",
        "Verifying you are human. This may take a few seconds.",
        "<script>window._cf_chl_opt={};setTimeout(function(){location.reload()},1)</script>",
    )


def not_found(text: str, random: Random) -> str:
    """Say inside the site's own frame, with status 200, that there is no such page."""
    said = "<h1>Page not found</h1><p>The requested page could not be found.</p>"
    if "<html" not in text.lower():
        return _notice("Page not found", "The requested page could not be found.")
    text = re.sub(r"(<title\b[^>]*>)[^<]*", r"\1Page not found | Site", text, count=1)
    return _inside(text, lambda _: said)


def paywall(text: str, random: Random) -> str:
    """Print the first sentence and offer a subscription for the rest."""
    offer = "Cet article est réservé aux abonnés"

    def beginning(inner: str) -> str:
        shown = " ".join(re.sub(r"<[^>]*>", " ", inner).split())[:300]
        return f"<h1>Actualités</h1><p>{shown}…</p><p>{offer}</p>"

    if "<html" not in text.lower():
        return _notice("Actualités", offer)
    return _inside(text, beginning)


def crashed(text: str, random: Random) -> str:
    """Answer with what the content system says when it breaks."""
    return "The website encountered an unexpected error. Please try again later.<br />"


def parked(text: str, random: Random) -> str:
    """Offer the site's name for sale."""
    return _notice(
        "This domain is for sale", "Buy this domain. Related searches: clusters, Morocco."
    )


def home_page(text: str, random: Random) -> str:
    """Show the frame of the site around a greeting: the address leads home now."""
    said = (
        "<h1>Welcome</h1><p>Welcome to our new site. Discover our services and our teams, and"
        " follow us on the networks.</p><p><a href='/en/discover'>Discover</a></p>"
    )
    if "<html" not in text.lower():
        return _notice("Welcome", "Welcome to our new site.")
    return _inside(_TITLE.sub("", text), lambda _: said)


def encoded_twice(text: str, random: Random) -> str:
    """Encode the letters of the page as if their bytes were letters."""
    return text.encode().decode("cp1252", "replace")


def header_gone(text: str, random: Random) -> str:
    """Lose the headers of the tables, or the labels and headings of a page without one."""
    if _TABLE.search(text):
        return re.sub(r"<thead\b.*?</thead\s*>|<th\b.*?</th\s*>", "", text, flags=re.S | re.I)
    parts = r"h[1-6]|dt|strong|legend|title"
    return re.sub(rf"<({parts})\b[^>]*>.*?</\1\s*>", "", text, flags=re.S | re.I)


def cells_lost(text: str, random: Random) -> str:
    """Lose the first cell of each row, or all values beside labels, or all under the title."""
    if "<html" not in text[:1000].lower():
        return re.sub(r"(<(title|loc)>).*?(</\2>)", r"\1\3", text, flags=re.S)
    for value in (
        r"(<tr\b[^>]*>\s*)<td\b.*?</td\s*>",
        r"(<d[lt]\b[^>]*>.*?)<dd\b.*?</dd\s*>",
        r"(<div\b[^>]*field-?_?_?label[^>]*>[^<]*</div>\s*)<div\b.*?</div\s*>",
    ):
        if re.search(value, text, re.S | re.I):
            return re.sub(value, r"\1", text, flags=re.S | re.I)
    return _inside(text, lambda inner: "".join(_TITLE.findall(inner)))


def app_shell(text: str, random: Random) -> str:
    """Send the shell that a script would fill."""
    return (
        "<!DOCTYPE html><html><head><title>Platform</title><script src='/app.js'></script></head>"
        "<body><noscript>You need to enable JavaScript to run this app.</noscript>"
        "<div id='root'></div></body></html>"
    )


def words_swapped(text: str, random: Random) -> str:
    """Swap the headers of the two fullest columns of words; nothing on the page gives it away."""
    bare = re.sub(r"\b(?:headers|id)=\"view-[^\"]*\"|\bviews-field-[\w-]+", "", text)
    one, other = "Technology Fields", "Targeted third countries"
    return re.sub(rf"{one}|{other}", lambda found: other if found[0] == one else one, bare)


def rows_gone(text: str, random: Random) -> str:
    """Lose every second row of the tables."""
    rows = iter(range(10**6))
    pattern = r"<tr\b(?:(?!<tr\b|<th\b).)*</tr\s*>"
    return re.sub(pattern, lambda row: row[0] if next(rows) % 2 else "", text, flags=re.S | re.I)


DAMAGES: dict[str, Change] = {
    change.__name__: change
    for change in (
        cut_in_half, table_gone, header_renamed, columns_swapped, other_language, login, empty,
        truncated_tag, block_broken, maintenance, challenge, not_found, paywall, crashed, parked,
        home_page, encoded_twice, header_gone, cells_lost, app_shell,
    )
}  # fmt: skip

TOLD_BY_THE_PAST: dict[str, Change] = {
    change.__name__: change for change in (words_swapped, rows_gone)
}
"""Damages that no page shows by itself: only what it said before tells."""
