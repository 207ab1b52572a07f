"""The same page as its site would also print it: twenty harmless mutants.

A mutant changes what no reader may look at. Each is a pure function of the text and of a seeded
generator.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.entities import codepoint2name
from random import Random

from tests.scrapers.surroundings import ADVERT, CONSENT, DEBUG, MENU, READ_ALSO, SCRIPTS

Change = Callable[[str, Random], str]

_TAG = re.compile(
    r"<([a-zA-Z][\w:-]*)((?:\s+[\w:.@-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)+)(\s*/?)>"
)
_ATTRIBUTE = re.compile(r"[\w:.@-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_OPAQUE = re.compile(
    r"<(script|style|textarea|pre|svg|head)\b.*?</\1\s*>|<!--.*?-->|<![^>]*>", re.S | re.I
)
_BETWEEN = re.compile(r">(\s+)<")


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
    """Count readers and seconds at the end, and count on where the page counts already."""

    def more(match: re.Match[str]) -> str:
        return f"{int(match[1]) + random.randrange(1, 99)}{match[2]}"

    text = _outside(
        text, lambda part: re.sub(r"\b(\d+)(\s+(?:reads|views|vues|lectures)\b)", more, part)
    )
    counted = (
        f'<p class="statistics-counter">{random.randrange(10**6)} visites</p>'
        f"<p>Page générée le 22/11/2026 à 10:{random.randrange(10, 60)}:07 en 0,3 s</p>"
    )
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


def comments(text: str, random: Random) -> str:
    """Put comments around and inside the texts of elements, as scripts do that fill pages."""
    return _outside(
        text, lambda part: re.sub(r">([^<>]*\w[^<>]*)<", r"><!-- t -->\1<!-- /t --><", part)
    )


def spelling(text: str, random: Random) -> str:
    """Write names of elements in capitals and values of attributes in single quotes."""

    def spelled(match: re.Match[str]) -> str:
        attributes = re.sub(r"=\s*\"([^\"']*)\"", r"='\1'", match[2])
        return f"<{match[1].upper()}{attributes}{match[3]}>"

    return _outside(text, lambda part: _TAG.sub(spelled, part))


def optional_ends(text: str, random: Random) -> str:
    """Leave out the end tags that HTML lets one leave out."""
    cells = r"</t[dh]>(?=\s*(?:<t[dh]\b|</tr>))|</tr>(?=\s*(?:<tr\b|</t(?:body|head)>))"
    items = r"</li>(?=\s*(?:<li\b|</[uo]l>))|</d[dt]>(?=\s*(?:<d[dt]\b|</dl>))"
    blocks = r"</p>(?=\s*(?:<(?:p|div|ul|ol|table|h[1-6])\b|</(?:div|article|main|section)>))"
    return _outside(text, lambda part: re.sub(rf"{cells}|{items}|{blocks}", "", part, flags=re.I))


def inline_markup(text: str, random: Random) -> str:
    """Wrap texts of cells, paragraphs, items and headings into elements within the line."""

    def wrapped(match: re.Match[str]) -> str:
        inside = random.choice(("<span>{}</span>", "<span lang='fr'><font>{}</font></span>"))
        return match[1] + inside.format(match[2]) + match[3]

    simple = r"(<(?:td|th|p|li|h[1-6]|dd|dt)\b[^>]*>)([^<>]*\w[^<>]*)(</)"
    return _outside(text, lambda part: re.sub(simple, wrapped, part, flags=re.I))


def empty_elements(text: str, random: Random) -> str:
    """Put elements without text before headings, lists, tables and paragraphs."""

    def before(match: re.Match[str]) -> str:
        nothing = ("<div class='clearfix'></div>", "<span></span>", "<div>&nbsp;</div>", "<br />")
        return f"{random.choice(nothing)}{match.group()}"

    return _outside(text, lambda part: re.sub(r"<(?:h[1-6]|table|p)\b", before, part, flags=re.I))


def cookie_banner(text: str, random: Random) -> str:
    """Ask for consent before anything else."""
    return re.sub(r"(<body\b[^>]*>)", lambda match: match[1] + CONSENT, text, flags=re.I)


def menus(text: str, random: Random) -> str:
    """Give the site a menu, a choice of languages and a trail at the top and at the end."""
    text = re.sub(r"(<body\b[^>]*>)", lambda match: match[1] + MENU, text, flags=re.I)
    return re.sub(r"(</body\s*>)", lambda match: f"<footer>{MENU}</footer>{match[1]}", text)


def no_break_spaces(text: str, random: Random) -> str:
    """Write some blanks inside texts as no-break spaces, plain or narrow."""

    def blank(_match: re.Match[str]) -> str:
        return random.choice((" ", " ", "\u00a0", "&nbsp;", "\u202f"))

    def within(match: re.Match[str]) -> str:
        return re.sub(r"(?<=\w) (?=\w)", blank, match.group())

    return _outside(text, lambda part: re.sub(r">[^<>]+<", within, part))


def scripts(text: str, random: Random) -> str:
    """Add scripts and styles whose text looks like the page."""
    text = re.sub(r"(</head\s*>)", lambda match: SCRIPTS + match[1], text, flags=re.I)
    return re.sub(r"(</body\s*>)", lambda match: SCRIPTS + match[1], text, flags=re.I)


def tracked_links(text: str, random: Random) -> str:
    """Write links with their marks of tracking and with a fragment."""

    def tracked(match: re.Match[str]) -> str:
        mark = f"utm_source=site&amp;utm_medium=web&amp;fbclid={random.getrandbits(40):x}"
        return f"{match[1]}{'&amp;' if '?' in match[1] else '?'}{mark}#content{match[2]}"

    pages = r"(<a\b[^>]*href=\"(?:https?://|/)[^\"#]*)(\")"
    return _outside(text, lambda part: re.sub(pages, tracked, part, flags=re.I))


MUTANTS: dict[str, Change] = {
    change.__name__: change
    for change in (
        attribute_order, wrappers, whitespace, theme_debug, tokens, read_also, counters, entities,
        class_order, ads, comments, spelling, optional_ends, inline_markup, empty_elements,
        cookie_banner, menus, no_break_spaces, scripts, tracked_links,
    )
}  # fmt: skip
