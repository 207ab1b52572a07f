"""Menara's site: a New Year's text that stands as a page, counters, and a label it claims."""

from __future__ import annotations

from observatory.domain.gate import judge_extract
from tests.scrapers.saved import read, saved_page, sources

PRESIDENT = "https://clustermenara.com/cluster-menara/mot-du-president/"


def test_the_presidents_message_speaks_for_the_year_that_it_greets() -> None:
    html = (
        "<html><head><meta property='article:modified_time' content='2025-06-01T09:00:00+00:00'>"
        "</head><body><main><h1>Mot du Président</h1><p>En cette nouvelle année 2022, le Cluster "
        "MENARA a pour mission de fédérer.</p><p>M. Hassan EXEMPLE<br>Président du Cluster Menara"
        "</p></main></body></html>"
    )
    found = read(sources()["cluster_menara"], html.encode(), PRESIDENT)
    assert judge_extract(found).word == "accepted"
    assert {(fact.property, fact.stated) for fact in found.facts} == {
        ("name", "2022"), ("mission", "2022"), ("president", "2022"),
    }  # fmt: skip


def test_each_count_keeps_the_words_that_say_what_it_counts() -> None:
    counted = {
        f.property: f.locator
        for f in saved_page("cluster_menara", "members").read().facts
        if f.raw.isdigit()
    }
    assert counted["members_sme"] == "number over 'dont PME'"
    assert counted["projects_labelled"] == "number over 'Projets labellisés par le cluster'"


def test_a_renewal_that_the_cluster_announces_is_a_lead_and_no_act() -> None:
    told = {
        event.kind
        for event in saved_page("cluster_menara", "feed").read().events
        if "label" in event.raw
    }
    assert told == {"news", "lead"}


def test_facts_of_a_page_belong_to_that_page() -> None:
    """An old page that stands must never close what a newer one says."""
    records = {
        fact.record
        for name in ("members", "president")
        for fact in saved_page("cluster_menara", name).read().facts
    }
    assert records == {
        "page:clustermenara.com/membres",
        "page:clustermenara.com/cluster-menara/mot-du-president",
    }
