"""Pages that the tests of harvest share."""

from __future__ import annotations

from datetime import UTC, datetime

from observatory.harvest.page import Page

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
URL = "https://www.clustercollaboration.eu/content/morocco"

BROKEN = (
    "This block is broken or missing. You may be missing content or you might need to {} the"
    " original module."
)


def page(html: str | bytes, url: str = URL, content_type: str = "text/html; charset=utf-8") -> Page:
    """Make a page that was seen at noon."""
    body = html.encode() if isinstance(html, str) else html
    return Page(url, body, content_type, seen=NOON)


def _th(field: str, label: str) -> str:
    return (
        f'<th id="view-{field}-table-column" class="views-field views-field-{field}">{label}</th>'
    )


def _td(field: str, value: str) -> str:
    return (
        f'<td headers="view-{field}-table-column" class="views-field views-field-{field}">'
        f"{value}</td>"
    )


ESCP_FIELDS = {
    "title": "Acronym",
    "field-full-name": "Name",
    "field-technology": "Technology Fields",
    "field-industries": "Sectoral Industries",
    "field-countries": "Targeted third countries",
    "field-escp-sme": (
        '<a href="?order=field_escp_sme&amp;sort=desc">No. of SME involved'
        '<span class="tablesort"><span class="visually-hidden">Sort descending</span></span></a>'
    ),
    "field-partners": "No. of Partners",
}
ESCP_ROWS = (
    ("MOVE", "Moving the Future", "", "", "Brazil, Morocco", "567", "9"),
    (
        "FoodNet",
        "Food In Eco Network",
        "",
        "",
        "Morocco, Republic of Korea (South Korea, or so), Türkiye/Turkey",
        "362",
        "5",
    ),
)
ESCP_TABLE = (
    "<h3>ESCP-4is targetting this country</h3><!-- THEME DEBUG --><table class='views-table'>"
    "<thead><tr>" + "".join(_th(*pair) for pair in ESCP_FIELDS.items()) + "</tr></thead><tbody>"
    "<!-- 💡 BEGIN CUSTOM TEMPLATE OUTPUT -->"
    + "".join(
        "<tr>" + "".join(_td(f, v) for f, v in zip(ESCP_FIELDS, row, strict=True)) + "</tr>"
        for row in ESCP_ROWS
    )
    + "</tbody></table>"
)
KEY_FACTS = (
    "<h3>Key Facts</h3><p>Capital: Rabat Population: 33 848 242 (2015) Total area: 446 550 km2"
    " GDP per capital :3 291 USD (2015) Gross domestic product: (2015) Currency: Dirham&nbsp;</p>"
)
COUNTRY_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Morocco | ECCP</title></head><body>'
    f"{KEY_FACTS}<div>{BROKEN.format('enable')}</div><div>{BROKEN.format('install')}</div>"
    f"<div>{BROKEN.format('enable')}</div>{ESCP_TABLE}</body></html>"
)
