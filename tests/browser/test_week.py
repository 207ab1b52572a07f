"""The week on paper: one sheet of A4 in every language, however much there is to tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page
from sqlalchemy import Connection, insert, select

from observatory.engine.run.collect import collect
from observatory.settings import Settings
from observatory.store import tables as t
from observatory.store.queries.profiles import BODIES
from observatory.web import create_app
from tests.browser.conftest import NOW, open_page
from tests.serving import serving
from tests.stores import fresh

pytestmark = pytest.mark.browser
LONG = "Un titre de nouvelle assez long pour remplir deux lignes d’une colonne, et même trois. " * 2


@dataclass(frozen=True)
class Printer:
    """A browser that prints pages of a site."""

    base: str
    page: Page

    def sheets(self, path: str) -> int:
        """Give how many pages of A4 an address prints on."""
        open_page(self.page, self.base + path)
        return len(re.findall(rb"/Type\s*/Page\b", self.page.pdf(prefer_css_page_size=True)))

    def words(self) -> str:
        """Give the words that are printed."""
        self.page.emulate_media(media="print")
        return " ".join(self.page.inner_text("main").split())


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a store in whose week of 16 November there is far more than a sheet has room for."""
    settings = Settings(data=tmp_path_factory.mktemp("full"), url="https://clusters.example")
    installation = fresh(settings, NOW)
    assert collect(installation, installation.sources["record"], None, NOW).outcome == "ok"
    with installation.database.write() as db:
        fill(db)
    with serving(create_app(settings, lambda: NOW)) as base:
        yield base


def fill(db: Connection) -> None:
    """Put more into the week than has room: changes, leads, ends, sources that cannot be read."""
    change = one(db, t.Change.__table__.c, t.Change.kind == "value_added")
    more = [
        {"seq": 10_000 + n, "retrospective": False, "at": NOW, "after": LONG, "before": LONG}
        for n in range(60)
    ]
    db.execute(insert(t.Change), [{**change, **row} for row in more])
    event = one(db, t.Event.__table__.c, t.Event.kind == "labelled")
    bodies = list(db.scalars(select(t.Entity.id).where(t.Entity.kind.in_(BODIES)).limit(20)))
    rows: list[dict[str, Any]] = []
    fresh: dict[str, Any]
    for n, body in enumerate(bodies):
        fresh = {"id": 9_000_000 + 2 * n, "entity": body, "text": LONG, "record": f"full:{n}"}
        term = {"scheme": "ministry-industry", "term_until": "2027-05-01"}
        days = {"date": "2024-05-01", "day_from": event["day_from"], "day_to": event["day_to"]}
        rows += [
            {**event, **fresh, **days, "payload": term},
            {**event, **fresh, "id": fresh["id"] + 1, "kind": "lead", "payload": {}},
        ]
    db.execute(insert(t.Event), rows)
    run = one(db, t.Run.__table__.c, t.Run.outcome == "ok")
    live = db.scalars(select(t.Source.name).where(~t.Source.curated)).all()
    failed = {"outcome": "failed", "good_pages": 0, "due_at": None, "at": NOW - timedelta(days=2)}
    db.execute(
        insert(t.Run),
        [{**run, **failed, "id": 9_000 + n, "source": name} for n, name in enumerate(live)],
    )


def one(db: Connection, columns: Any, condition: Any) -> dict[str, Any]:
    return dict(db.execute(select(*columns).where(condition)).first()._mapping)  # type: ignore[union-attr]


@pytest.mark.parametrize("lang", ["fr", "ar", "en"])
def test_an_ordinary_week_is_one_sheet(lang: str, served: str, page: Page) -> None:
    printer = Printer(served, page)
    assert printer.sheets(f"/{lang}/clusters") > 1, "counting the sheets can find more than one"
    assert printer.sheets(f"/{lang}/week/2026-W47") == 1
    assert "2026-W47" in printer.words(), "the address stands on the sheet"


@pytest.mark.parametrize("lang", ["fr", "ar", "en"])
def test_what_has_no_room_is_behind_an_address(lang: str, full: str, page: Page) -> None:
    printer = Printer(full, page)
    assert printer.sheets(f"/{lang}/week/2026-W47") == 1
    words = printer.words()
    for left in (60 - 6, 20 - 3, 11 - 4):
        assert re.search(
            rf"(?<!\d){left}(?!\d)[^0-9]*https://clusters\.example/{lang}/week/2026-W47", words
        )
    assert page.locator(".week-sheet .lines").first.locator("li:visible").count() == 6
    page.emulate_media(media="screen")
    assert page.locator(".week-sheet .lines").first.locator("li:visible").count() == 40
