"""PDFs of the ministry: what a call asks and offers, each with its place; lists of the chosen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from observatory.domain.extract import Extract
from observatory.domain.gate import judge_extract
from observatory.engine.doors import open_door
from observatory.engine.run.collect import collect
from observatory.harvest.pdf import reading, worker
from observatory.harvest.pdf.reading import Limits
from observatory.store.queries.asof import AsOf
from observatory.store.queries.statements import said_of
from tests.documents import Drawn, Ruled, Words, paragraphs, pdf
from tests.loopback import Answer, Web
from tests.scrapers.ministry_pages import CALL, LAST_DAY, LIST, look, saved, values
from tests.scrapers.saved import FOLDER, read, sources
from tests.stores import Stores


@pytest.fixture(autouse=True)
def _one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save the start of a worker for each document; tests/harvest/test_pdf.py starts it."""

    def worked(body: bytes, limits: Limits) -> dict[str, Any]:
        return worker.read_strictly(body, limits.pages, limits.objects, limits.characters)

    monkeypatch.setattr(reading, "_worked", worked)


FILES = "https://www.mcinet.gov.ma/sites/default/files"
DOSSIER = (FOLDER / "ministry_news" / "dossier_2023.pdf").read_bytes()


def document(*drawn: Drawn, name: str = "Cahier.PDF", made: str = "") -> Extract:
    """Read a document of one page that speaks of the call for clusters."""
    head = paragraphs("Cahier des charges de l’appel à projets clusters, édition 2024.")
    body = pdf([*head, *drawn], made=made)
    return read(sources()["ministry_news"], body, f"{FILES}/{name}", "text/html")


def test_a_call_s_page_leads_to_its_documents() -> None:
    links = (
        "<a href='/sites/default/files/Dossier AAP é.PDF'>cliquer ici pour télécharger</a>"
        "<a href='/sites/default/files/statuts.docx'>statuts type</a>"
    )
    assert look(f"<p>{links}</p>{LAST_DAY}").follows == (f"{FILES}/Dossier%20AAP%20%C3%A9.PDF",)


def test_every_value_of_a_document_says_where_it_stands() -> None:
    found = {(fact.property, fact.raw): fact for fact in saved("dossier_2023").facts}
    places = {raw: fact.locator.partition(" (")[0] for (_, raw), fact in found.items()}
    assert places["19 mai 2023 à 15h00"] == "page 3, line 5"
    assert places["le cluster regroupe au moins 15 membres"] == "page 1, line 13"
    assert places["cinq (5) ans"] == "page 2, line 4"
    assert places["500 KDH"] == 'page 3, table 1, row 1, column "Montant"'
    assert found["support_years", "3 ans"].locator == 'page 2, table 1, row 1, column "Terme"'
    assert found["envelope", "2 MDH"].note == "Fonctionnement"
    assert {fact.record for fact in found.values()} == {"call:2023 AAP clusters dossier.pdf"}


def test_a_list_of_the_chosen_is_an_act_with_its_term_for_each() -> None:
    told = [
        (e.about.names[0], e.kind, e.payload["term_until"]) for e in saved("retenus_2024").events
    ]
    assert told == [
        ("Cluster Menara", "labelled", "2030-01-13"),
        ("Cluster Industrie Navale du Maroc", "labelled", "2030-01-13"),
    ]


@pytest.mark.parametrize(
    ("more", "name", "made", "stated"),
    [
        ([Words("Rabat, le 2 mai 2024", y=200)], "2024-06/a.pdf", "", ("2 mai 2024", ())),
        ([], "2024-06/a.pdf", "D:20190101", ("2024-06", ("as_of",))),
        ([], "a.pdf", "D:20240429101500Z", ("2024-04-29", ("as_of",))),
        ([], "a.pdf", "", ("", ())),
    ],
)
def test_a_document_speaks_for_its_printed_day_or_one_that_is_marked_as_inferred(
    more: list[Drawn], name: str, made: str, stated: tuple[str, tuple[str, ...]]
) -> None:
    last = Words("Date limite de dépôt : 25 octobre 2024 à 15h00.", y=150)
    found = document(last, *more, name=name, made=made)
    assert {(fact.stated, fact.inferred) for fact in found.facts} == {stated}


AMOUNT = [["Rubrique", "Montant (MDH)", "Durée"], ["Études", "1,5", "24 mois"]]
CRITERIA = [["Critère", "Seuil"], ["Nombre de membres", "15"], ["Part des entreprises", "60 %"]]
LAST = "Les dossiers sont déposés au plus tard le 25 octobre 2024 à 15h00."


