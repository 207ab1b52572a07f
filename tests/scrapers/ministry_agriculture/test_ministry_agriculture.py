"""News of agropoles and agricultural clusters: alive, and nothing on labels."""

from __future__ import annotations

import pytest

from observatory.domain.extract import Extract
from observatory.domain.gate import judge_extract
from observatory.domain.identity import mentioned
from observatory.engine.installation import read_seed
from tests.scrapers.careful import known_bodies
from tests.scrapers.saved import read, saved_page, sources

LIST = "https://www.agriculture.gov.ma/fr/actualites"


def look(*items: tuple[str, str], url: str = LIST, more: str = "") -> Extract:
    rows = "".join(
        f"<div class='views-row'><h4><a href='/fr/actualites/{number}'>{title}</a></h4>"
        f"<div><p>{text}</p></div><a href='/fr/actualites/{number}'>Lire plus</a></div>"
        for number, (title, text) in enumerate(items)
    )
    html = (
        f"<html><body><div role='main'><h1>Actualités</h1>{rows}{more}</div>"
        "<footer>Ministère de l’Agriculture</footer></body></html>"
    )
    return read(sources()["ministry_agriculture"], html.encode(), url)


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("Le cluster Agrinova présenté", "05/02/2015 - Meknès, Une journée.", ["news"]),
        ("Visite de terrain", "05/02/2015 - L’agropole d’El Jadida avance.", ["news"]),
        ("Atelier international", "05/02/2015 - Au Qualipôle de Meknès.", ["news"]),
        ("Un label pour le cluster Agrinova", "05/02/2015 - Bientôt.", ["lead"]),
        ("Label agricole : 14 produits", "05/02/2015 - Rabat, Les signes.", []),
        ("Convention pour le lait", "05/02/2015 - Un contrat-programme signé.", []),
    ],
)
def test_news_are_of_clusters_and_agropoles_and_produce_has_labels_of_its_own(
    title: str, text: str, told: list[str]
) -> None:
    found = look((title, text))
    assert [event.kind for event in found.events if event.about.kind == "cluster"] == told
    assert found.facts == ()
    assert judge_extract(found).word == "accepted"


def test_the_day_is_the_one_before_the_place() -> None:
    found = look(
        ("Agropole de Meknès", "18/02/2015 - Meknès, Inauguration. Lire aussi : 01/01/2014"),
        ("Agropole de Berkane", "15/02/2015 - Berkane, Visite."),
    )
    assert [event.date for event in found.events if not event.about.names] == [
        "18/02/2015",
        "15/02/2015",
    ]


def test_an_agropole_is_told_by_its_name_and_never_made_up() -> None:
    found = look(
        ("Avancement de l’agropole d’El Jadida", "15/02/2015 - El Jadida, Visite."),
        ("Des agropoles dans six régions", "15/02/2015 - Rabat."),
    )
    parks = [event.about.names for event in found.events if event.about.kind == "park"]
    assert parks == [("Agropole d’El Jadida",)]
    assert "park" not in sources()["ministry_agriculture"].source.mints


def test_an_item_has_the_address_of_its_title() -> None:
    found = saved_page("ministry_agriculture", "list").read()
    assert {event.record.rpartition("/")[2] for event in found.events} == {
        "item-0", "avancement-du-chantier-de-lagropole-del-jadida", "item-4",
    }  # fmt: skip


def test_only_agrinova_is_a_body_of_the_record() -> None:
    slugs = list(read_seed())
    found = saved_page("ministry_agriculture", "list").read()
    named = {
        slugs[number]
        for event in found.events
        for number in mentioned(event.about.context, known_bodies())
    }
    assert named == {"agrinova"}


def test_the_newest_pages_are_read_and_the_deep_ones_left() -> None:
    pager = "<a rel='next' href='?publication_filtre_region=All&page={0}'>››</a>"
    item = ("Agropole de Meknès", "18/02/2015 - Meknès")
    assert look(item, more=pager.format(1)).follows == (
        f"{LIST}?publication_filtre_region=All&page=1",
    )
    assert look(item, more=pager.format(54)).follows == ()


def test_the_address_with_index_php_is_the_same_list() -> None:
    url = "https://www.agriculture.gov.ma/index.php/fr/actualites"
    assert look(("Agropole de Meknès", "18/02/2015 - Meknès"), url=url).events


def test_an_empty_list_is_not_believed() -> None:
    assert judge_extract(look()).word == "rejected"
