"""A search and an address find the right body, and a false friend finds nobody."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select

from observatory.engine.installation import Installation
from observatory.store import tables as t
from observatory.store.queries import (
    entities,
    search,
)
from observatory.store.queries.profiles import BODIES
from tests.domain.test_identity import FALSE_FRIENDS
from tests.stores import Stores


@pytest.fixture
def prepared(stores: Stores) -> Installation:
    """An installation that knows the bodies, and nothing else."""
    return stores.installation("sqlite")


def found(installation: Installation, words: str) -> list[str]:
    with installation.database.read() as db:
        ids = search.search(db, words, BODIES)
        slugs = {body.id: body.slug for body in entities.bodies_of(db, ids=ids)}
    return [slugs[entity] for entity in ids]


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("منارة", "menara"),
        ("المنارة", "menara"),
        ("menara", "menara"),
        ("Ménara", "menara"),
        ("haliopole", "ahp"),
        ("Haliopôle", "ahp"),
        ("haliopol", "ahp"),
        ("CE3M", "ce3m"),
        ("СЕЗМ", "ce3m"),
        ("cluster solaire", "enr"),
        ("كلوستر صولير", "enr"),
        ("MDC", "mdfc"),
        ("denim", "mdfc"),
        ("MMC", "mmc"),
        ("MNC", "mnc"),
        ("MMI", "mmi"),
        ("maroc numeric", "mnc"),
        ("microelectronics", "mmc"),
        ("green h2", "green-h2-maroc"),
    ],
)
def test_a_search_finds_the_right_one_first(prepared: Installation, words: str, slug: str) -> None:
    assert found(prepared, words)[:1] == [slug]


@pytest.mark.parametrize("words", ["", "  ", "%", "_", "'; DROP TABLE name", "zzzzzz", "x" * 9999])
def test_a_search_for_nothing_finds_nothing(prepared: Installation, words: str) -> None:
    assert found(prepared, words) == []


@pytest.mark.parametrize("words", [*FALSE_FRIENDS, "AMC Networks", "Menara Holding", "EMC Dell"])
def test_a_false_friend_finds_nobody(prepared: Installation, words: str) -> None:
    assert found(prepared, words) == []


def test_an_address_leads_to_its_body_or_where_it_moved(prepared: Installation) -> None:
    with prepared.database.write() as db:
        ce3m = db.scalar(select(t.Slug.entity).where(t.Slug.slug == "ce3m"))
        for slug, retired in (("e3m", False), ("e2m", True)):
            row = dict(slug=slug, entity=ce3m, current=False, retired=retired)
            db.execute(insert(t.Slug).values(**row))
        body = entities.by_slug(db, "ce3m")
        assert isinstance(body, entities.Body)
        assert (body.id, body.kind, body.counted) == (ce3m, "cluster", True)
        assert entities.by_slug(db, "e3m") == entities.Moved("ce3m")
        assert entities.by_slug(db, "e2m") == entities.Moved(None)
        assert entities.by_slug(db, "nobody") is None


def test_a_look_alike_is_for_matching_and_never_shown(prepared: Installation) -> None:
    with prepared.database.read() as db:
        body = entities.by_slug(db, "ce3m")
        assert isinstance(body, entities.Body)
        shown = {name.text for name in entities.names_of(db, [body.id])}
    assert "CE3M" in shown
    assert "СЕЗМ" not in shown
