"""Calls for cluster projects and their outcome, as the ministry's own articles print them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from observatory.harvest import Event, Fact, Pdf, Ref, UnknownHeader, fold, squeeze
from scrapers._ministry import Article
from scrapers._news import PROGRAMME, has_contact, speaks_of_clusters

_MONTHS = (
    "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
)
_DAY = rf"(?:1er|\d{{1,2}})\s(?:{_MONTHS})\s\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}}"
DAY = re.compile(_DAY, re.IGNORECASE)
_MOMENT = re.compile(rf"(?:{_DAY})(?:,?\s?[àa]\s?\d{{1,2}}\s?[hH:](?:\s?\d{{2}})?)?", re.IGNORECASE)
_DEADLINE = re.compile(r"date limite|au plus tard|dernier delai|prolong|report")
_FORMER = re.compile(r"\b(?:initialement|auparavant|au lieu|d.abord)(?:\W+\w+){0,3}\W*$")
OPENING = re.compile(rf"ouvert(?:ure|e?s?)\b[^.;]{{0,60}}?({_DAY})", re.IGNORECASE)
CONDITIONS = re.compile(r"condition|eligib|criteres")
PROSE_CONDITION = re.compile(r"ayant depasse (?:les )?(?:\d+|huit) ans")
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|zip|rar)(?:$|[?#])", re.IGNORECASE)
_CALL = re.compile(r"^(?:lancement (?:de l.|d.un ))?(?:nouvel )?appel a projets\b")
_NOTICE = re.compile(r"^(?:avis|rappel|prolongation|report)\b")
_NUMBERS = """
    deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
