"""The map of the bodies counted as clusters, with the list that says the same."""

from __future__ import annotations

from flask import Response

from observatory.domain.creation import number_later
from observatory.present.map.drawing import PROPERTIES, map_view
from observatory.present.views import Page
from observatory.store.queries import profiles
from observatory.web import asking
from observatory.web.pages.frame import downloads, page, reader, render
from observatory.web.site import site


@page("/map")
def map_of_clusters() -> Response:
    """Show each cluster at its stated host city, on the day asked for."""
    chosen = asking.as_of()
    here = reader(chosen)
    with site().database.read() as db:
        cards = profiles.directory(db, chosen, profiles.CLUSTERS, (*PROPERTIES, "creation_date"))
    counted = [card for card in cards if card.body.counted]
    return render(
        "map.html",
        Page(
            title=here.gettext("Map"),
            section="map",
            description=here.gettext("Where Morocco’s clusters are, as far as sources say."),
            downloads=downloads("clusters.geojson", "clusters.csv"),
        ),
        as_of=chosen,
        day=chosen.valid,
        map=map_view(counted, here, chosen.valid),
        later=number_later((card.created for card in counted), chosen.valid),
    )
