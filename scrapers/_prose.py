"""Forms of words in which a body tells of itself: creation, mission, activities, members."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from observatory.harvest import NothingFound, Page, fold, squeeze
from scrapers._news import has_contact


class Found(NamedTuple):
    """A property, a value as printed, where it stands, and the day that its sentence gives."""

    property: str
    raw: str
    where: str
    stated: str = ""


_MONTHS = (
    "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
    "|january|february|march|april|may|june|july|august|september|october|november|december"
)
DATE = (
    rf"(?:\d{{1,2}}(?:er)?\s+)?(?:{_MONTHS})\s+\d{{4}}"
    rf"|(?:{_MONTHS})\s+\d{{1,2}},?\s+\d{{4}}|\d{{4}}"
)
_CREATED = re.compile(
    rf"\b(?:cr[ée]+e?|fond[ée]+e?|constitu[ée]+e?|founded|created|established|set up)\s++"
    rf"(?:(?:en|le|in|on|depuis)\s++)?(?:(?:fin|d[ée]but)\s++)?(?:(?:de|d’|d')\s*+)?({DATE})\b",
    re.IGNORECASE,
)
_MISSION = re.compile(
    r"\b(?:a|ont) pour (?:mission|vocation|objet|but)\b|\bobjectif du cluster\b"
    r"|\b(?:notre|sa) mission est\b|\b(?:has for|our|its|core) mission\b"
    r"|\bmain purpose of the cluster\b"
)
_ACTIVITIES = frozenset(
    ["nos activites", "activites", "activites principales", "nos activites principales",
     "activities", "our activities", "main activities", "our main activities",
     "our main activities are"]
)  # fmt: skip
_MEMBERS = re.compile(
    r"\b(?:compte|regroupe|rassemble|federe|reunit|gathers|brings together|unites|counts|has)\s+"
    r"(?:(?:aujourd.hui|actuellement|desormais|now|today)\s+)?"
    r"((?:(?:plus de|pres de|environ|more than|over|about|nearly)\s+)?\d{1,4})\s+"
    r"(?:membres|adherents|members)\b"
)
_ORGANS = re.compile(r"\b(?:conseil|bureau|board|comite|committee|commission|council)\b")
_PART = re.compile(r"(\d{1,4})\s+([^\d,;:.()]{3,60})")
_PROJECTS = re.compile(
    r"\b(\d{1,4}) (?:\w+ )?projects (?:were|have been|are) labell?ed\b"
    r"|\b(\d{1,4}) projets (?:ont ete )?labellises\b|\blabellise (\d{1,4}) projets\b"
)
_NUMBER = re.compile(r"\+?\s?\d{1,3}(?:[ .\u202f]?\d{3})?")
_COUNTED = {
    "members_total": "membres au total|total des membres|membres|adherents|members|total members"
    "|membres adherents",
    "members_companies": "entreprises membres|entreprises adherentes|entreprises|member companies"
    "|companies|member firms",
    "members_sme": "dont pme|pme|pme membres|smes|including smes",
    "members_startups": "dont startups|dont start-ups|startups|start-ups|including start-ups",
    "members_large": "dont grandes entreprises|grandes entreprises|large companies",
    "members_research": "universites et centres de recherche|laboratoires et universites"
    "|etablissements de recherche|centres de recherche|universites|laboratoires"
    "|research institutions|universities and research centres",
    "projects_labelled": "projets labellises par le cluster|projets labellises|labelled projects",
    "startups_supported": "startups accompagnees|start-ups accompagnees|start-ups supported",
}
_BY_LABEL = {label: key for key, labels in _COUNTED.items() for label in labels.split("|")}
_LONGEST = 700
_CUT = re.compile(r"(?:…|\.\.\.)[\])]?$")


def sentences(page: Page) -> Iterator[str]:
    """Give the sentences of a page but for those that are cut, and too long for a sentence."""
    for line in page.lines:
        for sentence in re.split(r"(?<=[^\WA-Z][.!?])\s+(?=[A-ZÀ-Ý«])", line.text):
            if len(sentence) <= _LONGEST and not _CUT.search(sentence):
                yield sentence


def created(page: Page, own: tuple[str, ...]) -> Iterator[Found]:
    """Give the day, month or year when the body itself was created."""
    for sentence in sentences(page):
        found = _CREATED.search(sentence)
        if found and any(word in fold(sentence) for word in own):
            yield Found("creation_date", squeeze(found.group(1)), "sentence on the creation")
            return


def missions(page: Page) -> Iterator[Found]:
    """Give the first sentence in which the body says what it is for."""
    for sentence in sentences(page):
        if _MISSION.search(fold(sentence).replace("’", "'")) and not has_contact(sentence):
            yield Found("mission", sentence, "sentence on the mission")
            return


def activities(page: Page) -> Iterator[Found]:
    """Give the items of the list under a heading or a line that announces the activities."""
    for text in _under_heading(page) or _under_line(page):
        item = text.strip(" ;.,•-")
        if item and len(item) <= 200 and not has_contact(item):
            yield Found("activities", item, "list of activities")


def counted(page: Page) -> Iterator[Found]:
    """Give numbers of members and of projects, each with the words that say what it counts."""
    for before, line in zip(page.lines, page.lines[1:], strict=False):
        key = _BY_LABEL.get(fold(line.text).strip(" :"))
        if key and _NUMBER.fullmatch(before.text):
            yield Found(key, before.text, f"number over {line.text!r}")
    for sentence in sentences(page):
        folded = fold(sentence)
        projects = _PROJECTS.search(folded)
        if projects:
            number = next(filter(None, projects.groups()))
            yield Found("projects_labelled", number, f"sentence {projects.group()!r}")
        total = _MEMBERS.search(folded)
        if total and not _ORGANS.search(folded):
            yield Found("members_total", total.group(1), f"sentence {total.group()!r}")
            yield from _parts(folded[total.end() :])


def _parts(rest: str) -> Iterator[Found]:
    """Read what follows the total after a colon: "24 entreprises et 10 laboratoires"."""
    for number, label in _PART.findall(rest.partition(":")[2]):
        words = re.sub(r" (?:et|and|ainsi que|dont)$", "", squeeze(label))
        key = _BY_LABEL.get(words.strip())
        if key:
            yield Found(key, number, f"sentence '{number} {words}'")


def _under_heading(page: Page) -> list[str]:
    """Give the items, or else the headings, of the section on the activities."""
    for line in page.lines:
        if line.heading and fold(line.text).strip(" :") in _ACTIVITIES:
            try:
                area = page.section(line.text)
            except NothingFound:
                return []
            items = [squeeze(item.text_content()) for item in area.tree.iter("li")]
            return items or [one.text for one in area.lines if one.heading]
    return []


def _under_line(page: Page) -> list[str]:
    for element in page.tree.iter("p", "div", "strong", "b"):
        text = element.text_content()
        if len(text) < 60 and fold(text).strip(" :") in _ACTIVITIES:
            following = element.getnext()
            if following is not None and following.tag in ("ul", "ol"):
                return [squeeze(item.text_content()) for item in following.iter("li")]
    return []
