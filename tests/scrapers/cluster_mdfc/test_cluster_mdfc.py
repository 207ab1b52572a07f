"""MDFC's site: two languages on one page, two names of one cluster."""

from __future__ import annotations

from tests.scrapers.saved import read, saved_page, sources

PAGE = "https://mdfc.ma/en/presidents-message/"


def test_a_french_paragraph_of_the_english_page_is_french() -> None:
    found = saved_page("cluster_mdfc", "president").read()
    assert {fact.lang for fact in found.facts} == {"en"}
    assert [(event.kind, event.lang) for event in found.events] == [("stated_labelled", "fr")]


def test_the_former_name_is_kept_beside_the_present_one() -> None:
    names = [(f.property, f.raw) for f in saved_page("cluster_mdfc", "feed").read().facts]
    assert ("former_name", "Moroccan Denim Cluster") in names
    assert ("name", "Moroccan Denim & Fashion Cluster") in names


def test_a_president_in_one_line_and_a_mission_in_passing_are_read() -> None:
    html = (
        "<html><body><main><h1>Président’s Message</h1><p>The President –  Serge Exemple</p>"
        "<p>The MDFC cluster has decided since its creation, that its core mission and value would "
        "be the sustainable development of the industry.</p></main></body></html>"
    )
    found = read(sources()["cluster_mdfc"], html.encode(), PAGE)
    assert {f.property: f.raw for f in found.facts}["president"] == "Serge Exemple"
    assert "sustainable" in {f.property: f.raw for f in found.facts}["mission"]
