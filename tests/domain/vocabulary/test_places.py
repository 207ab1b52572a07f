"""Regions, former regions and cities: the map of Morocco since 2015."""

import pytest

from observatory.domain.vocabulary.places import CITIES, FORMER_REGIONS, REGIONS


def test_there_are_twelve_regions_with_iso_keys() -> None:
    assert list(REGIONS) == [f"MA-{n:02}" for n in range(1, 13)]


@pytest.mark.parametrize("key", CITIES)
def test_a_city_lies_in_a_region_and_within_the_country(key: str) -> None:
    city = CITIES[key]
    assert city.region in REGIONS
    assert 20.7 < city.lat < 36
    assert -17.2 < city.lon < -0.9


@pytest.mark.parametrize(
    ("city", "region"),
    [
        ("casablanca", "MA-06"),
        ("nouaceur", "MA-06"),
        ("benguerir", "MA-07"),
        ("tan-tan", "MA-10"),
        ("khouribga", "MA-05"),
        ("midelt", "MA-08"),
        ("guercif", "MA-02"),
        ("oujda", "MA-02"),
        ("settat", "MA-06"),
        ("safi", "MA-07"),
    ],
)
def test_a_city_belongs_to_its_region_of_today(city: str, region: str) -> None:
    assert CITIES[city].region == region


def test_a_former_region_names_those_that_share_its_territory() -> None:
    assert len(FORMER_REGIONS) == 15
    assert all(set(one.regions) <= REGIONS.keys() for one in FORMER_REGIONS.values())
    assert FORMER_REGIONS["souss-massa-draa"].regions == ("MA-09", "MA-08", "MA-10")


def test_no_name_is_both_a_region_of_today_and_a_former_one() -> None:
    today = {name for one in REGIONS.values() for name in (one.en, one.fr, one.ar, *one.aliases)}
    past = {n for one in FORMER_REGIONS.values() for n in (one.en, one.fr, one.ar, *one.aliases)}
    assert not today & past
