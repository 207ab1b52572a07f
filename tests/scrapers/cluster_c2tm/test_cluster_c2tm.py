"""C2TM's site: its label is for projects; counters of downloads stand before the words."""

from __future__ import annotations

from observatory.domain.gate import judge_extract
from tests.scrapers.saved import read, saved_page, sources

CLUSTER = "http://c2tm.ma/en/the-cluster/"
LABELS = "http://c2tm.ma/en/labeling/"


def test_the_projects_label_is_never_a_label_of_the_state() -> None:
    html = (
        "<html><body><main><h1>Labeling</h1><p>The “Cluster C2TM” label is granted by the Board. "
        "Since 2015, 7 projects were labeled by the C2TM.</p><p>618   labeling process</p></main>"
        "</body></html>"
    )
    found = read(sources()["cluster_c2tm"], html.encode(), LABELS)
    assert found.events == ()
    assert {(f.property, f.raw) for f in found.facts} == {
        ("acronym", "C2TM"), ("projects_labelled", "7"),
    }  # fmt: skip


def test_the_office_holders_are_read_and_their_phones_are_not() -> None:
    found = saved_page("cluster_c2tm", "cluster").read()
    assert [f.property for f in found.facts if f.property.endswith(("president", "treasurer"))] == [
        "president", "vice_president", "treasurer",
    ]  # fmt: skip
    assert not any("06 00" in fact.raw for fact in found.facts)


def test_offices_without_names_are_no_office_holders() -> None:
    html = (
        "<html><body><main><h1>The cluster</h1><p>The Cluster of Moroccans Textiles Techniques – "
        "C2TM was founded in November 2013. The main purpose of the cluster is to position the "
        "supply.</p><ul><li>President of the association ;</li><li>Vice Chairman;</li>"
        "<li>treasurer;</li><li>General manager.</li></ul></main></body></html>"
    )
    found = read(sources()["cluster_c2tm"], html.encode(), CLUSTER)
    assert judge_extract(found).word == "degraded"
    assert {f.property: f.raw for f in found.facts if f.property not in ("name", "acronym")} == {
        "creation_date": "November 2013",
        "mission": "The main purpose of the cluster is to position the supply.",
    }
