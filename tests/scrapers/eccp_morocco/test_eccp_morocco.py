"""The ECCP country page: partnerships by header, key facts by label, news by heading."""

from __future__ import annotations

from pathlib import Path

import pytest

from observatory.domain.extract import Extract
from observatory.domain.gate import judge_extract
from tests.scrapers.saved import read, saved_page, sources

URL = "https://www.clustercollaboration.eu/content/morocco"

TABLE = """
<table><tr><th>Acronym</th><th>Name</th><th>Technology Fields</th><th>Targeted third countries</th>
<th>No. of SMEs involved</th><th>No. of Partners</th></tr>
<tr><td>MOVE</td><td>Moving the Future</td><td></td><td>Brazil, Morocco</td><td>567</td>
<td>9</td></tr>
<tr><td></td><td>Energy in Water</td><td></td><td>Morocco</td><td></td><td>7</td></tr></table>
"""
NEWS = """
<h2>ESCP-4i News</h2><p>Stay updated.</p>
<div><a href="/community-news/one">First matter</a><br>Community News<br>Published 22.02.2021</div>
<div>Community News <p>Published <time>07.05.2020</time></p></div>
"""
PROSE = (
    "Capital: Rabat Population: 33 848 242 (2015) Gross domestic product: (2015) Currency: Dirham"
)


def look(facts: str = PROSE, news: str = NEWS, table: str = TABLE, query: str = "") -> Extract:
    body = (
        f"<html><body><main><h2>Key Facts</h2><div>{facts}</div>{news}"
        f"<h2>ESCP-4is targetting this country</h2><div class='view'>{table}</div>"
        "</main></body></html>"
    )
    return read(sources()["eccp_morocco"], body.encode(), URL + query)


def values(extract: Extract, record: str) -> dict[str, str]:
    return {fact.property: fact.raw for fact in extract.facts if fact.record == record}


@pytest.mark.parametrize(
    "facts",
    [
        PROSE,
        "<p>Capital:<br>Rabat<br>Population:<br>33 848 242 (2015)<br>Currency :<br>Dirham</p>",
        (
            "<dl><dt>Capital</dt><dd>Rabat</dd><dt>Population</dt><dd>33 848 242 (2015)</dd>"
            "<dt>Gross domestic product</dt><dd>(2015)</dd><dt>Currency</dt><dd>Dirham</dd></dl>"
        ),
        (
            "<table><tr><th>Capital:</th><td>Rabat</td></tr><tr><th>Population</th>"
            "<td>33 848 242 (2015)</td></tr><tr><th>Currency</th><td>Dirham</td></tr></table>"
        ),
        (
            "<ul><li><b>Capital:</b> Rabat<li><b>Population:</b> 33 848 242 (2015)"
            "<li><b>Currency:</b> Dirham</ul>"
        ),
    ],
)
def test_key_facts_are_found_by_their_labels_in_any_markup(facts: str) -> None:
    found = look(facts)
    assert values(found, "morocco") == {
        "capital": "Rabat",
        "population": "33 848 242 (2015)",
        "currency": "Dirham",
    }
    stated = {fact.property: fact.stated for fact in found.facts if fact.record == "morocco"}
    assert stated == {"capital": "", "population": "2015", "currency": ""}


def test_a_key_fact_under_an_unknown_label_is_not_passed_over() -> None:
    found = look("Capital: Rabat Inhabitants: 33 848 242 (2015)")
    assert judge_extract(found).word == "quarantined"


def test_a_country_without_any_known_label_is_not_passed_over() -> None:
    assert judge_extract(look("<p>Nothing to say.</p>")).word == "quarantined"


def test_a_partnership_without_an_acronym_is_known_by_its_name() -> None:
    found = look()
    assert values(found, "escp4i:energy in water") == {
        "name": "Energy in Water",
        "targeted_country": "Morocco",
        "partners_count": "7",
    }
    assert {f.raw for f in found.facts if f.property == "targeted_country"} == {"Brazil", "Morocco"}


def test_an_unknown_header_is_for_a_person_to_see() -> None:
    found = look(table=TABLE.replace("Technology Fields", "Maturity"))
    assert judge_extract(found).word == "quarantined"


def test_a_page_without_its_table_is_never_an_empty_list() -> None:
    found = look(table="<p>Soon.</p>")
    assert judge_extract(found).word == "rejected"
    assert [reason.code for reason in found.reasons] == ["nothing_found"]


def test_news_tell_their_date_and_what_they_link_to() -> None:
    told = [(event.date, event.raw, event.payload.get("url")) for event in look().events]
    assert told == [
        ("22.02.2021", "First matter", "https://www.clustercollaboration.eu/community-news/one"),
        ("07.05.2020", "Community News", None),
    ]


def test_a_page_without_news_is_well() -> None:
    found = look(news="")
    assert (judge_extract(found).word, found.events) == ("accepted", ())


def test_only_the_pager_of_the_list_itself_is_followed() -> None:
    pager = '<nav><a href="?page={0}" rel="next"><span>Next page</span></a></nav>'
    others = NEWS + pager.format("1")
    assert look(news=others).follows == ()
    assert look(news=others, table=TABLE + pager.format("0,0,1")).follows == (f"{URL}?page=0,0,1",)


