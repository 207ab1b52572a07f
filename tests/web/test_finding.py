"""A body by its address: pages, feeds and the API answer alike for moved, retired and unknown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from tests.web.conftest import Site

ADDRESSES = (
    "/fr/partnerships/%s", "/fr/partnerships/%s/history", "/partnerships/%s/changes.atom",
    "/api/v1/partnerships/%s",
)  # fmt: skip


@pytest.fixture
def former(site: Site) -> Iterator[Site]:
    """The site with a former and a retired address of MOVE."""
    with site.app.extensions["observatory"].database.write() as db:
        for slug, retired in (("old-move", False), ("retired-move", True)):
            db.execute(
                text(
                    "INSERT INTO slug (slug, entity, current, retired) SELECT :slug, entity, "
                    "false, :retired FROM slug WHERE slug = 'move'"
                ),
                {"slug": slug, "retired": retired},
            )
    yield site
    with site.app.extensions["observatory"].database.write() as db:
        db.execute(text("DELETE FROM slug WHERE slug IN ('old-move', 'retired-move')"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_here_moved_retired_or_unknown(former: Site, address: str) -> None:
    assert former.get(address % "move").status_code == 200
    moved = former.get(address % "old-move", known_at="2026-11-21")
    assert moved.status_code == 301
    assert moved.location == address % "move" + "?known_at=2026-11-21"
    assert former.get(address % "retired-move").status_code == 410
    assert former.get(address % "nobody").status_code == 404


def test_a_body_of_another_kind_is_not_there(site: Site) -> None:
    for path in ("/fr/partnerships/ce3m", "/fr/calls/ce3m", "/fr/programmes/ce3m"):
        assert site.get(path).status_code == 404
