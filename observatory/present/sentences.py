"""What a body is, in one sentence built from facts: kind, field, place, creation, members."""

from __future__ import annotations

from collections.abc import Mapping

from observatory.domain.vocabulary.places import CITIES
from observatory.present import dates
from observatory.present.reader import Reader
from observatory.present.shown import region_key
from observatory.present.values import moment, number
from observatory.present.words import N_
from observatory.store.queries.statements import Said, Shown

FIELD = N_("in the field “%(sector)s”")
PLACE = N_("in %(place)s")
REGION = N_("region: %(region)s")
IN_REGION = N_("%(city)s (%(region)s)")
CREATED = N_("created: %(day)s")
FORM = {
    "members_total": N_("members: %(number)s (%(day)s)"),
    "members_companies": N_("member firms: %(number)s (%(day)s)"),
}


def sentence(kind: str, shown: Mapping[str, Shown], reader: Reader) -> str:
    """Say what a body is, from what is shown first; what is not known is left out."""
    parts = [reader.term("entity_kind", kind)]
    sector = _first(shown, "sector")
    if sector:
        parts.append(reader.gettext(FIELD, sector=reader.term("sector", sector.value.text)))
    place = _place(shown, reader)
    if place:
        parts.append(place)
    created = _first(shown, "creation_date")
    if created:
        parts.append(reader.gettext(CREATED, day=moment(created.value.text, reader)))
    for name, form in FORM.items():
        said = _first(shown, name)
        if said and said.value.number is not None and said.speaks:
            day = dates.short(said.speaks, reader.lang)
            parts.append(reader.gettext(form, number=number(said.value, reader), day=day))
            break
    status = _first(shown, "life_status")
    if status and status.value.text not in ("active", "unknown"):
        parts.append(reader.term("life_status", status.value.text))
    return reader.joined(parts) + "."


def _place(shown: Mapping[str, Shown], reader: Reader) -> str:
    city, region = _first(shown, "host_city"), _first(shown, "region")
    key = region_key((region.value.text,) if region else (), (city.value.text,) if city else ())
    named = reader.term("region", key) if key else ""
    if not city:
        return reader.gettext(REGION, region=named) if named else ""
    known = CITIES.get(city.value.text)
    label = known.label(reader.lang) if known else city.value.text
    if named and named != label:
        label = reader.gettext(IN_REGION, city=label, region=named)
    return reader.gettext(PLACE, place=label)


def _first(shown: Mapping[str, Shown], name: str) -> Said | None:
    return shown[name].first[0] if name in shown else None
