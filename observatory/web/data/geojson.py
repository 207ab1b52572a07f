"""The placed bodies as GeoJSON (RFC 7946): a point per body whose host city a source states."""

from __future__ import annotations

from flask import Response, jsonify

from observatory.domain.vocabulary.places import CITIES
from observatory.present import plain
from observatory.present.map.drawing import city_of
from observatory.store.queries.profiles import Card
from observatory.web import asking, directory
from observatory.web.data import blueprint
from observatory.web.site import site


@blueprint.get("/data/clusters.geojson")
def clusters_geojson() -> Response:
    """Give who answers to the list of ``/clusters`` and is placed; nobody is placed by guess."""
    chosen = asking.as_of()
    with site().database.read() as db:
        found = directory.answer(db, directory.asked(), chosen)
    asking.nothing_else()
    placed = [card for card in found.bodies if city_of(card)]
    answer = jsonify(
        {
            "type": "FeatureCollection",
            "as_of": plain.as_of(chosen),
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "features": [_feature(card) for card in placed],
        }
    )
    answer.content_type = "application/geo+json"
    return answer


def _feature(card: Card) -> plain.Plain:
    """Give a point at the city (not at the body's own address), with what it rests on."""
    city = CITIES[city_of(card)]
    said = card.values["host_city"].first[0]
    return {
        "type": "Feature",
        "id": card.body.slug,
        "geometry": {"type": "Point", "coordinates": [city.lon, city.lat]},
        "properties": {
            "name": card.body.title,
            "kind": card.body.kind,
            "counted": card.body.counted,
            "url": site().absolute(f"/clusters/{card.body.slug}"),
            "city": city.key,
            "region": city.region,
            "sector": list(card.keys("sector")),
            "label": plain.label(card.label)["state"],
            "label_since": str(card.label.since) if card.label.since else None,
            "label_until": str(card.label.until) if card.label.until else None,
            "city_stated": plain.statement(said),
        },
    }
