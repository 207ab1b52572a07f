"""Values are found by their labels, and what does not fit is refused aloud."""

from __future__ import annotations

import pytest

from observatory.harvest import Column, NothingFound, UnknownHeader, labelled, table
from tests.harvest.pages import COUNTRY_PAGE, ESCP_TABLE, page

COLUMNS = (
    Column("acronym", ("Acronym",), required=True),
    Column("name", ("Name",)),
    Column("technology", ("Technology Fields",)),
    Column("industries", ("Sectoral Industries",)),
    Column("countries", ("Targeted third countries",), many=True),
    Column("smes", ("No. of SME involved", "Number of SMEs"), fields=("field_escp_sme",)),
    Column("partners", ("No. of Partners",)),
)


def test_the_country_page_gives_its_partnerships() -> None:
    first, second = table(page(COUNTRY_PAGE), *COLUMNS)
    assert [first.text(name) for name in ("acronym", "smes", "partners")] == ["MOVE", "567", "9"]
    assert "technology" not in first
    assert first["smes"].header == "No. of SME involved"
    assert "ESCP-4is targetting this country" in first["smes"].locator
    assert second["countries"].items() == [
        "Morocco",
        "Republic of Korea (South Korea, or so)",
        "Türkiye/Turkey",
    ]


def test_columns_may_change_places_and_optional_ones_may_go() -> None:
    rows = table(
        page("<table><tr><th>Number of SMEs<th>ACRONYM:</tr><tr><td>50<td>SpaceWave</table>"),
        *COLUMNS,
    )
    assert [(r.text("acronym"), r.text("smes"), r.get("name")) for r in rows] == [
        ("SpaceWave", "50", None)
    ]


def test_a_renamed_column_is_known_by_its_machine_name() -> None:
    renamed = ESCP_TABLE.replace("No. of SME involved", "SMEs, in all")
    assert table(page(renamed), *COLUMNS)[0].text("smes") == "567"


def test_an_image_in_a_header_is_not_part_of_it() -> None:
    html = (
        "<table><tr><th>Acronym<th><a>No. of Partners <img alt='sort descending'></a></tr>"
        "<tr><td>A<td>4</table>"
    )
    assert table(page(html), *COLUMNS)[0].text("partners") == "4"


def test_an_unknown_header_is_refused() -> None:
    with pytest.raises(UnknownHeader, match="Budget"):
        table(page(ESCP_TABLE.replace("No. of Partners", "Budget")), *COLUMNS)


def test_a_missing_required_header_is_refused() -> None:
    html = "<table><tr><th>Name<th>No. of Partners</tr><tr><td>A<td>4</table>"
    with pytest.raises(UnknownHeader, match="Acronym"):
        table(page(html), *COLUMNS)


def test_no_such_table_is_nothing_found() -> None:
    with pytest.raises(NothingFound):
        table(page("<table><tr><th>Name<th>Phone</tr><tr><td>A<td>4</table>"), *COLUMNS)


def test_a_row_that_does_not_fit_its_headers_is_refused() -> None:
    html = "<table><tr><th>Acronym<th>Name<th>No. of Partners</tr><tr><td>A<td>4</table>"
    with pytest.raises(UnknownHeader, match="2 cells under 3 headers"):
        table(page(html), *COLUMNS)


def test_a_list_that_says_it_is_empty_gives_no_rows() -> None:
    html = (
        "<table><tr><th>Acronym<th>Name</tr>"
        "<tr><td class='views-empty' colspan='2'>No results.</td></tr></table>"
    )
    assert table(page(html), *COLUMNS) == []


def test_cells_that_span_rows_and_columns_keep_their_headers() -> None:
    html = (
        "<table><tr><th>Acronym<th>Name<th>No. of Partners</tr>"
        "<tr><td rowspan=2>A<td>one<td>4</tr><tr><td colspan=2>5</tr></table>"
    )
    rows = table(page(html), *COLUMNS)
    assert [(r.text("acronym"), r.text("name"), r.text("partners")) for r in rows] == [
        ("A", "one", "4"),
        ("A", "5", "5"),
    ]


