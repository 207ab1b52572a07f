"""The words of the field, with their sources."""

from __future__ import annotations

from flask import Response

from observatory.present import glossary as words
from observatory.present.lists import Column
from observatory.present.views import Page
from observatory.store.queries.citations import publications
from observatory.web.pages.frame import page, reader, render, word
from observatory.web.site import site


@page("/glossary")
def glossary() -> Response:
    """Explain the terms of the field, of the ledger, and of the lists that values come from."""
    to = reader()
    with site().database.read() as db:
        cited = publications(db, {entry.source for entry in words.entries()})
    return render(
        "glossary.html",
        Page(
            title=word("Glossary"),
            section="glossary",
            description=word("The terms of cluster policy in Morocco, in our own words, cited."),
        ),
        entries=words.listed(cited, to),
        states=words.terms("label_state", to),
        ledger=words.ledger_kinds(to),
        kinds=words.other_kinds(to),
        schemes=words.terms("scheme", to),
        levers=words.terms("lever", to),
        bodies=words.terms("entity_kind", to),
        lives=words.terms("life_status", to),
        changes=words.terms("change_kind", to),
        sectors=words.sectors(to),
        regions=words.terms("region", to),
        sector_columns=[
            Column("label", word("Sector"), head=True),
            Column("codes", word("Divisions of NMA 2010 and ISIC Rev.4")),
            Column("key", word("Key in addresses and data")),
        ],
        region_columns=[
            Column("label", word("Region"), head=True),
            Column("key", word("ISO 3166-2")),
        ],
    )
