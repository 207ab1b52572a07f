"""The map: each body a star at its stated host city, and the list that says the same.

Nothing is placed by guess: where only the region is stated the body is listed under it; where
sources disagree on the city, or no source says, it stands apart with what is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import hypot

from observatory.domain.vocabulary.places import CITIES, REGIONS
from observatory.present.ledger import labels
from observatory.present.map.outlines import HEIGHT, LABELS, WIDTH, Outline, outlines, place
from observatory.present.map.room import APART, broken, covers, spread
from observatory.present.reader import Reader
from observatory.present.shown import region_key, values
from observatory.present.views import LabelView, ShownValue
from observatory.store.queries.profiles import Card

PROPERTIES = ("region", "host_city")
"""What a body's place on the map rests on."""


@dataclass(frozen=True, slots=True)
class RegionView:
    """A region on the drawing: outline, name in a line or two (or none), where the name stands."""

    key: str
    path: str
    lines: tuple[str, ...]
    x: int
    y: int
    anchor: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A body in the list; ``city`` and ``region`` are the values stated, None where none is.

    ``others`` are the places that sources disagree about.
    """

    name: str
    href: str
    label: LabelView
    city: ShownValue | None
    region: ShownValue | None
    others: tuple[ShownValue, ...] = ()


@dataclass(frozen=True, slots=True)
class StarView:
    """A body on the drawing, at ``x`` and ``y``; ``city_x``, ``city_y`` is the city itself.

    ``moved``: it stands beside its city, so that a line leads there.
    """

    line: LineView
    city: str
    x: float
    y: float
    city_x: float
    city_y: float
    moved: bool


@dataclass(frozen=True, slots=True)
class GroupView:
    """The bodies of one region, those with a city first."""

    key: str
    label: str
    href: str
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """The drawing and its list; ``unknown`` have no stated place, ``disputed`` several."""

    width: int
    height: int
    regions: tuple[RegionView, ...]
    stars: tuple[StarView, ...]
    groups: tuple[GroupView, ...]
    disputed: tuple[LineView, ...]
    unknown: tuple[LineView, ...]
    states: tuple[str, ...]

    @property
    def total(self) -> int:
        """Give how many bodies the map and its list speak of."""
        listed = sum(len(group.lines) for group in self.groups)
        return listed + len(self.disputed) + len(self.unknown)


def map_view(cards: Iterable[Card], reader: Reader, day: date) -> MapView:
    """Give the map of some bodies; each needs the ``PROPERTIES`` above."""
    cards = sorted(cards, key=lambda card: card.body.title.casefold())
    lines = [(card, _line(card, reader, day)) for card in cards]
    settled = [(card, line) for card, line in lines if not line.others]
    in_city = [(card, line) for card, line in settled if city_of(card)]
    groups = []
    for key, region in REGIONS.items():
        mine = [line for card, line in settled if _region(card) == key]
        mine.sort(key=lambda line: line.city is None)
        if mine:
            label, href = region.label(reader.lang), reader.link("clusters", region=key)
            groups.append(GroupView(key, label, href, tuple(mine)))
    stars = _stars(in_city, reader)
    return MapView(
        width=WIDTH,
        height=HEIGHT,
        regions=tuple(_outline(one, stars, reader) for one in outlines()),
        stars=stars,
        groups=tuple(groups),
        disputed=tuple(line for _, line in lines if line.others),
        unknown=tuple(line for card, line in settled if not _region(card)),
        states=tuple(dict.fromkeys(line.label.state for _, line in lines)),
    )


def city_of(card: Card) -> str:
    """Give the key of the city at which a body stands; empty if unknown or disputed."""
    found = card.values.get("host_city")
    if found is None or found.conflicts or not _agree(card):
        return ""
    return next((key for key in card.keys("host_city") if key in CITIES), "")


def _line(card: Card, reader: Reader, day: date) -> LineView:
    found = {
        name: values(card.values[name], reader, day) for name in PROPERTIES if name in card.values
    }
    city, region = (found[name][0] if name in found else None for name in PROPERTIES[::-1])
    others: tuple[ShownValue, ...] = ()
    if city and city.conflict:
        others = (city, *city.others)
    elif region and region.conflict and not city_of(card):
        others = (region, *region.others)
    elif city and region and not _agree(card):
        others = (city, region)
    return LineView(
        card.body.title, reader.link("clusters", card.body.slug),
        labels.label(card.label, {}, reader), city, region, others,
    )  # fmt: skip


def _agree(card: Card) -> bool:
    """Say whether the stated region, if any, is the one in which the stated city lies."""
    regions = {CITIES[key].region for key in card.keys("host_city") if key in CITIES}
    stated = set(card.keys("region"))
    return not regions or not stated or bool(regions & stated)


def _region(card: Card) -> str:
    return region_key(card.keys("region"), card.keys("host_city"))


def _stars(placed: Sequence[tuple[Card, LineView]], reader: Reader) -> tuple[StarView, ...]:
    cities = [CITIES[city_of(card)] for card, _ in placed]
    points = [place(city.lat, city.lon) for city in cities]
    stars = []
    for (_, line), city, (cx, cy), (x, y) in zip(
        placed, cities, points, spread(points, APART), strict=True
    ):
        moved = hypot(x - cx, y - cy) > APART / 4
        stars.append(
            StarView(line, city.label(reader.lang), round(x), round(y), round(cx), round(cy), moved)
        )
    return tuple(stars)


def _outline(one: Outline, stars: Sequence[StarView], reader: Reader) -> RegionView:
    """Give a region with its name where no star covers it; without a name where none is free."""
    label = REGIONS[one.region].label(reader.lang)
    for x, y, anchor in LABELS[one.region]:
        lines = broken(label) if anchor == "middle" else (label,)
        if not any(covers((star.x, star.y), lines, x, y, anchor) for star in stars):
            return RegionView(one.region, one.path, lines, x, y, anchor)
    return RegionView(one.region, one.path, (), 0, 0, "middle")
