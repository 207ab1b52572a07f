"""Clocks that are wrong, queues that are long, and moments at the edge of a day."""

from __future__ import annotations

import json
import random
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import structlog

from observatory.cli import serving
from observatory.domain.due import EPOCH, due_time
from observatory.domain.weeks import Week
from observatory.engine.clock import Errand, Launch, due, tick
from observatory.engine.collect import Report
from observatory.engine.crew import Crew
from observatory.engine.doctor import complaints
from observatory.engine.installation import Installation
from observatory.engine.steps import note_step, steps
from observatory.engine.verify import verify
from observatory.harvest.pace import Forgetful, Pace
from observatory.present import dates
from observatory.store import ledger
from observatory.store import tables as t
from observatory.store.queries import weeks
from observatory.store.queries.changes import Filter, changes
from observatory.web import create_app
from tests import worlds
from tests.conftest import Stores
from tests.loopback import Answer, Web
from tests.telling import rows, told
from tests.worlds import MONDAY, World

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@contextmanager
def logged() -> Iterator[list[Mapping[str, Any]]]:
    """Take what is logged instead of dropping it."""
    with structlog.testing.capture_logs() as found:
        yield found  # type: ignore[misc]


def inline(now: datetime, reports: list[Report]) -> Launch:
    return lambda errand: reports.append(errand.run(now))


def following(installation: Installation, every: str, *names: str) -> Installation:
    """Follow these sources only, at another interval."""
    return replace(
        installation,
        sources={
            name: replace(loaded, source=replace(loaded.source, every=every))
            for name, loaded in installation.sources.items()
            if name in names
        },
    )


@pytest.fixture
def survey(stores: Stores) -> Installation:
    """An installation that reads the survey every six minutes."""
    return following(stores.installation("sqlite"), "6 minutes", "survey_2023")


def ran(installation: Installation) -> list[datetime]:
    return [row["due_at"] for row in rows(installation, t.Run)]


# What is due.


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
        tick(survey, MONDAY + after, inline(MONDAY + after, reports))
    assert ran(survey) == [MONDAY, MONDAY + HOUR, MONDAY + HOUR + 6 * MINUTE]
    assert [report.outcome for report in reports] == ["ok", "unchanged", "unchanged"]


# A clock that is wrong.


@pytest.mark.battery("T051")
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (MONDAY - 2 * HOUR, "which is still to come"),
        (datetime(1970, 1, 1, 0, 3, tzinfo=UTC), "which is still to come"),
        (datetime(2100, 1, 1, tzinfo=UTC), "this machine's clock says 2100-01-01"),
    ],
    ids=["two hours back", "1970", "2100"],
)
def test_a_clock_that_cannot_be_right_moves_nothing_and_raises_the_alarm(
    survey: Installation, wrong: datetime, sentence: str
) -> None:
    reports: list[Report] = []
    tick(survey, MONDAY, inline(MONDAY, reports))
    with logged() as log:
        for n in range(5):
            assert tick(survey, wrong + n * HOUR / 4, inline(wrong, reports)) == []
    assert ran(survey) == [MONDAY]
    assert all(sentence in entry["said"] for entry in log)
    assert {entry["log_level"] for entry in log} == {"error"}
    assert any(sentence in said for said in complaints(survey, wrong))
    right = MONDAY + HOUR
    tick(survey, right, inline(right, reports))
    assert ran(survey) == [MONDAY, right], "when the time is right again, it goes on"
    assert not any(sentence in said for said in complaints(survey, right))
    sane(survey, right)


@pytest.mark.battery("T051")
def test_a_clock_a_day_ahead_and_put_right_again_makes_no_storm(survey: Installation) -> None:
    reports: list[Report] = []
    moments = [MONDAY, MONDAY + DAY, MONDAY + DAY + MINUTE, MONDAY + HOUR, MONDAY + DAY + HOUR]
    for moment in moments:
        tick(survey, moment, inline(moment, reports))
    assert ran(survey) == [MONDAY, MONDAY + DAY, MONDAY + DAY + HOUR]
    assert any("still to come" in said for said in complaints(survey, MONDAY + HOUR))
    sane(survey, moments[-1])


def sane(installation: Installation, now: datetime) -> None:
    """No interval is negative, and nothing was first seen after it was recorded."""
    assert list(verify(installation, now)) == []
    for table in (t.Statement, t.Event):
        assert all(row["first_seen"] <= row["recorded_at"] for row in rows(installation, table))


