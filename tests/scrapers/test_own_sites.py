"""What clusters' own sites share: whose they are, labels they claim, news, further pages."""

from __future__ import annotations

import pytest

from observatory.domain.gate import judge_extract
from observatory.domain.identity import place
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.engine.installation import read_seed
from tests.scrapers.careful import known_bodies
from tests.scrapers.saved import saved_pages, sources
from tests.scrapers.site_pages import feed, look, said

SITES = {
    "cluster_c2tm": "c2tm",
    "cluster_cise": "cise-maroc",
    "cluster_cm40": "maintenance-4-0",
    "cluster_emc": "emc",
    "cluster_mdfc": "mdfc",
    "cluster_menara": "menara",
}


@pytest.mark.parametrize(("source", "slug"), SITES.items())
def test_a_site_is_of_a_body_of_the_record(source: str, slug: str) -> None:
    saved = saved_pages(source)
    for about in {one.about for page in saved for one in page.read().facts}:
        entity = place(about, known_bodies(), source).entity
        assert entity is not None
        assert list(read_seed())[entity] == slug


@pytest.mark.parametrize("source", SITES)
def test_what_a_site_says_is_in_the_vocabulary(source: str) -> None:
    facts = [fact for page in saved_pages(source) for fact in page.read().facts]
    assert {fact.property for fact in facts} <= set(PROPERTIES)
    assert all("cluster" in PROPERTIES[fact.property].kinds for fact in facts)
    single = [(f.record, f.property) for f in facts if not PROPERTIES[f.property].many]
    assert len(single) == len(set(single))


@pytest.mark.parametrize("source", SITES)
def test_a_cluster_never_labels_itself(source: str) -> None:
    """What it says of its label is a statement or a lead, whatever words it uses."""
    kinds = {event.kind for page in saved_pages(source) for event in page.read().events}
    assert kinds <= {"news", "lead", "election", "stated_labelled"}


def test_a_state_label_that_a_site_claims_is_a_status_without_a_date() -> None:
    found = look("<p>Labellisé par le ministère de l’Industrie, le cluster reçoit 2 MDH.</p>")
    assert [(e.kind, e.date, dict(e.payload)) for e in found.events] == [
        ("stated_labelled", "", {"scheme": "ministry-industry"})
    ]


def test_an_election_has_the_day_of_the_meeting_and_a_president() -> None:
    text = (
        "Les membres, réunis le 3 février 2023, ont élu M. Ali Exemple à la présidence du cluster."
    )
    found = feed(("Assemblée générale élective", text))
    assert [(event.kind, event.date) for event in found.events] == [
        ("news", "Mon, 06 Feb 2023 09:15:00 +0000"),
        ("election", "3 février 2023"),
    ]
    assert [(f.property, f.raw, f.stated) for f in found.facts] == [
        ("president", "M. Ali Exemple", "3 février 2023")
    ]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Journée technique", ["news"]),
        ("Assemblée générale ordinaire", ["news"]),
        ("Renouvellement de notre label", ["news", "lead"]),
        ("Bonjour tout le monde !", []),
        ("Hello world!", []),
    ],
)
def test_an_item_is_news_and_news_of_a_label_is_a_lead(title: str, told: list[str]) -> None:
    assert [event.kind for event in feed((title, "Un texte."), ("Autre", "x")).events[:-1]] == told


def test_a_cluster_that_labels_projects_gives_no_leads() -> None:
    found = feed(("Two projects labelled", "The label Cluster C2TM."), source="cluster_c2tm")
    assert [event.kind for event in found.events] == ["news"]


def test_the_feed_and_a_few_standing_pages_are_asked_for() -> None:
    menu = "".join(
        f"<a href='/{name}/'>{name}</a>"
        for name in ("membres", "gouvernance", "contact", "equipe", "actualites", "a-propos")
    )
    feeds = (
        "<link rel='alternate' type='application/rss+xml' href='https://clusteremc.org/feed/'>"
        "<link rel='alternate' type='application/rss+xml' href='/comments/feed/'>"
    )
    start = sources()["cluster_emc"].source.starts[0]
    found = look(f"{menu}<p>Cluster EMC</p>", feeds, start)
    assert found.follows == (
        "https://clusteremc.org/feed/",
        "https://clusteremc.org/membres/",
        "https://clusteremc.org/gouvernance/",
        "https://clusteremc.org/a-propos/",
    )
    assert look(f"{menu}<p>Cluster EMC</p>", feeds).follows == ()


def test_a_page_that_lacks_what_it_should_give_is_read_with_doubt() -> None:
    start = sources()["cluster_emc"].source.starts[0]
    found = look("<p>Le Cluster EMC a été fondé fin 2013.</p>", url=start)
    assert judge_extract(found).word == "degraded"
    assert said(found) == {"creation_date": "2013"}


def test_a_site_that_is_no_longer_the_bodys_is_not_read() -> None:
    start = sources()["cluster_emc"].source.starts[0]
    found = look("<p>Casino en ligne, bonus de bienvenue.</p>", url=start)
    assert (judge_extract(found).word, found.facts) == ("rejected", ())
