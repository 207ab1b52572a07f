"""Forms of words in which a body tells of itself, and forms that are left alone."""

from __future__ import annotations

import pytest

from tests.scrapers.site_pages import look, said


@pytest.mark.parametrize(
    ("body", "offices"),
    [
        ("<p>Président</p><p>M. Ali Exemple</p><p>Directrice</p><p>Mme Hind Modèle</p>",
         {"president": "M. Ali Exemple", "director": "Mme Hind Modèle"}),
        ("<p>Ali Exemple</p><p>Président</p><p>Hind Modèle</p><p>Trésorière</p>",
         {"president": "Ali Exemple", "treasurer": "Hind Modèle"}),
        ("<table><tr><td>Secrétaire général</td><td>Omar El Specimen</td></tr></table>",
         {"secretary_general": "Omar El Specimen"}),
        ("<p><b>M. Ali EXEMPLE</b><br>Président du Cluster EMC</p>",
         {"president": "M. Ali EXEMPLE"}),
        ("<p>The President –  Ali Exemple</p>", {"president": "Ali Exemple"}),
        ("<h4>Ali Exemple</h4><p>President of the ong, Mr Ali Exemple represents Acier.</p>",
         {"president": "Ali Exemple"}),
        ("<h4>Hind Modèle</h4><p>Founder &amp; General Director</p>",
         {"director": "Hind Modèle"}),
        ("<p>Le 18 juin 2014, M. Ali Exemple, Président du cluster marocain, a signé.</p>",
         {"president": "M. Ali Exemple"}),
    ],
)  # fmt: skip
def test_an_office_is_read_with_the_name_beside_it(body: str, offices: dict[str, str]) -> None:
    assert said(look(body)) == offices


@pytest.mark.parametrize(
    "body",
    [
        "<p>Chargé de mission</p><p>M. Ali Exemple</p>",
        "<p>Assistante du Président : Mme Hind Modèle, 06 00 00 00 09</p>",
        "<p>Secrétariat : Mlle Hind Modèle</p>",
        "<p>Ali Exemple</p><p>Président de la Fédération du bâtiment</p>",
        "<p>M. Ali Exemple, président de la région, a ouvert la séance.</p>",
        "<h2>Mot du Président</h2><p>Chers Membres</p>",
        "<ul><li>President of the association ;</li><li>General manager.</li></ul><p>The team</p>",
        "<p>Board Members</p><p>President</p><p>06 00 00 00 00</p>",
    ],
)
def test_staff_and_other_peoples_offices_are_left_alone(body: str) -> None:
    assert said(look(body)) == {}


def test_a_sentence_that_gives_a_day_speaks_for_that_day() -> None:
    body = "<p>Le 18 juin 2014, M. Ali Exemple, Président du cluster EMC, a signé.</p>"
    stated = {fact.stated for fact in look(body).facts if fact.property == "president"}
    assert stated == {"18 juin 2014"}


@pytest.mark.parametrize(
    ("body", "counted"),
    [
        ("<p>Le cluster compte 38 membres : 24 entreprises et 10 laboratoires et universités.</p>",
         {"members_total": "38", "members_companies": "24", "members_research": "10"}),
        ("<p>It gathers more than 42 members today.</p>", {"members_total": "more than 42"}),
        ("<div>64</div><div>Membres au total</div><div>38</div><div>dont PME</div>",
         {"members_total": "64", "members_sme": "38"}),
        ("<span data-to-value=\"64\">0</span><p>Entreprises membres</p>",
         {"members_companies": "64"}),
        ("<p>Since 2015, 7 projects were labeled by the C2TM.</p>", {"projects_labelled": "7"}),
        ("<p>Le Conseil d’administration compte 9 membres.</p>", {}),
        ("<p>A board of up to 16 members, of which at least 10 companies.</p>", {}),
        ("<p>The scientific council counts 6 experts.</p><div>12</div><div>ateliers</div>", {}),
        ("<p>Maroc in Mode : 35 exhibitors and 100 players.</p>", {}),
    ],
)  # fmt: skip
def test_numbers_are_read_with_what_they_count(body: str, counted: dict[str, str]) -> None:
    assert said(look(body)) == counted