@pytest.mark.battery("T051")
def test_a_visit_that_waited_while_the_clock_was_set_back_is_not_dated_before_its_launch(
    survey: Installation,
) -> None:
    launched: list[Errand] = []
    tick(survey, MONDAY, launched.append)
    launched[0].run(MONDAY - 2 * HOUR)
    assert ran(survey) == [MONDAY]


@pytest.mark.battery("T051")
def test_a_step_of_the_clock_is_noticed_by_one_that_nobody_can_set(survey: Installation) -> None:
    wall = iter([0.0, 60.0, 120 - 7200.0, 180 - 7200.0, 240 + 86400.0])
    even = iter([5.0, 65.0, 125.0, 185.0, 245.0])
    ends = iter([False] * 4 + [True])
    found = list(steps(lambda: next(ends), lambda: next(wall), lambda: next(even)))
    assert found == [-2 * HOUR, DAY + 2 * HOUR]
    note_step(survey, MONDAY, found[0])
    (said,) = (one for one in complaints(survey, MONDAY + DAY) if "was moved" in one)
    assert "moved by -7200 seconds at 2026-03-02 08:00 UTC" in said
    assert not any("was moved" in one for one in complaints(survey, MONDAY + 8 * DAY))


@pytest.mark.battery("T051")
def test_a_clock_set_back_does_not_silence_the_ticks(
    survey: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scheduler goes by the clock that was moved: alone, it would wait for two hours."""
    ticks = threading.Semaphore(0)
    moved = threading.Event()

    def moving(*_: object) -> Iterator[timedelta]:
        moved.wait(10)
        yield -2 * HOUR

    monkeypatch.setattr(serving, "tick", lambda *_, **__: ticks.release())
    monkeypatch.setattr(serving, "steps", moving)
    with serving.visits(survey, live=False, seconds=3600):
        assert ticks.acquire(timeout=10)
        assert not ticks.acquire(timeout=0.05), "the next tick is in an hour"
        moved.set()
        assert ticks.acquire(timeout=10)


@pytest.mark.battery("T051")
@pytest.mark.parametrize("back", [2 * 3600.0, 80 * 365 * 86400.0], ids=["hours", "decades"])
def test_a_host_is_not_left_alone_for_years_because_a_clock_was_wrong(back: float) -> None:
    now, slept = [4e9], list[float]()
    memory = Forgetful(lambda: now[0])
    pace = Pace(memory, lambda: now[0], slept.append, 30.0)
    with pace.turn("a.example", 5.0):
        pass
    now[0] -= back
    if back > 86_400:
        with pace.turn("a.example", 5.0):
            pass
        assert sum(slept) <= 61
    assert memory.move("a.example", lambda free: free) > 0


# Queues.


def errand(name: str, site: str, run: Callable[[], object], due_at: datetime = MONDAY) -> Errand:
    def begun(_: datetime) -> Report:
        run()
        return Report(name, "ok", (), 0, 0, None)

    return Errand(name, site, due_at, begun)


@pytest.mark.battery("T053")
def test_a_visit_longer_than_its_interval_does_not_overlap_itself_and_is_late() -> None:
    crew, go, at_once, most = Crew(4), threading.Event(), [0], [0]

    def slow() -> None:
        at_once[0] += 1
        most[0] = max(most[0], at_once[0])
        go.wait(10)
        at_once[0] -= 1

    with logged() as log:
        for n in range(5):
            crew.launch(errand("slow", "a.example", slow, MONDAY + n // 2 * HOUR))
    (late,) = log
    assert (late["event"], late["source"], late["log_level"]) == ("late", "slow", "warning")
    assert "due at 2026-03-02 08:00 UTC is not over" in late["said"]
    go.set()
    assert crew.idle(10)
    assert most == [1]
    crew.launch(errand("slow", "a.example", slow, MONDAY + 3 * HOUR))
    assert crew.idle(10), "once it is over, it is visited again"
    crew.stop(0)


@pytest.mark.battery("T053")
def test_a_late_visit_is_named_by_the_doctor(survey: Installation) -> None:
    tick(survey, MONDAY - HOUR, inline(MONDAY - HOUR, []))
    with survey.database.write() as db:
        ledger.open_run(
            db, "survey_2023", MONDAY, due_at=MONDAY, owner="elsewhere:1:0", clock=datetime.now(UTC)
        )
    week = timedelta(seconds=rows(survey, t.Source)[-1]["every_seconds"])
    assert not any("is late" in one for one in complaints(survey, MONDAY + MINUTE))
    (said,) = (one for one in complaints(survey, MONDAY + 53 * week) if "is late" in one)
    assert said.startswith("survey_2023 is late: its visit of 2026-03-02 08:00 UTC goes on")


@pytest.mark.battery("T054")
def test_a_thousand_sources_due_at_once_are_polite_bounded_and_foretold() -> None:
    sources, hosts, delay, size = 1000, 50, 0.004, 8
    memory = Forgetful()
    crew, lock = Crew(size), threading.Lock()
    visited: list[str] = []
    now, most = set[str](), [0]
    ends: dict[str, float] = {}
    gaps: list[float] = []

    def visit(name: str, host: str) -> None:
        with Pace(memory, time.time, time.sleep, 30.0).turn(host, delay):
            with lock:
                assert host not in now, "two at once at one host"
                now.add(host)
                most[0] = max(most[0], len(now))
                gaps.append(time.time() - ends.get(host, 0.0))
            visited.append(name)
            time.sleep(0.001)
            with lock:
                now.discard(host)
                ends[host] = time.time()

    with logged() as log:
        for again in range(2):  # the next tick finds most of them still waiting
            for n in range(sources):
                name, host = f"s{n}", f"h{n % hosts}.example"
                crew.launch(errand(name, host, partial(visit, name, host)))
            if not again:
                crew.tell()
                begun = datetime.now(UTC)
    assert crew.idle(60)
    told = next(entry for entry in log if entry["event"] == "queue")
    assert sources - size - 100 <= told["waiting"] <= sources
    assert datetime.fromisoformat(told["done_by"]) > begun
    assert 1 < most[0] <= size
    assert min(gaps) >= delay * 0.9
    again = sum(visited.count(f"s{n}") > 1 for n in range(0, sources, 10))
    assert set(visited) == {f"s{n}" for n in range(sources)}
    assert len(visited) <= sources + size + again * 10
    crew.stop(0)


def test_sources_of_one_slow_site_hold_one_place_only() -> None:
    crew, go, quick = Crew(2), threading.Event(), threading.Event()
    for n in range(5):
        crew.launch(errand(f"slow{n}", "slow.example", lambda: go.wait(10)))
    crew.launch(errand("quick", "quick.example", quick.set))
    assert quick.wait(10)
    go.set()
    assert crew.idle(10)
    crew.stop(0)


def test_a_reader_that_ends_its_thread_takes_no_place_with_it() -> None:
    crew, done = Crew(1), threading.Event()

    def leave() -> None:
        raise SystemExit

    crew.launch(errand("leaves", "a.example", leave))
    crew.launch(errand("stays", "a.example", done.set))
    assert done.wait(10)
    crew.stop(0)


# Moments at the edge of a day.

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
    site = create_app(world.installation.settings, lambda: world.now).test_client()
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


def test_a_lasting_errand_of_the_past_is_due_by_the_grid_when_it_begins(
    survey: Installation,
) -> None:
    launched: list[Errand] = []
    tick(survey, MONDAY, launched.append)
    launched[0].run(MONDAY + 20 * MINUTE)
    (row,) = rows(survey, t.Run)
    assert (row["at"], row["due_at"]) == (MONDAY + 20 * MINUTE, MONDAY + 18 * MINUTE)
    assert due_time(6 * MINUTE, MONDAY + 20 * MINUTE) == row["due_at"]


def test_a_source_whose_pages_do_not_answer_is_given_up_after_three(
    stores: Stores, web: Web
) -> None:
    """Each page may take a whole deadline, and a list may have forty."""
    world = World(stores.installation("sqlite"), web)
    links = "".join(f'<a class="next" href="{worlds.LIST}?page={n}">Next</a>' for n in range(1, 5))
    worlds.list_says(web, {"P": "1"})
    page = web.pages[worlds.LIST.removeprefix("https:/")].body.decode()
    web.put(worlds.LIST, page.replace("</body>", f"{links}</body>"))
    answer = web.answer

    def then_silence(path: str, validator: str | None) -> Answer:
        web.down = path.endswith("/list")
        return answer(path, validator)

    web.answer = then_silence  # type: ignore[method-assign]
    report = world.look("partners")
    assert len(rows(world.installation, t.Visit)) == 1 + 3
    assert "1 more pages not asked for: 3 gave no answer" in [r.said for r in report.reasons]
