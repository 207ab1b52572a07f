"""ECCP profiles: two templates and plain text read by the same labels; only Moroccan ones."""

from __future__ import annotations

import pytest

from observatory.domain.extract import Extract
from observatory.domain.gate import judge_extract
from tests.scrapers.saved import read, saved_page, saved_pages, sources

URL = "https://www.clustercollaboration.eu/content/exemple-cluster-maroc"

FLAT = """
<h3>General Information</h3>
The date when the cluster organisation was established:<br>Thursday, 1 May, 2014<br>
Number of staff in the management team of the cluster organisation :<br>
Other Label:<br>National Label for 5 years<br>
Membership to other networks/partnerships:<br>
Address:<br>Avenue Exemple, Rabat, Morocco<br>
Cluster Management Team:<br>Cluster Manager<br>Mme Exemple<br>
Languages spoken:<br>Arabic, French<br>
<h3>Sectoral and Industrial Focus</h3>
Sectoral Industries:<br>Environmental Services<br>
Emerging industries:<br>
<h3>Composition of the cluster</h3>
Total number of members:<br>
Number of SME members:<br>12<br>
<h3>Cluster Strategy</h3>
<p>The cluster brings together companies, universities and public bodies of one field.</p>
<h3>Similar clusters</h3><p>Other Cluster</p><dl><dt>Total number of members</dt><dd>390</dd></dl>
"""


def look(body: str, url: str = URL) -> Extract:
    page = f"<html><body><main><h1>Exemple Cluster</h1><div>{body}</div></main></body></html>"
    return read(sources()["eccp_profiles"], page.encode(), url)


def values(found: Extract) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for fact in found.facts:
        said.setdefault(fact.property, []).append(fact.raw)
    return said


def test_plain_text_is_read_by_its_labels_and_blanks_are_unknown() -> None:
    found = look(f"<section>{FLAT.partition('<h3>Similar')[0]}</section>")
    assert values(found) == {
        "name": ["Exemple Cluster"],
        "creation_date": ["Thursday, 1 May, 2014"],
        "address": ["Avenue Exemple, Rabat, Morocco"],
        "languages": ["Arabic", "French"],
        "sectoral_industry": ["Environmental Services"],
        "members_sme": ["12"],
        "mission": [
            "The cluster brings together companies, universities and public bodies of one field."
        ],
    }
    assert judge_extract(found).word == "accepted"


def test_a_national_label_is_stated_without_a_day() -> None:
    event = look(f"<section>{FLAT.partition('<h3>Similar')[0]}</section>").events[0]
    assert (event.kind, event.date, event.raw) == (
        "stated_labelled", "", "National Label for 5 years",
    )  # fmt: skip
    assert dict(event.payload) == {"scheme": "ministry-industry"}


def test_another_label_is_only_reported() -> None:
    event = look(FLAT.replace("National Label for 5 years", "ECEI Bronze").partition("<h3>Sim")[0])
    assert [one.kind for one in event.events] == ["reported"]


@pytest.mark.parametrize("place", ["Tunis, Tunisia", "Toulouse, France"])
def test_a_cluster_of_another_country_gives_nothing(place: str) -> None:
    found = look(FLAT.replace("Rabat, Morocco", place).partition("<h3>Similar")[0])
    assert (found.facts, found.events, found.reasons) == ((), (), ())


def test_what_stands_beside_the_profile_is_not_the_profile() -> None:
    profile, heading, beside = FLAT.partition("<h3>Similar clusters")
    found = look(f"<article>{profile}</article><aside>{heading}{beside}</aside>")
    assert "390" not in {fact.raw for fact in found.facts}


def test_a_label_that_nobody_knows_is_for_a_person_to_see() -> None:
    found = look(FLAT.replace("Number of SME members:", "Number of small members:"))
    assert judge_extract(found).word == "quarantined"


def test_a_page_without_the_sections_of_a_profile_is_refused() -> None:
    assert judge_extract(look("<p>Opportunity. Deadline: 20 October 2026</p>")).word == "rejected"


def test_contacts_are_left_where_they_are() -> None:
    for saved in saved_pages("eccp_profiles"):
        said = " ".join(fact.raw for fact in saved.read().facts)
        assert "@" not in said
        assert "00 00" not in said


def test_a_sitemap_gives_the_moroccan_profiles_and_nothing_else() -> None:
    sitemap = saved_page("eccp_profiles", "sitemap")
    followed = set(sitemap.read().follows)
    start = sources()["eccp_profiles"].source.starts[0]
    assert followed == {start, *sitemap.says["moroccan_profiles"]}