@pytest.mark.parametrize(
    ("drawn", "name", "said"),
    [
        ([Ruled(AMOUNT, y=200)], "envelope", ["1,5 MDH"]),
        ([Ruled(AMOUNT, y=200)], "support_years", []),
        ([Ruled(CRITERIA, y=200)], "condition",
         ["Nombre de membres : 15", "Part des entreprises : 60 %"]),
        (paragraphs("Un budget de 62 millions de DH, soit 2 MDH/an.", y=200), "envelope",
         ["62 millions de DH"]),
        (paragraphs("Un cluster existant a dépassé 8 ans de soutien.", y=200), "support_years", []),
        (paragraphs("Le cluster compte quinze membres au minimum.", y=200), "condition",
         ["Le cluster compte quinze membres au minimum"]),
        (paragraphs("Dépenses éligibles :", "• les études", y=200), "condition", []),
    ],
)  # fmt: skip
def test_terms_and_conditions_are_read_from_prose_and_tables(
    drawn: list[Drawn], name: str, said: list[str]
) -> None:
    found = document(*paragraphs(LAST, y=150), *drawn)
    assert values(found, "deadline") == ["25 octobre 2024 à 15h00"]
    assert values(found, name) == said


TWO = [["Cluster", "Ville"], ["Cluster Menara", "Marrakech"], ["CINM", "Agadir"]]


@pytest.mark.parametrize(
    ("drawn", "word", "said"),
    [
        ([Words("Des conditions.", y=200)], "degraded", "a call's document without its last day"),
        (paragraphs(LAST, y=200), "degraded", "a call's document without its conditions"),
        (paragraphs(LAST, LAST.replace("25", "30"), y=200), "quarantined", "two last days"),
        ([Ruled(TWO, y=200)], "degraded", "what was decided about them is not clear"),
        ([Ruled([["Cluster", "Ville", "Note"], ["CINM", "Agadir", "17"]], y=200)], "quarantined",
         "unknown headers: Note"),
    ],
)  # fmt: skip
def test_what_a_document_does_not_give_is_said(drawn: list[Drawn], word: str, said: str) -> None:
    found = document(*drawn)
    assert judge_extract(found).word == word
    assert said in " ".join(reason.said for reason in found.reasons)


def test_a_document_of_something_else_is_passed_over() -> None:
    body = pdf(paragraphs("Arrêté n° 1308-94 relatif aux produits contrôlés, au moins 15 membres."))
    found = read(sources()["ministry_news"], body, f"{FILES}/Arrete.pdf")
    assert (found.facts, found.events, judge_extract(found).word) == ((), (), "accepted")


def test_a_page_where_a_document_was_is_not_read_as_one() -> None:
    html = (
        b"<html><body><main><h1>Clusters</h1><p>Date limite : 2 juin 2031.</p></main></body></html>"
    )
    found = read(sources()["ministry_news"], html, f"{FILES}/Dossier.pdf", "application/pdf")
    assert (found.facts, judge_extract(found).word) == ((), "rejected")


def test_where_page_and_document_differ_both_stand(stores: Stores, web: Web) -> None:
    installation = stores.installation("sqlite")
    loaded, url = sources()["ministry_news"], f"{FILES}/AAP.pdf"
    web.put(
        LIST,
        f"<main><h1>Actualités Industrie</h1><h3><a href='{CALL}'>Appel à projets</a></h3></main>",
    )
    web.put(CALL, (
        "<html><body><main><h1>Appel à projets clusters</h1><time>28/03/2023</time><article>"
        f"{LAST_DAY}<a href='/sites/default/files/AAP.pdf'>ici</a>"
        "</article></main></body></html>"
    ))  # fmt: skip
    web.put(url, Answer(DOSSIER, content_type="application/octet-stream"))
    door, now = open_door(installation, mirror=web.base), datetime(2023, 4, 3, 8, tzinfo=UTC)

    def deadlines() -> set[tuple[str, str, str]]:
        with installation.database.read() as db:
            found = said_of(db, AsOf.now(now.date()), properties={"deadline"})
        return {(one.value.text, one.by.url, one.by.locator.partition(" (")[0]) for one in found}

    assert collect(installation, loaded, door, now).outcome == "ok"
    first = deadlines()
    assert {(text, where) for text, where, _ in first} == {
        ("2023-05-19T15:00", url), ("2023-06-14T15:00", CALL),
    }  # fmt: skip
    assert {place for _, where, place in first if where == url} == {"page 3, line 5"}
    web.pages.pop("/www.mcinet.gov.ma/sites/default/files/AAP.pdf")
    for _ in range(2):
        now += timedelta(days=1)
        assert collect(installation, loaded, door, now).outcome == "failed"
    assert deadlines() == first
