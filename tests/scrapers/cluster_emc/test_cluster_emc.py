"""EMC's site: an address by number, and an interview of 2014 that stands as a page."""

from __future__ import annotations

from observatory.domain.gate import judge_extract
from tests.scrapers.saved import read, saved_page, sources

NUMBER = "https://clusteremc.org/?p=2403"


def test_the_page_is_known_by_its_readable_address() -> None:
    found = saved_page("cluster_emc", "about").read()
    assert {fact.record for fact in found.facts} == {"page:clusteremc.org/a-propos-du-cluster-emc"}


def test_an_interview_speaks_for_its_day_and_is_read_with_doubt() -> None:
    html = (
        "<html><body><main><p>Lors de l’Assemblée Générale, le 18 juin 2014, M. Rachid Exemple, "
        "Président du cluster marocain EMC, a signé le contrat.</p><p>Rachid Exemple: Le cluster "
        "EMC a été fondé fin 2013 et reçoit 2 millions de dirhams par an pendant trois ans.</p>"
        "</main></body></html>"
    )
    found = read(sources()["cluster_emc"], html.encode(), NUMBER)
    assert judge_extract(found).word == "degraded"
    told = {fact.property: (fact.raw, fact.stated) for fact in found.facts}
    assert told["president"] == ("M. Rachid Exemple", "18 juin 2014")
    assert told["creation_date"] == ("2013", "")


def test_the_first_post_of_every_new_blog_is_no_news() -> None:
    found = saved_page("cluster_emc", "feed").read()
    assert not any("tout le monde" in event.raw for event in found.events)
