"""Published figures computed again, each with who states it and the clusters behind it."""

from __future__ import annotations

from flask import Response

from observatory.present.published import checking
from observatory.present.published import views as showing
from observatory.present.views import Page
from observatory.store.queries.published import evidence
from observatory.web import asking
from observatory.web.pages.frame import downloads, page, reader, render
from observatory.web.site import site


@page("/figures")
def figures() -> Response:
    """Show every published figure as stated, as its own tables give it, and as known today."""
    chosen = asking.as_of()
    to = reader(chosen)
    with site().database.read() as db:
        found = evidence(db, chosen, *checking.asked())
    bodies = {body.filed: body for body in found.others}
    names = showing.short_names(found)
    done = [
        (one.group, showing.figure(one, bodies, names, to))
        for one in checking.checked(found, chosen)
    ]
    groups = [
        (key, to.gettext(title), [figure for group, figure in done if group == key])
        for key, title in showing.GROUPS.items()
    ]
    return render(
        "figures.html",
        Page(
            title=to.gettext("Published figures"),
            section="figures",
            description=to.gettext("Figures published on Morocco’s clusters, computed again."),
            downloads=downloads("figures.csv", "figures.jsonl"),
        ),
        as_of=chosen,
        groups=[group for group in groups if group[2]],
        tally=showing.tally((figure for _, figure in done), "survey", to),
    )
