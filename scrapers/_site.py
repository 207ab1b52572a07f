"""What a body's own site says in prose, French or English: offices, members, mission, seat.

Sites are built alike by no one, so that nothing is read by its place. A value is taken only from
a form of words that leaves no choice; staff other than office-holders are never read.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.html import HtmlElement, tostring

from observatory.harvest import Event, Fact, Page, Ref, fold, identity, squeeze
from scrapers._doubt import Doubtful
from scrapers._news import has_contact, language
from scrapers._offices import office_holders
from scrapers._prose import Found, activities, counted, created, missions, sentences

CITIES = (
    "Agadir|Benguerir|Béni Mellal|Benslimane|Berrechid|Bouskoura|Casablanca|El Jadida|Fès|Kénitra"
    "|Marrakech|Meknès|Mohammedia|Nador|Nouaceur|Oujda|Rabat|Safi|Salé|Settat|Tanger|Témara|Tétouan"
)
_CITY = re.compile(rf"\b(?:{CITIES})\b")
_SEAT = re.compile(
    r"\b(?:si[èe]ge(?: social)?|adresse|address|headquarters)\s*:\s*([^|]{5,150})", re.I
)
_SEAT_IN = re.compile(
    rf"\b(?:headquarters|si[èe]ge|bas[ée]e?|sise?)\b[^.]{{0,40}}?\b(?:is|in|est|[àa])\s+({CITIES})\b",
    re.I,
)
_SEAT_HEADINGS = frozenset(["address", "adresse", "siege", "siege social", "headquarters"])
_STATE_LABEL = re.compile(r"\blabellise\w* par (?:l.etat|le ministere de l.industrie)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=T\d)")
_NEW_YEAR = re.compile(r"\bnouvelle annee (20\d\d)\b|\bnew year (20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Body:
    """Whose site it is: ``phrases`` are names and the like that the pages print, by property.

    ``gives`` says what a page, known by a part of its address, has to give; without it the page
    is read with doubt.
    """

    about: Ref
    phrases: tuple[tuple[str, str], ...] = ()
    gives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def own(self) -> tuple[str, ...]:
        """Words that mean this body where a page of its own uses them."""
        return ("cluster", "association", "ong", *(fold(name) for name in self.about.names))


def page_facts(page: Page, body: Body) -> Iterator[Fact | Event]:
    """Give what one page says; raise ``Doubtful`` at the end for what it ought to have said."""
    shown = _with_counters(page)
    record, stated = f"page:{identity(page.canonical_url)}", speaks_for(page)
    said = list(dict.fromkeys(_said(shown, body)))
    for one in said:
        yield Fact(
            record, body.about, one.property, one.raw, lang=language(one.raw, page.lang),
            stated=one.stated or stated, locator=one.where, scope="page",
        )  # fmt: skip
    for sentence in sentences(shown):
        if _STATE_LABEL.search(fold(sentence)) and not has_contact(sentence):
            yield Event(
                record, body.about, "stated_labelled", "", sentence,
                lang=language(sentence, page.lang), payload={"scheme": "ministry-industry"},
                locator="sentence on the label", scope="page",
            )  # fmt: skip
    wanted = [keys for part, keys in body.gives.items() if part in page.url]
    missing = {key for keys in wanted for key in keys} - {one.property for one in said}
    if missing:
        raise Doubtful(f"no {key} where the page should give it" for key in sorted(missing))


def phrases(text: str, body: Body) -> Iterator[tuple[str, str]]:
    """Give the names of the body that a text prints, as it prints them.

    A name inside a longer one of the body's is not printed by itself.
    """
    taken: set[int] = set()
    for key, phrase in sorted(body.phrases, key=lambda one: -len(one[1])):
        flags = re.IGNORECASE if any(char.islower() for char in phrase) else re.NOFLAG
        hits = list(re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, flags))
        alone = [hit for hit in hits if hit.start() not in taken]
        taken.update(place for hit in hits for place in range(*hit.span()))
        if alone:
            yield key, alone[0].group()


def speaks_for(page: Page) -> str:
    """Give the day or year that a page itself names as its own; empty if none.

    A New Year's text speaks for its year, whenever the page was touched up since.
    """
    metas = (page.meta("article:published_time"), page.meta("article:modified_time"))
    printed = [
        f"{tag.get('datetime') or ''} {tag.text_content()}"
        for name in ("updated", "entry-date")
        for tag in page.tree.find_class(name)
    ]
    days = [found.group() for text in metas if (found := _DAY.match(text))][:1]
    days = days or list({found.group() for text in printed if (found := _DAY.search(text))})
    day = days[0] if len(days) == 1 else ""
    greeted = _NEW_YEAR.search(page.folded)
    year = next(filter(None, greeted.groups()), "") if greeted else ""
    return day if day.startswith(year) else year


def _said(page: Page, body: Body) -> Iterator[Found]:
    for key, raw in phrases(page.text, body):
        yield Found(key, raw, f"the words {raw!r}")
    for found in (
        created(page, body.own), missions(page), activities(page), counted(page),
        office_holders(page, body.own), _seat(page),
    ):  # fmt: skip
        yield from found


def _seat(page: Page) -> Iterator[Found]:
    """Give the address of the seat and its city, where the page says that it is the seat."""
    address = _address(page)
    if address:
        yield Found("address", address, "address")
    stated = _SEAT_IN.search(page.text)
    cities = _CITY.findall(address)
    if stated or cities:
        yield Found("host_city", stated.group(1) if stated else cities[-1], "seat")


def _address(page: Page) -> str:
    for line in page.lines:
        if found := _SEAT.search(line.text):
            return squeeze(found.group(1))
    for number, line in enumerate(page.lines):
        if line.heading and fold(line.text).strip(" :") in _SEAT_HEADINGS:
            rest = page.lines[number + 1 : number + 3]
            lines = [one.text for one in rest if not one.heading and not has_contact(one.text)]
            return " ".join(lines)
    tags = [*page.tree.find_class("address"), *page.tree.iter("address")]
    texts = (_on_one_line(tag) for tag in tags)
    return next((text for text in texts if text and not has_contact(text)), _footer_seat(page))


def _footer_seat(page: Page) -> str:
    """Give a line of a footer that is a street and a city, if there is just one."""
    street = re.compile(r"^(?:\d+\W+)?(?:rue|av|avenue|bd|boulevard|route|angle|quartier)\b", re.I)
    lines = {_on_one_line(tag) for footer in page.tree.iter("footer") for tag in footer.iter("p")}
    found = [text for text in lines if street.match(text) and _CITY.search(text)]
    return found[0] if len(found) == 1 and not has_contact(found[0]) else ""


def _on_one_line(element: HtmlElement) -> str:
    """Give the text of an address; the lines of its street and its city stay apart."""
    return squeeze(" ".join(element.itertext()))


def _with_counters(page: Page) -> Page:
    """Give the page with the numbers that a script would count up to."""
    if "data-to-value" not in page.html:
        return page
    tree = copy.deepcopy(page.tree)
    for counter in tree.iter("span"):
        number = counter.get("data-to-value") or ""
        if number.isdigit():
            for child in list(counter):
                counter.remove(child)
            counter.text = number
    html = tostring(tree, encoding="utf-8")
    return Page(page.url, html, "text/html; charset=utf-8", seen=page.seen)