"""
_NUMBER = tuple(_NUMBERS.split())
_COUNTS = (
    (
        "calls_launched_stated",
        re.compile(r"(?<!\d)(\d{1,3}) appels? a projets? (?:ont ete )?lances"),
    ),
    (
        "clusters_selected_stated",
        re.compile(r"(?<!\d)(\d{1,3}) clusters? (?:ont ete )?(?:selectionne|retenu)"),
    ),
    (
        "clusters_operational_stated",
        re.compile(r"(?<!\d)(\d{1,3}) (?:clusters? )?(?:sont )?operationnels"),
    ),
    (
        "clusters_labelled_stated",
        re.compile(r"(?<!\d)(\d{1,3}) clusters? (?:sont |ont ete )?labellises"),
    ),
)
_ACTS = (
    ("contract_signed", re.compile(
        r"(?:a procede.{0,80} a la signature d|ont? (?:ete )?signe|a signe).{0,40}"
        r"contrats? ?-? ?programmes?.{0,80}\bclusters?\b|contrats? ?-? ?programmes?.{0,80}"
        r"\bclusters?\b.{0,80}ont ete signes"
    )),
    ("labelled", re.compile(
        r"\bclusters?\b.{0,60}(?:ont|a) ete labellises?|a labellise.{0,60}\bclusters?\b"
    )),
)  # fmt: skip
_ACRONYM_OF = re.compile(r"^(?i:cluster) (?=[A-Z0-9]{2,7}$)")
_LISTED = re.compile(r"^([A-ZÀ-Ý].{2,120}?)\s*+(?:\(([^()]{2,15})\)\s*+)?[;,.]?$")
SCHEME = {"scheme": "ministry-industry"}


class Act(NamedTuple):
    """An act that a sentence tells: its kind, its day as printed, for how many clusters."""

    kind: str
    day: str
    number: int
    sentence: str


def call(page: Article) -> Iterator[Fact]:
    """Give the facts of a call, if the article prints until when one may apply.

    The call is known by the year of that day: addresses keep no year and may be used again. Raises
    ``UnknownHeader`` where two different days are printed.
    """
    deadline = last_day(_sentences(page))
    if not deadline:
        return
    year = year_of(deadline)
    about = call_of(year)
    said = [("deadline", deadline)]
    if not _NOTICE.match(fold(page.title)):
        opening = OPENING.search(" ".join(page.lines))
        said.append(("title", page.title))
        said += [("opening", opening.group(1))] if opening else []
        said += [("condition", text) for text in _conditions(page)]
        said += [("document_url", url) for url in page.area.links() if _DOCUMENT.search(url)]
    for key, raw in dict.fromkeys(said):
        yield Fact(
            f"call:{year}", about, key, raw,
            lang="fr", stated=page.published, locator=f"article, {key}", scope="call",
        )  # fmt: skip


def counts(page: Article) -> Iterator[Fact]:
    """Give the numbers of calls and clusters that an article states of the programme."""
    text = fold(page.text)
    for key, pattern in _COUNTS:
        for found in pattern.finditer(text):
            yield Fact(
                "programme", Ref("programme", (PROGRAMME,)), key, found.group(1),
                lang="fr", stated=page.published, locator=f"article, {found.group()!r}",
                scope="news",
            )  # fmt: skip


def acts(page: Article, url: str) -> Iterator[Fact | Event]:
    """Give the acts of an article whose form is clear, and the names that it prints.

    Clear is a sentence that says that it was done, on a printed day, for a number of clusters,
    and a list of just as many. Anything else is for a person to read.
    """
    act = act_of(_sentences(page))
    names = _listed(page)
    if not act or len(names) != act.number:
        return
    for name, acronym in names:
        yield from decided(act, url, page.title, name, acronym, ("list", "article"))


def decided(
    act: Act, url: str, title: str, name: str, acronym: str, places: tuple[str, str]
) -> Iterator[Fact | Event]:
    """Give one body of a list by its name, and that the act was for it.

    ``places`` say where the name stands and where the act is told.
    """
    short = acronym or _ACRONYM_OF.sub("", name)
    about = Ref("cluster", tuple(dict.fromkeys((name, short))), context="cluster")
    for key, raw in (("name", name), ("acronym", acronym)):
        if raw:
            record = f"cluster:{fold(acronym or name)}"
            yield Fact(record, about, key, raw, lang="fr", locator=places[0], scope="news")
    yield Event(
        url, about, act.kind, act.day, act.sentence,
        lang="fr", payload=SCHEME | {"title": title, "url": url}, locator=places[1],
        scope="news",
    )  # fmt: skip


def doubts(page: Article, said: Sequence[Fact | Event]) -> Iterator[str]:
    """Say what an article of this kind should have given and did not."""
    if page.doubt:
        yield page.doubt
    given = {one.property if isinstance(one, Fact) else one.kind for one in said}
    if _CALL.match(fold(page.title)) and "deadline" not in given:
        yield "a call without its last day"
    if "deadline" in given and "condition" not in given and page.area.soup.select("ul, ol"):
        yield "a call with a list that is not known to be its conditions"
    act = act_of(_sentences(page))
    if act and act.kind not in given:
        yield f"{act.kind} is told, and for whom is not clear"


def call_of(year: str) -> Ref:
    """Name the call of a year: addresses keep no year and may be used again."""
    return Ref("call", (f"Appel à projets clusters {year}",))


def year_of(day: str) -> str:
    """Give the year of a printed day."""
    found = re.search(r"\d{4}", day)
    return found.group() if found else ""


def last_day(told: Iterable[str]) -> str:
    """Give the last day to apply, as printed; a day that was first planned does not count.

    Raises ``UnknownHeader`` where the sentences print two.
    """
    found: dict[str, None] = {}
    for sentence in told:
        if not _DEADLINE.search(fold(sentence)):
            continue
        standing = [
            squeeze(hit.group())
            for hit in _MOMENT.finditer(sentence)
            if not _FORMER.search(fold(sentence[: hit.start()]))
        ]
        found.update(dict.fromkeys(standing[-1:]))
    exact = [text for text in found if re.search(r"\d\s?[hH:]", text)] or list(found)
    if len({fold(text) for text in exact}) > 1:
        raise UnknownHeader(f"two last days: {' and '.join(exact)}")
    return exact[0] if exact else ""


def act_of(told: Iterable[str]) -> Act | None:
    """Give the first act that a sentence tells."""
    for sentence in told:
        kind = next((key for key, pattern in _ACTS if pattern.search(fold(sentence))), "")
        day, number = DAY.search(sentence), _how_many(sentence)
        if kind and day and number:
            return Act(kind, day.group(), number, sentence)
    return None


def _listed(page: Article) -> list[tuple[str, str]]:
    """Give the names and acronyms of a list of clusters; none if one item is not a name."""
    found = [_LISTED.match(text) for text in _list_items(page, "cluster")]
    names = [(match.group(1), match.group(2) or "") for match in found if match]
    return names if len(names) == len(found) else []


def _conditions(page: Article) -> list[str]:
    listed = [text for text in _list_items(page, CONDITIONS.pattern) if not has_contact(text)]
    prose = [s for s in _sentences(page) if PROSE_CONDITION.search(fold(s))]
    return listed + [s for s in prose if fold(s).strip(" .;") not in set(map(fold, listed))]


def _list_items(page: Article, heading: str) -> list[str]:
    """Give the items of the first list under a line that fits ``heading``."""
    for items in page.area.soup.select("ul, ol"):
        before = items.find_previous(["p", "h2", "h3", "h4", "h5", "strong", "div"])
        if before is not None and re.search(heading, fold(before.get_text(" "))[-120:]):
            texts = (squeeze(item.get_text(" ")) for item in items.select("li"))
            return [text.rstrip(" ;.,") for text in texts if text]
    return []


def sentences(line: str) -> list[str]:
    """Split a line or a paragraph into its sentences."""
    return re.split(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý(«])", line)


def sentences_of(document: Pdf) -> list[str]:
    """Give the sentences of a document."""
    return [sentence for part in document.paragraphs for sentence in sentences(part.text)]


def _sentences(page: Article) -> Iterator[str]:
    for line in page.lines:
        yield from sentences(line)


def _how_many(sentence: str) -> int:
    """Give the number of clusters that a sentence speaks of; 0 if it gives none."""
    found = re.search(rf"\b({'|'.join(_NUMBER)}|\d+)\s+(?:\w+\s+)?clusters?\b", fold(sentence))
    if not found or not speaks_of_clusters(sentence):
        return 0
    word = found.group(1)
    return int(word) if word.isdigit() else _NUMBER.index(word) + 2
