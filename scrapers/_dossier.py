"""Documents of a call, in PDF: what it asks and offers, with the list of those it was given to.

Each value comes with its place in the document, under a record of its own: where the page of the
call says otherwise, both stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from observatory.harvest import (
    Column,
    Event,
    Fact,
    NothingFound,
    Page,
    Pdf,
    fold,
    squeeze,
)
from scrapers._calls import (
    CONDITIONS,
    DAY,
    OPENING,
    PROSE_CONDITION,
    call_of,
    last_day,
    sentences,
    sentences_of,
    year_of,
)
from scrapers._chosen import chosen
from scrapers._doubt import Doubtful
from scrapers._news import has_contact, speaks_of_calls, speaks_of_clusters

_FUNDS = (
    Column("", ("Taux", "Modalités", "Observations", "Remarques", "Part de l’État")),
    Column("item", ("Rubrique", "Poste", "Nature", "Volet", "Composante", "Type de soutien")),
    Column("envelope", ("Montant", "Montant maximum", "Plafond", "Enveloppe", "Budget",
                        "Montant (DH)", "Montant (MDH)", "Montant en DH", "Montant en MDH")),
    Column("support_years", ("Terme", "Durée", "Durée du soutien")),
)  # fmt: skip
_CRITERIA = (
    Column("", ("N°", "Pièce justificative", "Justificatif", "Observations")),
    Column(
        "condition", ("Critère", "Critères", "Condition", "Conditions", "Critère d’éligibilité")
    ),
    Column("least", ("Seuil", "Minimum", "Seuil minimum", "Seuil minimal", "Exigence")),
)

_SPECIFICATION = re.compile(r"\b(?:cahier des (?:charges|prescriptions)|reglement|termes de refer)")
_EDITION = re.compile(r"\b(?:edition|annee|appel a projets(?: clusters)?) ?:? ?(20\d\d)\b")
_DATED = re.compile(rf"(?:^|,\s*|\bversion du\s+)(?:le\s+)?({DAY.pattern})\.?$", re.IGNORECASE)
_SHORT = 60
_UPLOADED = re.compile(r"/(20\d\d-(?:0[1-9]|1[0-2]))/")
"""The month of upload, which Drupal puts into the address of a file."""
_ASKED = re.compile(
    r"\bau (?:moins|minimum)\b.{0,40}\b(?:membres|adherents|entreprises)\b"
    r"|\b(?:membres|adherents|entreprises)\b.{0,40}\bau (?:moins|minimum)\b"
    r"|\bminim\w+ de\b.{0,30}\b(?:membres|adherents|entreprises)\b"
)
_SUM = re.compile(
    r"(?<!\d)\d[\d .,\u00a0\u202f]{0,30}+(?:(?:millions?|milliards?)\s(?:de\s|d[’'])?)?"
    r"(?:[KM]{0,2}DHS?|dirhams?|MAD)\b(?!\s?(?:/|par|chaque))"
)
_FUNDED = re.compile(r"\b(?:enveloppe|budget|fonds|dotation|subvention|montant)\b")
_TERM = re.compile(
    r"(?:sur|pendant|de|pour|:|durée)\s((?:\d{1,2}|deux|trois|quatre|cinq|six|sept|huit|dix)"
    r"(?:\s?\(\d{1,2}\))?\sans)\b"
)
_SUPPORTED = re.compile(r"\b(?:soutien|appui|contrats? ?-? ?programmes?|duree|conventions?)\b")
_SPENT = re.compile(r"\b(?:depenses?|frais|couts?)\b")
"""What money may be spent on is eligible too, and no condition of candidates."""
_UNIT = re.compile(r"\b(M?DH)\b")


class _Said(NamedTuple):
    """A value as printed, where it stands, and what it is for."""

    property: str
    raw: str
    place: str
    note: str = ""


def document(page: Page) -> Iterator[Fact | Event]:
    """Read a document that a call or its result links to.

    One that does not speak of clusters is passed over. Raises ``Doubtful`` after the last fact
    where a specification lacks what it should give, or a list does not say what was decided.
    """
    found = page.pdf
    if found is None:
        raise NothingFound("another page stands where a document was")
    cells = [cell for table in found.tables for row in table.rows for cell in row]
    text = " ".join([*(part.text for part in found.paragraphs), *cells])
    if not speaks_of_clusters(text):
        return
    doubts: list[str] = []
    if speaks_of_calls(text):
        yield from _call(page, found, text, doubts)
    yield from chosen(page, found, doubts)
    if doubts:
        raise Doubtful(doubts)


def _call(page: Page, found: Pdf, text: str, doubts: list[str]) -> Iterator[Fact]:
    deadline = last_day(sentences_of(found))
    edition = _EDITION.search(fold(text))
    year = year_of(deadline) or (edition.group(1) if edition else "")
    is_whole = bool(_SPECIFICATION.search(fold(text)))
    if is_whole and not deadline:
        doubts.append("a call's document without its last day")
    if not year:
        return
    said = [*_terms(found), *_conditions(found)]
    if deadline:
        said.insert(0, _Said("deadline", deadline, found.place_of(deadline)))
    if is_whole and not any(one.property == "condition" for one in said):
        doubts.append("a call's document without its conditions")
    stated, inferred = _stated(page, found)
    name = unquote(urlsplit(page.url).path.rpartition("/")[2])
    once: dict[tuple[str, str], _Said] = {}
    for one in said:
        once.setdefault((one.property, fold(one.raw)), one)
    for one in once.values():
        yield Fact(
            f"call:{year} {name}", call_of(year), one.property, one.raw,
            lang="fr", stated=stated, locator=one.place, scope="call", inferred=inferred,
            note=one.note,
        )  # fmt: skip


def _terms(found: Pdf) -> Iterator[_Said]:
    """Give opening, envelopes and years of support, from sentences and from tables."""
    for part in found.paragraphs:
        for sentence in sentences(part.text):
            plain = fold(sentence)
            if opening := OPENING.search(sentence):
                yield _Said("opening", opening.group(1), part.place_of(opening.group(1)))
            if PROSE_CONDITION.search(plain):
                continue  # eight years of support are behind a candidate, not before it
            for sum_ in _SUM.finditer(sentence) if _FUNDED.search(plain) else ():
                yield _Said("envelope", squeeze(sum_.group()), part.place_of(sum_.group()))
            for term in _TERM.finditer(sentence) if _SUPPORTED.search(plain) else ():
                yield _Said("support_years", squeeze(term.group(1)), part.place_of(term.group(1)))
    for row in found.table(_FUNDS):
        note = row.text("item")
        if cell := row.get("envelope"):
            unit = _UNIT.search(cell.header)
            bare = unit and not re.search(r"[A-Za-z]", cell.text)
            raw = f"{cell.text} {unit.group(1)}" if unit and bare else cell.text
            yield _Said("envelope", raw, cell.locator, note)
        if (cell := row.get("support_years")) and re.search(r"\bans?$", cell.text):
            yield _Said("support_years", cell.text, cell.locator, note)


def _conditions(found: Pdf) -> Iterator[_Said]:
    """Give what a candidate must fulfil: items under their heading, sentences, rows of a table."""
    under = False
    for part in found.paragraphs:
        if part.item:
            if under and not has_contact(part.text):
                yield _Said("condition", part.text.rstrip(" ;.,"), part.place)
            continue
        head = fold(part.text)[-120:]
        under = bool(CONDITIONS.search(head)) and not _SPENT.search(head)
        for sentence in () if part.heading else sentences(part.text):
            asked = PROSE_CONDITION.search(fold(sentence)) or _ASKED.search(fold(sentence))
            if asked and not has_contact(sentence):
                yield _Said("condition", sentence.rstrip(" ;.,"), part.place_of(sentence))
    for row in found.table(_CRITERIA):
        if (cell := row.get("condition")) and (least := row.get("least")):
            yield _Said("condition", f"{cell.text} : {least.text}", least.locator)


def _stated(page: Page, found: Pdf) -> tuple[str, tuple[str, ...]]:
    """Give the day that the document speaks for: printed, else of its upload, else of its making.

    Only a printed day is sure.
    """
    for part in found.paragraphs:
        dated = _DATED.search(part.text) if len(part.text) <= _SHORT else None
        if dated and "limite" not in fold(part.text):
            return dated.group(1), ()
    uploaded = _UPLOADED.search(page.url)
    day = uploaded.group(1) if uploaded else found.made
    return day, ("as_of",) if day else ()