@pytest.mark.parametrize(
    ("text", "created"),
    [
        ("Le cluster EMC est une association créée en juin 2013 à Marrakech.", "juin 2013"),
        ("Le cluster a été fondé fin 2013.", "2013"),
        ("The cluster was founded in November 2013, among others.", "November 2013"),
        ("It is an association created on January 14, 2014.", "January 14, 2014"),
        ("L’entreprise a été créée en 1998.", None),
        ("Le cluster a créé 12 emplois en 2019.", None),
    ],
)
def test_the_creation_is_the_bodys_own(text: str, created: str | None) -> None:
    assert said(look(f"<p>{text}</p>")).get("creation_date") == created


@pytest.mark.parametrize(
    "text",
    [
        "Le cluster a pour mission de fédérer les acteurs du bâtiment.",
        "Our mission is to make Morocco a sourcing platform.",
        "The cluster has for mission to accompany the companies.",
        "Beaucoup sert l’objectif du Cluster, qui est de créer un réseau.",
    ],
)
def test_the_mission_is_the_sentence_as_printed(text: str) -> None:
    assert said(look(f"<p>Bienvenue. {text} Merci.</p>")) == {"mission": text}


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Nos activités</h2><ul><li>Montage de projets ;</li><li>Veille.</li></ul><h2>Plus</h2>",
        "<p><b>Nos activités</b> :</p><ul><li>Montage de projets ;</li><li>Veille.</li></ul>",
        "<h2>Nos activités</h2><div><h3>Montage de projets</h3><h3>Veille</h3></div><h2>Plus</h2>",
    ],
)
def test_activities_are_the_list_that_is_announced(body: str) -> None:
    found = [fact.raw for fact in look(body).facts if fact.property == "activities"]
    assert found == ["Montage de projets", "Veille"]


@pytest.mark.parametrize(
    ("body", "seat"),
    [
        ("<p>© 2015 | Siège : 12, avenue Exemple, Rabat | Tél : 05 37 00 00 31</p>",
         {"address": "12, avenue Exemple, Rabat", "host_city": "Rabat"}),
        ("<h5>Address</h5><p>Bd Exemple<br>20250 Casablanca</p>",
         {"address": "Bd Exemple 20250 Casablanca", "host_city": "Casablanca"}),
        ("<address>Technopole, Settat</address>",
         {"address": "Technopole, Settat", "host_city": "Settat"}),
        ("<p>The headquarters of the cluster is in Casablanca.</p>", {"host_city": "Casablanca"}),
        ("<p>Un forum s’est tenu à Casablanca.</p>", {}),
    ],
)  # fmt: skip
def test_the_seat_is_what_the_page_calls_so(body: str, seat: dict[str, str]) -> None:
    assert said(look(body)) == seat


@pytest.mark.parametrize(
    ("head", "body", "stated"),
    [
        ("<meta property='article:modified_time' content='2021-11-24T13:51:22+00:00'>", "",
         "2021-11-24"),
        ("", "<span class='updated'>2018-03-20T15:02:41+00:00</span>", "2018-03-20"),
        ("", "<p>En cette nouvelle année 2022, mes vœux.</p>", "2022"),
        ("<meta property='article:modified_time' content='2025-05-01T10:00:00+00:00'>",
         "<p>En cette nouvelle année 2022, mes vœux.</p>", "2022"),
        ("", "<i class='updated'>2018-03-20T15:02</i><i class='updated'>2020-01-01T10:00</i>", ""),
        ("", "<p>© 2013-2015</p>", ""),
    ],
)  # fmt: skip
def test_a_standing_page_speaks_for_the_time_that_it_names(
    head: str, body: str, stated: str
) -> None:
    found = look(f"{body}<p>Le Cluster EMC compte 38 membres.</p>", head)
    assert {fact.stated for fact in found.facts} == {stated}


def test_the_language_is_that_of_the_block() -> None:
    found = look(
        "<p>Our mission is to make Morocco a platform for the industry.</p>"
        "<p>Labellisé par l’Etat, le cluster a bénéficié d’un appui de cinq ans.</p>",
    )
    assert [fact.lang for fact in found.facts if fact.property == "mission"] == ["en"]
    assert [event.lang for event in found.events] == ["fr"]
