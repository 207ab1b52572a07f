"""The ministry's news: calls by their year, deadlines moved in place, lists, leads."""

from __future__ import annotations

import pytest

from observatory.domain.gate import judge_extract
from observatory.domain.identity import place
from observatory.engine.installation import read_seed
from tests.scrapers.careful import known_bodies
from tests.scrapers.ministry_pages import LAST_DAY, LIST, listed, look, saved, values


@pytest.mark.parametrize(
    ("sentence", "deadline"),
    [
        ("Date limite de dépôt des dossiers de candidatures:&nbsp; 14 juin 2023 à 15h00.",
         "14 juin 2023 à 15h00"),
        ("La date limite de dépôt est fixée au mercredi 15 juillet 2020, à 15h00.",
         "15 juillet 2020, à 15h00"),
        ("La date limite, prévue initialement le 19 mai 2023, est portée au 14 juin 2023 à 15h.",
         "14 juin 2023 à 15h"),
        ("Les dossiers sont à déposer au plus tard le 24 juillet 2025 à 15H.",
         "24 juillet 2025 à 15H"),
        ("La date limite de dépôt est le 25/10/2024 à 15h00.", "25/10/2024 à 15h00"),
        ("La date limite est reportée au 1er août 2026.", "1er août 2026"),
    ],
)  # fmt: skip
def test_the_last_day_is_read_as_printed(sentence: str, deadline: str) -> None:
    found = look(f"<p>{sentence}</p>")
    assert values(found, "deadline") == [deadline]
    assert judge_extract(found).word == "accepted"


def test_a_day_that_was_first_planned_is_no_deadline() -> None:
    found = look(
        f"<p>La date limite, initialement fixée au 19 mai 2023, est reportée.</p>{LAST_DAY}"
    )
    assert values(found, "deadline") == ["14 juin 2023 à 15h00"]


def test_two_last_days_are_for_a_person_to_see() -> None:
    found = look(f"{LAST_DAY}<p>Date limite : 30 juin 2023 à 12h00.</p>")
    assert judge_extract(found).word == "quarantined"


def test_a_call_without_its_last_day_is_read_with_doubt() -> None:
    found = look("<p>Les clusters peuvent candidater.</p>")
    assert (judge_extract(found).word, found.facts) == ("degraded", ())


def test_the_year_is_that_of_the_last_day_and_the_address_may_be_used_again() -> None:
    records = {
        fact.record: fact.about.names
        for text in (LAST_DAY, LAST_DAY.replace("2023", "2026"))
        for fact in look(text).facts
    }
    assert records == {
        "call:2023": ("Appel à projets clusters 2023",),
        "call:2026": ("Appel à projets clusters 2026",),
    }


@pytest.mark.parametrize("year", ["2011", "2012", "2016", "2023", "2024", "2025"])
def test_a_call_of_a_known_year_is_the_one_of_the_record(year: str) -> None:
    (fact, *_) = look(LAST_DAY.replace("2023", year)).facts
    entity = place(fact.about, known_bodies()).entity
    assert entity is not None
    assert list(read_seed())[entity] == f"call-{year}"


def test_an_extension_in_place_changes_one_value_of_one_record() -> None:
    before, after = saved("call_2023_first"), saved("call_2023_extended")
    changed = {(f.record, f.property, f.raw) for f in before.facts} ^ {
        (f.record, f.property, f.raw) for f in after.facts
    }
    assert {(record, name) for record, name, _ in changed} == {
        ("call:2023", "deadline"),
        ("call:2023", "document_url"),
    }
    assert {fact.scope for fact in after.facts if fact.record == "call:2023"} == {"call"}


def test_a_notice_moves_the_deadline_and_leaves_the_title_alone() -> None:
    title = "Avis de prolongation de la date limite de l’appel à projets clusters"
    found = look(f"<p>Elle est prolongée.</p>{LAST_DAY}", title, f"{LIST}/avis", "12/05/2023")
    assert [(f.record, f.property, f.stated) for f in found.facts] == [
        ("call:2023", "deadline", "12/05/2023")
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Conditions de participation :</p><ol><li>Quinze membres ;</li><li>Un siège.</li></ol>",
        "<h3>Critères d’éligibilité</h3><ul><li>Quinze membres</li><li>Un siège</li></ul>",
    ],
)
def test_conditions_are_the_list_under_their_heading(body: str) -> None:
    assert values(look(body + LAST_DAY), "condition") == ["Quinze membres", "Un siège"]


def test_a_condition_in_prose_is_taken_whole() -> None:
    said = "Les Clusters concernés sont ceux ayant dépassé 8 ans de soutien de l’Etat."
    assert values(look(f"<p>{said} Merci.</p>{LAST_DAY}"), "condition") == [said]


