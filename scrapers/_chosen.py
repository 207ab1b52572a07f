"""Lists of the clusters that a call was given to, in PDF, and what was decided about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from observatory.harvest import Column, Event, Fact, Page, Pdf, Row, fold
from scrapers._calls import act_of, decided, sentences_of

_CHOSEN = (
    Column("", ("N°", "Durée", "Porteur", "Président", "Responsable", "Contact", "Téléphone",
                "E-mail", "Statut", "Décision", "Observations"), many=True),
    Column("name", ("Cluster", "Clusters", "Nom du cluster", "Dénomination", "Intitulé",
                    "Dénomination du cluster", "Cluster retenu", "Clusters retenus")),
    Column("acronym", ("Sigle", "Acronyme")),
    Column("sector_text", ("Secteur", "Secteur d’activité", "Filière")),
    Column("host_city", ("Ville", "Siège")),
    Column("region", ("Région",)),
    Column("day", ("Date", "Date de labellisation", "Date de signature")),
    Column("term_until", ("Terme", "Échéance", "Terme du contrat", "Fin du contrat")),
)  # fmt: skip
_NUMERIC = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def chosen(page: Page, found: Pdf, doubts: list[str]) -> Iterator[Fact | Event]:
    """Give the clusters of a list, if a sentence tells for just as many what was decided.

    Where it does not, that is added to ``doubts``.
    """
    rows = [row for row in found.table(_CHOSEN) if "name" in row]
    if not rows:
        return
    act = act_of(sentences_of(found))
    if not act or act.number != len(rows):
        doubts.append("a list of clusters, and what was decided about them is not clear")
        return
    title = next((part for part in found.paragraphs if part.heading), found.paragraphs[0]).text
    for row in rows:
        own = act._replace(day=row.text("day") or act.day)
        places = (row["name"].locator, found.place_of(act.sentence))
        name, acronym = row.text("name"), row.text("acronym")
        for one in decided(own, page.canonical_url, title, name, acronym, places):
            if isinstance(one, Fact):
                yield one
                continue
            yield from _more(row, one)


def _more(row: Row, event: Event) -> Iterator[Fact | Event]:
    """Give the act with its term, and what the row says of the body besides."""
    term = _NUMERIC.fullmatch(row.text("term_until"))
    if term:
        day, month, year = term.groups()
        until = f"{year}-{int(month):02}-{int(day):02}"
        event = replace(event, payload={**event.payload, "term_until": until})
    yield event
    for key in ("sector_text", "host_city", "region"):
        if cell := row.get(key):
            name = fold(row.text("acronym") or row.text("name"))
            yield Fact(
                f"cluster:{name}", event.about, key, cell.text,
                lang="fr", stated=event.date, locator=cell.locator, scope="news",
            )  # fmt: skip
