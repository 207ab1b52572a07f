"""The same page as its site would also print it: ten harmless mutants, and ten kinds of damage.

A mutant changes what no reader may look at; a damage takes away or disguises something. Both are
pure functions of the text and of a seeded generator.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.entities import codepoint2name
from random import Random

Change = Callable[[str, Random], str]

_TAG = re.compile(
    r"<([a-zA-Z][\w:-]*)((?:\s+[\w:.@-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)+)(\s*/?)>"
)
_ATTRIBUTE = re.compile(r"[\w:.@-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_OPAQUE = re.compile(
    r"<(script|style|textarea|pre|svg|head)\b.*?</\1\s*>|<!--.*?-->|<![^>]*>", re.S | re.I
)
_BETWEEN = re.compile(r">(\s+)<")
_MAIN = re.compile(r"(<(main|article)\b[^>]*>)(.*)(</\2\s*>)", re.S | re.I)
_TABLE = re.compile(r"<table\b.*?</table\s*>", re.S | re.I)
_LABEL = re.compile(
    r"<(th\b[^>]*|dt\b[^>]*|div\b[^>]*field-?_?_?label[^>]*)>(?:<a\b[^>]*>)?([^<]+)", re.I
)

DEBUG = """
<!-- THEME DEBUG -->
<!-- THEME HOOK: 'block' -->
<!-- FILE NAME SUGGESTIONS:
   ▪️ block--system.html.twig
   ✅ block.html.twig
-->
<!-- 💡 BEGIN CUSTOM TEMPLATE OUTPUT from 'themes/custom/x/templates/block.html.twig' -->
"""
READ_ALSO = """
<aside class="read-also"><p class="read-also__title">Lire aussi / Read also</p>
<ul><li><a href="/fr/actualites/autre-sujet">Un autre sujet du jour</a></li>
<li><a href="/en/news/other-matter">Some other matter</a></li></ul></aside>
"""
ADVERT = """
<div class="advert" id="div-gpt-ad-%d"><script>window.ads = window.ads || []; ads.push(%d);</script>
<ins class="adsbygoogle" data-ad-slot="%d"></ins></div>
"""


def _outside(text: str, change: Callable[[str], str]) -> str:
    """Apply ``change`` to what is neither script nor comment nor head."""
    parts, end = [], 0
    for match in _OPAQUE.finditer(text):
        parts += [change(text[end : match.start()]), match.group()]
        end = match.end()
    return "".join([*parts, change(text[end:])])


def attribute_order(text: str, random: Random) -> str:
    """Print the attributes of every element in another order."""

    def shuffled(match: re.Match[str]) -> str:
        attributes = _ATTRIBUTE.findall(match[2])
        random.shuffle(attributes)
        return f"<{match[1]} {' '.join(attributes)}{match[3]}>"

    return _outside(text, lambda part: _TAG.sub(shuffled, part))


def class_order(text: str, random: Random) -> str:
    """Print the classes of every element in another order, with one more of the theme's."""

    def shuffled(match: re.Match[str]) -> str:
        classes = [*match[2].split(), f"js-once-{random.randrange(1000)}"]
        random.shuffle(classes)
        return f"class={match[1]}{' '.join(classes)}{match[1]}"

    return _outside(text, lambda part: re.sub(r"\bclass=([\"'])([^\"']*)\1", shuffled, part))


def wrappers(text: str, random: Random) -> str:
    """Put tables, articles and the whole body into further elements."""
    text = re.sub(r"(<table\b)", r'<div class="table-wrap"><div>\1', text, flags=re.I)
    text = re.sub(r"(</table\s*>)", r"\1</div></div>", text, flags=re.I)
    text = re.sub(r"(<body\b[^>]*>)", r'\1<div id="outer"><div class="inner">', text, flags=re.I)
    return re.sub(r"(</body\s*>)", r"</div></div>\1", text, flags=re.I)


def whitespace(text: str, random: Random) -> str:
    """Break and indent lines between elements otherwise."""

    def spaced(match: re.Match[str]) -> str:
        return ">" + random.choice([" ", "\n", "\n\n\t\t", "\r\n    "]) + "<"

    return _outside(text, lambda part: _BETWEEN.sub(spaced, part))


def theme_debug(text: str, random: Random) -> str:
    """Print the theme's debug comments between elements."""

    def commented(match: re.Match[str]) -> str:
        return f">{match[1]}{DEBUG}<" if random.random() < 0.3 else match.group()

    return _outside(text, lambda part: _BETWEEN.sub(commented, part))