def paged(view: str = TABLE, after: str = "", query: str = "") -> Extract:
    """Read a country page whose list stands in a view, with more after that view."""
    html = (
        f"<html><body><main><h2>Key Facts</h2><div>{PROSE}</div>{NEWS}"
        f"<h2>ESCP-4is targetting this country</h2><div class='view'>{view}</div>{after}"
        "</main></body></html>"
    )
    return read(sources()["eccp_morocco"], html.encode(), URL + query)


def pager(*pages: str, current: str = "1", **attributes: str) -> str:
    rest = "".join(f" {key}='{value}'" for key, value in attributes.items())
    links = "".join(f"<li><a href='?page={page}'{rest}>go on</a></li>" for page in pages)
    return f"<nav class='pager'><h4>Pagination</h4><ul><li>{current}</li>{links}</ul></nav>"


NEXT = pager("0,0,1", rel="next")
NUMBERS = pager("0,0,0", "0,0,1", "0,0,2")
MORE_NEWS = f"<div class='block'><h3>Other news</h3><p>{PROSE}</p>{{}}</div>"


@pytest.mark.parametrize(
    ("view", "after"),
    [
        pytest.param(TABLE + NEXT, "", id="in the view of the list"),
        pytest.param(TABLE, NEXT, id="under the view of the list"),
        pytest.param(TABLE, f"<div class='block'>{NEXT}</div>", id="in a block of its own"),
        pytest.param(TABLE, f"<section>{NEXT}</section>", id="in a section of its own"),
        pytest.param(TABLE + NUMBERS, "", id="by its numbers"),
        pytest.param(TABLE, NUMBERS, id="by its numbers, under the view"),
        pytest.param(TABLE + pager("0,0,7"), "", id="by its last page only"),
        pytest.param(
            TABLE + pager("0,0,1"), MORE_NEWS.format(pager("1", rel="next")), id="another's beside"
        ),
    ],
)
def test_the_pager_of_the_list_is_followed_wherever_it_stands(view: str, after: str) -> None:
    found = paged(view, after)
    assert (found.follows, judge_extract(found).word) == ((f"{URL}?page=0,0,1",), "accepted")


def test_numbers_lead_from_page_to_page_up_to_the_last() -> None:
    middle = paged(TABLE + pager("0,0,0", "0,0,2", current="2"), query="?page=0,0,1")
    assert middle.follows == (f"{URL}?page=0,0,2",)
    last = paged(TABLE + pager("0,0,0", "0,0,1", current="3"), query="?page=0,0,2")
    assert (last.follows, judge_extract(last).word) == ((), "accepted")


def test_the_pager_of_another_block_is_not_the_lists() -> None:
    found = paged(after=MORE_NEWS.format(pager("1", rel="next")))
    assert (found.follows, judge_extract(found).word) == ((), "accepted")


@pytest.mark.parametrize(
    ("view", "after"),
    [
        pytest.param(TABLE, f"<h3>Legend</h3><p>SME: small.</p>{NEXT}", id="under another heading"),
        pytest.param(TABLE, f"<h3>Legend</h3>{NUMBERS}", id="numbers under another heading"),
        pytest.param(
            TABLE + "<ul class='pager'><button>Load more</button></ul>", "", id="a script"
        ),
        pytest.param(
            TABLE + "<nav class='pager'><a href='?start=20'>2</a></nav>", "", id="unknown"
        ),
        pytest.param(TABLE + "<a rel='next' href='#'>Next</a>", "", id="leads nowhere"),
        pytest.param(TABLE + NEXT + pager("1", rel="next"), "", id="two that disagree"),
    ],
)
def test_a_list_that_may_go_on_where_nobody_can_tell_is_no_whole_list(
    view: str, after: str
) -> None:
    found = paged(view, after)
    assert found.follows == ()
    assert [reason.code for reason in found.reasons] == ["page_missing"]
    assert judge_extract(found).word == "degraded"
    assert len(found.facts) == len(paged().facts)


def test_a_further_page_gives_its_part_of_the_list_only() -> None:
    found = look(query="?page=0,0,1")
    assert {fact.scope for fact in found.facts} == {"escp4i"}
    assert found.events == ()


def test_the_words_for_sorting_are_no_part_of_a_header() -> None:
    page = saved_page("eccp_morocco", "morocco")
    headers = {fact.locator.rpartition(", ")[2] for fact in page.read().facts}
    assert "No. of SME involved" in headers


def test_the_page_of_another_country_is_not_read() -> None:
    body = (Path(__file__).parent / "morocco.html").read_bytes()
    other = body.replace(b"Morocco</span>", b"Tunisia</span>")
    other = other.replace(b"<title>Morocco", b"<title>Tunisia")
    extract = read(sources()["eccp_morocco"], other, URL)
    assert judge_extract(extract).word == "rejected"
    assert "'Tunisia'" in str(extract.reasons[0])
