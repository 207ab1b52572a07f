"""The words of the field, with their sources."""

from __future__ import annotations

from flask import Response

from observatory.present import glossary as words
from observatory.present.lists import Column
from observatory.present.views import Page
from observatory.store.queries.citations import publications
from observatory.web.pages.frame import page, reader, render
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
            title=to.gettext("Glossary"),
            section="glossary",
            description=to.gettext("The terms of cluster policy in Morocco, explained and cited."),
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
            Column("label", to.gettext("Sector"), head=True),
            Column("codes", to.gettext("Divisions of NMA 2010 and ISIC Rev.4")),
            Column("key", to.gettext("Key in addresses and data")),
        ],
        region_columns=[
            Column("label", to.gettext("Region"), head=True),
            Column("key", to.gettext("ISO 3166-2")),
        ],
    )
