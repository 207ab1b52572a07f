"""CISE's site: an old theme with calendars and counters; the committee on a page of its own."""

from __future__ import annotations

from tests.scrapers.saved import read, saved_pages, sources

ABOUT = "http://cisemaroc.org/about-us/"


def test_the_committee_is_read_and_the_firms_and_the_team_are_not() -> None:
    people = (
        ("Said El Exemple", "President of the ong, Mr Said El Exemple represents the company X."),
        ("Hind Modele", "Vice president of the ong, Ms. Hind Modele represents the company Y."),
        ("Nissrine Specimen", "Treasurer of the ong, Nisrine Specimen represents the company Z"),
        ("Selma Exemple", "Founder &amp; General Director"),
        ("Omar Modele", "Project officer"),
    )
    rows = "".join(f"<h4>{name}</h4><p>{office}</p>" for name, office in people)
    html = (
        "<html><body><main><h2>Meet the Team</h2><h3>Executive Committee</h3>"
        f'{rows}<p>&lt;h3 align="center"&gt;Selma Exemple&lt;/h3&gt;</p></main></body></html>'
    )
    found = read(sources()["cluster_cise"], html.encode(), ABOUT)
    assert {fact.property: fact.raw for fact in found.facts} == {
        "president": "Said El Exemple",
        "vice_president": "Hind Modele",
        "treasurer": "Nissrine Specimen",
        "director": "Selma Exemple",
    }


def test_numbers_of_the_calendar_and_of_visitors_are_not_read() -> None:
    (page,) = saved_pages("cluster_cise")
    assert not any(fact.raw.replace(" ", "").isdigit() for fact in page.read().facts)
