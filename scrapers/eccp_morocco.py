"""ESCP-4i partnerships that target Morocco, key facts of the country, and news of the programme."""

from __future__ import annotations

import re
from collections.abc import Iterator

from observatory.harvest import (
    Column,
    Event,
    Fact,
    NothingFound,
    Page,
    Ref,
    Said,
    Source,
    UnknownHeader,
    fold,
    labelled,
    squeeze,
    table,
)
from scrapers._drupal import no_other_label, section, teasers
from scrapers._pager import next_page

SOURCE = Source(
    title="ECCP country page: Morocco",
    publisher="European Cluster Collaboration Platform",
    kind="eu",
    start="https://www.clustercollaboration.eu/content/morocco",
    every="7 days",
    expect=range(3, 60),
    anchors=("Key Facts",),
    scopes={"escp4i": "record", "key_facts": "value", "news": "never"},
    lang="en",
    mints=("partnership",),
)

PARTNERSHIP = (
    Column("acronym", ("Acronym",), required=True),
    Column("name", ("Name",), required=True),
    Column("technology_field", ("Technology Fields", "Technology Field"), many=True),
    Column("sectoral_industry", ("Sectoral Industries", "Sectoral Industry"), many=True),
    Column("targeted_country", ("Targeted third countries", "Targeted countries"), many=True),
    Column(
        "smes_involved",
        ("No. of SME involved", "No. of SMEs involved", "Number of SMEs involved"),
        fields=("field-escp-sme",),
    ),
    Column("partners_count", ("No. of Partners", "Number of Partners")),
)
COUNTRY = (
    Column("capital", ("Capital",)),
    Column("population", ("Population",)),
    Column("total_area", ("Total area",)),
    Column("gdp_per_capita", ("GDP per capital", "GDP per capita")),
    Column("gdp", ("Gross domestic product", "GDP")),
    Column("currency", ("Currency",)),
)
MOROCCO = Ref("place", ("Morocco",))
PROGRAMME = Ref("programme", ("ESCP-4i",))
COUNTS = ("smes_involved", "partners_count")
_MANY = frozenset(column.property for column in PARTNERSHIP if column.many)
_YEAR = re.compile(r"(?:(?<!\s)\s+)?\((\d{4})\)")


def read(page: Page) -> Iterator[Said]:
    """Read the table of partnerships; on the page as it opens also key facts and news."""
    _of_morocco(page)
    rows = table(page, *PARTNERSHIP, caption_hint="ESCP-4i")
    for row in rows:
        acronym, name = row.text("acronym"), row.text("name")
        if not (acronym or name):
            raise UnknownHeader(f"{row.locator}: neither acronym nor name")
        names = tuple(filter(None, (acronym, name)))
        about = Ref("partnership", names, context=f"ESCP-4i {name}".strip())
        for key, cell in row.cells.items():
            if key in COUNTS and not any(char.isdigit() for char in cell.text):
                raise UnknownHeader(f"{cell.locator}: {cell.text[:40]!r} is no number")
            for raw in cell.items() if key in _MANY else [cell.text]:
                yield Fact(
                    f"escp4i:{fold(names[0])}", about, key, raw,
                    lang="en", locator=cell.locator, scope="escp4i",
                )  # fmt: skip
    if "?" not in page.url:
        yield from _key_facts(page)
        yield from _news(page)
    yield from next_page(page, rows)


def _of_morocco(page: Page) -> None:
    """Refuse the page of another country, to which an address may lead: it has the same labels."""
    heads = [squeeze(heading.text_content()) for heading in page.tree.iter("h1")]
    heads = [head for head in (*heads, page.title) if head]
    if heads and not any("morocco" in fold(head) for head in heads):
        raise NothingFound(f"the page is headed {heads[0][:60]!r}, not Morocco")


def _key_facts(page: Page) -> Iterator[Fact]:
    area = section(page, "Key Facts") or page
    found = labelled(area, *COUNTRY)
    if not found:
        raise UnknownHeader("Key Facts: none of the known labels")
    if area is not page:
        no_other_label(area, COUNTRY)
    for key, cell in found.items():
        year = _YEAR.search(cell.text)
        if _YEAR.sub("", cell.text):
            yield Fact(
                "morocco", MOROCCO, key, cell.text, lang="en", stated=year.group(1) if year else "",
                locator=f"Key Facts, {cell.locator}", scope="key_facts",
            )  # fmt: skip


def _news(page: Page) -> Iterator[Event]:
    area = section(page, "ESCP-4i News")
    for item in teasers(area) if area else ():
        title = item.title or "Community News"
        payload = {"title": title} | ({"url": item.url} if item.url else {})
        yield Event(
            f"news:{item.url or f'{fold(title)}:{item.published}'}", PROGRAMME, "news",
            item.published, title, lang="en", payload=payload, locator="ESCP-4i News", scope="news",
        )  # fmt: skip