def test_a_grouped_list_is_one_list() -> None:
    one = "<table><caption>{0}</caption><tr><th>Acronym<th>Name</tr><tr><td>{0}<td>x</table>"
    html = one.format("First") + one.format("Second")
    assert [r["acronym"].text for r in table(page(html), *COLUMNS)] == ["First", "Second"]
    hinted = table(page(html), *COLUMNS, caption_hint="second")
    assert [r["acronym"].text for r in hinted] == ["Second"]


def test_links_without_separators_are_the_items() -> None:
    html = (
        "<table><tr><th>Acronym<th>Name</tr><tr><td>A<td><a href='/x'>Connected e.V.</a>"
        "<a href='/y'>MOV'EO, Paris</a><a>Fondazione Torino</a></table>"
    )
    cell = table(page(html), *COLUMNS)[0]["name"]
    assert cell.items() == ["Connected e.V.", "MOV'EO, Paris", "Fondazione Torino"]
    assert cell.links == [
        "https://www.clustercollaboration.eu/x",
        "https://www.clustercollaboration.eu/y",
    ]


FACTS = (
    Column("capital", ("Capital",)),
    Column("population", ("Population",)),
    Column("area", ("Total area",)),
    Column("gdp_per_head", ("GDP per capita", "GDP per capital")),
    Column("gdp", ("Gross domestic product",)),
    Column("currency", ("Currency",)),
)


def test_key_facts_run_together_are_split_by_their_labels() -> None:
    found = labelled(page(COUNTRY_PAGE), *FACTS)
    assert {name: cell.text for name, cell in found.items()} == {
        "capital": "Rabat",
        "population": "33 848 242 (2015)",
        "area": "446 550 km2",
        "gdp_per_head": "3 291 USD (2015)",
        "gdp": "(2015)",
        "currency": "Dirham",
    }


PROFILE = (
    Column("founded", ("The date when the cluster organisation was established",)),
    Column("members", ("Total number of members",)),
    Column("large", ("Number of larger company members",)),
    Column("sectors", ("Sectoral Industries", "Sectors"), fields=("field-sectors",)),
)


def test_an_old_profile_has_its_values_on_the_next_line() -> None:
    html = (
        "<p>The date when the cluster organisation was established : <br>2014</p>"
        "<p>Total number of members:</p><p>Number of larger company members:&nbsp;</p>"
        "<h2>Cluster Strategy</h2><p>Grow.</p><p>Other Sectors: none</p>"
    )
    found = labelled(page(html), *PROFILE)
    assert {name: cell.text for name, cell in found.items()} == {"founded": "2014"}


@pytest.mark.parametrize(
    "html",
    [
        (
            '<div class="field field--name-field-sectors"><div class="field__label">'
            'Industries</div><div class="field__items"><div class="field__item">Water</div>'
            '<div class="field__item">Waste</div></div></div>'
        ),
        (
            '<div class="field field-name-field-x"><div class="field-label">Sectors:&nbsp;</div>'
            '<div class="field-items"><div class="field-item even">Water</div>'
            '<div class="field-item odd">Waste</div></div></div>'
        ),
        "<dl><dt>Sectors</dt><dd>Water<br>Waste</dd></dl>",
        "<table><tr><th>Sectors:<td>Water, Waste</tr></table>",
        "<p><strong>Sectors</strong>: Water; Waste</p>",
    ],
)
def test_labels_are_found_in_every_dialect(html: str) -> None:
    assert labelled(page(html), *PROFILE)["sectors"].items() == ["Water", "Waste"]


def test_a_blank_field_is_not_filled_with_what_follows_it() -> None:
    html = (
        '<div class="field"><div class="field-label">Total number of members:</div>'
        '<div class="field-items"><div class="field-item"></div></div></div><p>1204</p>'
    )
    assert labelled(page(html), *PROFILE) == {}


def test_a_field_within_a_field_keeps_its_own_label() -> None:
    inner = '<div class="field"><b class="field__label">Sectors</b><i class="field__item">Water</i>'
    html = f'<div class="field field__item"><p>Intro</p>{inner}</div></div>'
    assert labelled(page(html), *PROFILE)["sectors"].text == "Water"


def test_two_values_under_one_label_are_refused() -> None:
    html = "<p>Total number of members: 40</p><p>Total number of members: 50</p>"
    with pytest.raises(UnknownHeader):
        labelled(page(html), *PROFILE)
