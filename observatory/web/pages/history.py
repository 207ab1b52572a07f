"""The history of one thing, the same for bodies and partnerships: every spell, every change."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response

from observatory.present import changes as changing
from observatory.present.histories import corrected, spells
from observatory.present.reader import Reader
from observatory.present.views import Link, Page
from observatory.store.queries import changes, statements
from observatory.store.queries.changes import Filter
from observatory.store.queries.profiles import Profile
from observatory.web import asking
from observatory.web.pages.frame import render
from observatory.web.site import site

LENGTH = 150
"""Changes on one page of a history."""


def history_of(
    found: Profile, about: Page, home: tuple[str, str], links: Sequence[Link], here: Reader
) -> Response:
    """Show every spell of every property, and every numbered change, by time.

    ``home`` is the address of the thing itself, ``links`` what belongs to it.
    """
    chosen = found.as_of
    every = Filter(
        entities=[found.body.id], retrospective=True, known=chosen.known, seen=chosen.seen,
        before=asking.number("before"),
    )  # fmt: skip
    with site().database.read() as db:
        rows = changes.changes(db, every, LENGTH + 1)
        given_up = statements.said_of(db, chosen, [found.body.id], given_up=True)
    shown = rows[:LENGTH]
    return render(
        "history.html",
        about,
        as_of=chosen,
        name=found.body.title,
        spells=spells(found.said, here),
        corrected=corrected(given_up, home, here),
        changes=[changing.change(row, here) for row in shown],
        older=here.link(*home, "history", before=shown[-1].seq) if len(rows) > LENGTH else "",
        links=links,
    )
