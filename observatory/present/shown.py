"""What is shown of a property: values with tags, other voices, dissent and age; and groups."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from observatory.domain.clean import fold
from observatory.domain.periods import add_years
from observatory.domain.vocabulary.places import CITIES, REGIONS
from observatory.domain.vocabulary.properties import PROPERTIES, Property
from observatory.present import tags
from observatory.present.reader import Reader
from observatory.present.values import written
from observatory.present.views import ShownValue
from observatory.present.words import GROUPS, N_
from observatory.store.queries.statements import Said, Shown

PRINTED = ("text", "name", "person", "url")
"""Datatypes that are shown as printed; of the others the original text is kept beside."""
FROM_CITY = N_("Worked out from the host city, by the regions of 2015.")


@dataclass(frozen=True, slots=True)
class PropertyView:
    """A property with every value that is shown of it."""

    key: str
    label: str
    values: tuple[ShownValue, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """Properties under one heading."""

    key: str
    title: str
    properties: tuple[PropertyView, ...]


def said_value(said: Said, reader: Reader, day: date, slug: str = "") -> ShownValue:
    """Give one statement as a value; ``slug`` makes its address for citing."""
    rule = PROPERTIES[said.property]
    text = written(rule, said.value, said.lang, reader)
    printed = rule.datatype in PRINTED or fold(said.raw) == fold(text.text)
    checked = said.last_checked
    return ShownValue(
        property=rule.key,
        label=rule.label(reader.lang),
        text=text.text,
        lang=text.lang,
        href=text.href,
        url=text.url,
        raw="" if printed else said.raw,
        raw_lang=said.lang,
        inferred=tuple(part for part in said.by.inferred if part not in tags.OF_DATES),
        tag=tags.of_said(said),
        first_seen=said.first_seen.date(),
        last_checked=checked.date() if checked else None,
        statement_id=said.id,
        statement_href=f"{reader.link('clusters', slug, 'evidence')}#s{said.id}" if slug else "",
        old=_is_old(rule, said, day),
        note=said.by.note,
    )


def values(found: Shown, reader: Reader, day: date, slug: str = "") -> tuple[ShownValue, ...]:
    """Give every value shown of a property; the other voices stand with the first."""
    others = found.conflicts or found.others
    beside = tuple(said_value(said, reader, day, slug) for said in _voices(others))
    out = [said_value(said, reader, day, slug) for said in found.first]
    out[0] = replace(out[0], others=beside, conflict=bool(found.conflicts), voices=found.voices)
    return tuple(out)


def view(found: Shown, reader: Reader, day: date, slug: str = "") -> PropertyView:
    """Give a property with its values."""
    label = PROPERTIES[found.property].label(reader.lang)
    return PropertyView(found.property, label, values(found, reader, day, slug))


def missing(name: str, reader: Reader, why: str = "not_stated") -> PropertyView:
    """Give a property that no source states."""
    label = PROPERTIES[name].label(reader.lang)
    return PropertyView(name, label, (ShownValue(name, label, unknown=why),))


def groups(
    shown: Mapping[str, Shown],
    reader: Reader,
    day: date,
    slug: str = "",
    without: Collection[str] = (),
) -> tuple[GroupView, ...]:
    """Give everything that is known, by group, in the order of the vocabulary."""
    found: dict[str, list[PropertyView]] = {}
    for name, rule in PROPERTIES.items():
        if name in shown and name not in without:
            found.setdefault(rule.group, []).append(view(shown[name], reader, day, slug))
    if "region" not in shown and "region" not in without:
        worked_out = region_of_city(shown, reader, day)
        if worked_out:
            found.setdefault("territory", []).insert(0, worked_out)
    return tuple(
        GroupView(key, reader.gettext(title), tuple(found[key]))
        for key, title in GROUPS.items()
        if key in found
    )


def region_of_city(shown: Mapping[str, Shown], reader: Reader, day: date) -> PropertyView | None:
    """Give the region in which the stated host city lies; marked as worked out."""
    host = shown.get("host_city")
    city = CITIES.get(host.first[0].value.text) if host else None
    if host is None or city is None:
        return None
    label = PROPERTIES["region"].label(reader.lang)
    said = said_value(host.first[0], reader, day)
    return PropertyView("region", label, (
        ShownValue(
            "region", label, REGIONS[city.region].label(reader.lang),
            href=reader.link("clusters", region=city.region), tag=said.tag,
            first_seen=said.first_seen, last_checked=said.last_checked,
            computed_reason=reader.gettext(FROM_CITY),
        ),
    ))  # fmt: skip


def region_key(regions: Iterable[str], cities: Iterable[str]) -> str:
    """Give the key of the region that is stated, else of the host city's."""
    stated = next((key for key in regions if key in REGIONS), "")
    return stated or next((CITIES[key].region for key in cities if key in CITIES), "")


def _voices(others: Iterable[Said]) -> list[Said]:
    """Leave out what one voice says again in the same words."""
    seen: set[tuple[str, str, str]] = set()
    out = []
    for said in others:
        key = said.by.citation or said.by.url, said.value.key, said.stated
        if key not in seen:
            seen.add(key)
            out.append(said)
    return out


def _is_old(rule: Property, said: Said, day: date) -> bool:
    if rule.timeless or said.speaks is None:
        return False
    return add_years(said.speaks.hi, max(1, int(rule.half_life))) < day