def test_a_list_that_is_not_known_to_be_conditions_is_read_with_doubt() -> None:
    found = look(f"<h3>Divers</h3><ul><li>Quinze membres</li></ul>{LAST_DAY}")
    assert judge_extract(found).word == "degraded"
    assert values(found, "deadline") == ["14 juin 2023 à 15h00"]


def test_documents_are_files_and_not_the_printed_version() -> None:
    links = (
        "<a href='/fr/print/pdf/node/24'>Version imprimable</a>"
        "<a href='/sites/default/files/Dossier%20AAP.pdf'>cliquer ici</a>"
        "<a href='/sites/default/files/statuts.docx?v=2'>statuts type</a>"
    )
    assert values(look(f"<p>{links}</p>{LAST_DAY}"), "document_url") == [
        "https://www.mcinet.gov.ma/sites/default/files/Dossier%20AAP.pdf",
        "https://www.mcinet.gov.ma/sites/default/files/statuts.docx?v=2",
    ]


def test_a_call_for_something_else_is_passed_over() -> None:
    found = look(LAST_DAY, "Appel à projets Tatwir Croissance verte")
    assert (found.facts, found.events) == ((), ())


def test_numbers_of_calls_and_clusters_speak_for_the_day_of_the_article() -> None:
    said = (
        "A ce jour, 12 appels à projets ont été lancés, 18 clusters retenus dont 11 opérationnels."
    )
    found = [
        (f.property, f.raw, f.stated) for f in look(f"<p>{said}</p>{LAST_DAY}").facts
        if f.record == "programme"
    ]  # fmt: skip
    assert found == [
        ("calls_launched_stated", "12", "28/03/2023"),
        ("clusters_selected_stated", "18", "28/03/2023"),
        ("clusters_operational_stated", "11", "28/03/2023"),
    ]


def test_the_programme_of_the_news_is_the_one_of_the_record() -> None:
    about = {e.about for e in saved("list").events if e.about.kind == "programme"}
    placed = [place(ref, known_bodies()).entity for ref in about]
    assert [list(read_seed())[entity] for entity in placed if entity is not None] == [
        "cluster-programme"
    ]


def row(title: str, href: str, text: str = "") -> str:
    return (
        f"<div><a href='{href}'><img alt=''></a><h3><a href='{href}'>{title}</a></h3>"
        f"<time>15/07/2025</time><p>{text}</p><a href='{href}'>Lire la suite</a></div>"
    )


def test_the_list_follows_what_speaks_of_clusters_calls_or_labels() -> None:
    found = listed(
        row("Visite au cluster MTI", "/fr/actualites/a")
        + row("Avis de prolongation", "/fr/actualites/b", "L’appel à projets est prolongé.")
        + row("Prix de la qualité : les labellisés", "/fr/actualites/c")
        + row("Journée de la métrologie", "/fr/actualites/d")
    )
    assert found.follows == tuple(f"{LIST}/{name}" for name in "abc")
    assert [(event.record, event.kind, event.date) for event in found.events] == [
        (f"{LIST}/a", "news", "15/07/2025")
    ]


@pytest.mark.parametrize(("shown", "followed"), [("1", True), ("5", True), ("6", False)])
def test_the_pager_is_followed_as_far_as_declared(shown: str, followed: bool) -> None:
    pager = f"<ul class='pager'><li><a rel='next' href='?page={shown}'>Suivant</a></li></ul>"
    found = listed(row("Journée de la métrologie", "/fr/actualites/d") + pager)
    assert found.follows == ((f"{LIST}?page={shown}",) if followed else ())


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ("<p>Aucun contenu.</p>", "rejected"),
        (row("eigolortém al ed eénruoJ", "/fr/actualites/d"), "quarantined"),
    ],
)
def test_a_list_without_titles_is_never_an_empty_list(rows: str, word: str) -> None:
    assert judge_extract(listed(rows)).word == word


def test_a_page_without_an_article_is_not_the_page_we_know() -> None:
    assert judge_extract(look("", "")).word == "rejected"


def test_nothing_under_read_also_and_no_contact_comes_out() -> None:
    body = f"<p>Les clusters.</p>{LAST_DAY}<p>Tél : 05 37 00 00 46, a@b.example</p>"
    found = look(body)
    texts = [*(fact.raw for fact in found.facts)]
    texts += [f"{event.raw} {event.about.context}" for event in found.events]
    assert [part for part in ("2031", "05 37", "@") if part in " ".join(texts)] == []
