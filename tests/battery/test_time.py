"""Due times, and moments at the edge of a day, a month and a year."""

from __future__ import annotations

import json
import random
import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from observatory.domain.due import EPOCH, due_time
from observatory.domain.weeks import Week
from observatory.engine.installation import Installation
from observatory.engine.run.collect import Report
from observatory.engine.timing.clock import Errand, due, tick
from observatory.present import dates
from observatory.store import tables as t
from observatory.store.queries import weeks
from observatory.store.queries.changes import Filter, changes
from observatory.web import create_app
from tests import worlds
from tests.loopback import Web
from tests.serving import client_of
from tests.stores import Stores
from tests.telling import rows, told
from tests.worlds import MONDAY, World

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.mark.battery("T048")
def test_a_thousand_ticks_of_two_clocks_run_each_due_time_once() -> None:
    dice = random.Random(48)
    every = {"six": 6 * MINUTE, "hour": HOUR, "day": DAY}
    last: dict[str, datetime] = {}
    done: list[tuple[str, datetime]] = []
    moments = sorted(EPOCH + dice.random() * 10 * DAY for _ in range(1000))
    for moment in moments:
        skew = dice.choice((0, 2)) * timedelta(seconds=1)  # the clocks of two machines differ
        for name, point in due(every, last, moment - skew).items():
            last[name] = point
            done.append((name, point))
    assert len(done) == len(set(done))
    assert {point for name, point in done if name == "day"} >= {
        EPOCH + n * DAY for n in range(1, 10)
    }


@pytest.mark.battery("T050")
def test_an_hour_without_a_clock_is_made_up_by_one_run(survey: Installation) -> None:
    reports: list[Report] = []
    for after in (0 * MINUTE, HOUR, HOUR + MINUTE, HOUR + 6 * MINUTE):
        launched: list[Errand] = []
        tick(survey, MONDAY + after, launched.append)
        reports += [errand.run(MONDAY + after) for errand in launched]
    points = [row["due_at"] for row in rows(survey, t.Run)]
    assert points == [MONDAY, MONDAY + HOUR, MONDAY + HOUR + 6 * MINUTE]
    assert [report.outcome for report in reports] == ["ok", "unchanged", "unchanged"]


def test_a_lasting_errand_of_the_past_is_due_by_the_grid_when_it_begins(
    survey: Installation,
) -> None:
    launched: list[Errand] = []
    tick(survey, MONDAY, launched.append)
    launched[0].run(MONDAY + 20 * MINUTE)
    (row,) = rows(survey, t.Run)
    assert (row["at"], row["due_at"]) == (MONDAY + 20 * MINUTE, MONDAY + 18 * MINUTE)
    assert due_time(6 * MINUTE, MONDAY + 20 * MINUTE) == row["due_at"]


EDGES = [
    datetime(2027, 12, 31, 23, 59, 59, 500_000, tzinfo=UTC),
    datetime(2028, 2, 29, 23, 59, 59, tzinfo=UTC),
    datetime(2028, 3, 1, tzinfo=UTC),
]
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?([+-]\d\d:?\d\d|Z)?")
EXPORTS = [
    "/feeds/changes.atom", "/feeds/changes.json", "/feeds/weeks.json", "/feeds/calls.ics",
    "/data/changes.csv", "/data/changes.jsonl", "/data/sources.csv", "/data/partnerships.jsonl",
    "/api/v1/changes", "/api/v1/sources", "/readyz",
]  # fmt: skip


@pytest.fixture
def edges(stores: Stores, web: Web) -> World:
    """The country page, looked at again at the edge of a year and of a leap day."""
    world = worlds.a_page_of_five(stores.installation("sqlite"), web)
    world.look()
    for number, world.now in enumerate(EDGES):
        worlds.value_changes(world, "MOVE", smes=str(570 + number))
        world.look()
    tick(world.installation, world.now, lambda _: None, live=False)
    return world


@pytest.mark.battery("T052")
def test_what_is_stored_and_exported_says_utc(edges: World) -> None:
    assert [change.at for change in told(edges.installation)] == EDGES
    assert all(change.at.utcoffset() == timedelta() for change in told(edges.installation))
    settings = edges.installation.settings
    site = create_app(settings, lambda: edges.now).test_client()
    seen: set[str] = set()
    for path in EXPORTS:
        answer = site.get(path)
        assert answer.status_code == 200, (path, answer.text[:200])
        for match in MOMENT.finditer(answer.text):
            assert match[1] in ("Z", "+00:00", "+0000"), (path, match[0])
            seen.add(match[0][:19])
    assert {f"{edge:%Y-%m-%dT%H:%M:%S}" for edge in EDGES} <= seen
    items = site.get("/feeds/changes.json?since=2028-02-29&until=2028-02-29").get_json()["items"]
    assert [item["_observatory"]["after"] for item in items] == [571]
    assert site.get("/feeds/changes.json?since=2027-02-29").status_code == 400


@pytest.mark.battery("T052")
def test_the_zone_of_display_stands_in_one_place_and_moves_nothing_else(
    edges: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def site(path: str) -> str:
        settings = edges.installation.settings
        return create_app(settings, lambda: edges.now).test_client().get(path).text

    def moment() -> str:
        return dates.moment(EDGES[1], "en")

    data, shown = site("/api/v1/changes"), moment()
    assert shown == "29 February 2028, 23:59"
    monkeypatch.setattr(dates, "MOROCCO", ZoneInfo("Asia/Tokyo"))
    assert moment() == "1 March 2028, 08:59"
    assert json.loads(site("/api/v1/changes")) == json.loads(data)


@pytest.mark.battery("T055")
def test_weeks_and_months_take_each_change_once_also_when_computed_twice(
    stores: Stores, web: Web
) -> None:
    """31 May 2026 is a Sunday: week 22 and the month end in one moment."""
    world = worlds.a_page_of_five(stores.installation("sqlite"), web)
    world.now = datetime(2026, 5, 31, 22, tzinfo=UTC)
    world.look()
    tiny = timedelta(microseconds=1)
    midnight = datetime(2026, 6, 1, tzinfo=UTC)
    for number, world.now in enumerate((midnight - 2 * tiny, midnight - tiny, midnight)):
        worlds.value_changes(world, "MOVE", smes=str(570 + number))
        world.look()
    among = [Week(2026, number) for number in (21, 22, 23, 24)]
    months = [(date(2026, 5, 1), date(2026, 5, 31)), (date(2026, 6, 1), date(2026, 6, 30))]
    every = [change.seq for change in told(world.installation)]
    assert len(every) == 3
    world.now = midnight + 21 * DAY
    site = client_of(world)
    for _ in range(2):
        with world.installation.database.read() as db:
            assert [weeks.tallies(db, among)[week].news for week in among] == [0, 2, 1, 0]
            taken = [
                change.seq
                for since, until in months
                for change in changes(db, Filter(since=since, until=until), 100, oldest_first=True)
            ]
        assert taken == every
        items = site.get("/feeds/weeks.json?lang=en").get_json()["items"]
        counted = {i["_observatory"]["week"]: i["_observatory"]["changes"] for i in items}
        assert counted["2026-W22"] == 2
        assert sum(counted.values()) == len(every)
        assert len({item["id"] for item in items}) == len(items)