def tokens(text: str, random: Random) -> str:
    """Give forms, views, style sheets and scripts other tokens."""

    def fresh(match: re.Match[str]) -> str:
        return match[1] + "".join(random.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=24))

    text = re.sub(r"(js-view-dom-id-|views_dom_id:|form_build_id\" value=\")[\w-]+", fresh, text)
    text = re.sub(r"(/(?:css|js)_)[\w-]+", fresh, text)
    return re.sub(
        r"(</body\s*>)",
        rf'<input type="hidden" name="form_token" value="{random.getrandbits(64):x}" />\1',
        text,
        flags=re.I,
    )


def read_also(text: str, random: Random) -> str:
    """Add a block of other readings at the end."""
    return re.sub(r"(</body\s*>)", lambda match: READ_ALSO + match[1], text, flags=re.I)


def counters(text: str, random: Random) -> str:
    """Count readers at the end, and count on where the page counts already."""

    def more(match: re.Match[str]) -> str:
        return f"{int(match[1]) + random.randrange(1, 99)}{match[2]}"

    text = _outside(
        text, lambda part: re.sub(r"\b(\d+)(\s+(?:reads|views|vues|lectures)\b)", more, part)
    )
    counted = f'<p class="statistics-counter">{random.randrange(10**6)} visites</p>'
    return re.sub(r"(</body\s*>)", lambda match: counted + match[1], text, flags=re.I)


def entities(text: str, random: Random) -> str:
    """Write letters outside ASCII as entities, by name or by number."""

    def written(match: re.Match[str]) -> str:
        code = ord(match.group())
        name = codepoint2name.get(code)
        return f"&{name};" if name and random.random() < 0.5 else f"&#{code};"

    return _outside(text, lambda part: re.sub(r"[^\x00-\x7f]", written, part))


def ads(text: str, random: Random) -> str:
    """Put advertisements between the parts of the page, never into a table."""
    main = re.search(r"<main\b[^>]*>", text, re.I)
    advert = ADVERT % ((random.randrange(10**6),) * 3)
    if main:
        text = text[: main.end()] + advert + text[main.end() :]
    return re.sub(r"(</body\s*>)", lambda match: advert + match[1], text, flags=re.I)


MUTANTS: dict[str, Change] = {
    change.__name__: change
    for change in (
        attribute_order, wrappers, whitespace, theme_debug, tokens, read_also, counters, entities,
        class_order, ads,
    )
}  # fmt: skip


def cut_in_half(text: str, random: Random) -> str:
    """Stop in the middle."""
    return text[: len(text) // 2]


def truncated_tag(text: str, random: Random) -> str:
    """Stop inside the last end tag of a cell, an item or a paragraph."""
    main = _MAIN.search(text)
    ends = list(re.finditer(r"</(?:td|dd|li|p|title|loc)\b", main[0] if main else text, re.I))
    return text[: (main.start() if main else 0) + ends[-1].end() - 1] if ends else text


def table_gone(text: str, random: Random) -> str:
    """Lose every table, or the main part of a page without one."""
    if _TABLE.search(text):
        return _TABLE.sub("", text)
    return _MAIN.sub(r"\1\4", text)


def header_renamed(text: str, random: Random) -> str:
    """Rename the first header of the longest table, or the first label, and its field."""
    tables = sorted(_TABLE.finditer(text), key=lambda found: -len(found[0]))
    for part in [*tables, *_MAIN.finditer(text)]:
        label = _LABEL.search(text, part.start(), part.end())
        if label:
            field = re.search(r"\bviews-field-([\w-]+)", label[1])
            text = f"{text[: label.start(2)]}Kürzel{text[label.end(2) :]}"
            return text.replace(field[1], "moved") if field else text
    return text


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
    return words.sub(lambda match: match[1] + match[2][::-1], text)


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
    return _MAIN.sub(rf"\1\3{sentence}\4", text)


def maintenance(text: str, random: Random) -> str:
    """Close for work."""
    return (
        "<!DOCTYPE html><html><head><title>Site under maintenance</title></head><body>"
        "<h1>Site under maintenance</h1><p>We should be back shortly.</p></body></html>"
    )


DAMAGES: dict[str, Change] = {
    change.__name__: change
    for change in (
        cut_in_half, table_gone, header_renamed, columns_swapped, other_language, login, empty,
        truncated_tag, block_broken, maintenance,
    )
}  # fmt: skip
