"""Long visits, long queues, and sources that would hold up the others."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from structlog.testing import capture_logs

from observatory.domain.due import due_time
from observatory.engine.installation import Installation
from observatory.engine.run.collect import Report
from observatory.engine.timing.clock import Errand, tick
from observatory.engine.timing.crew import Crew
from observatory.engine.upkeep.doctor import complaints
from observatory.harvest.memory import Forgetful
from observatory.harvest.pace import Pace
from observatory.store import ledger
from observatory.store import tables as t
from tests import worlds
from tests.loopback import Answer, Web
from tests.stores import Stores
from tests.telling import rows
from tests.worlds import MONDAY, World

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


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

    with capture_logs() as log:
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
    tick(survey, MONDAY - HOUR, lambda errand: errand.run(MONDAY - HOUR))
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

    with capture_logs() as log:
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


def test_what_waited_until_the_night_was_over_waits_for_the_next(stores: Stores, web: Web) -> None:
    found = stores.installation("sqlite")
    settings = found.settings.model_copy(update={"night_only": True, "mirror": web.base})
    partners = {"partners": found.sources["partners"]}
    night = replace(found, settings=settings, sources=partners)
    launched: list[Errand] = []
    tick(night, MONDAY - 3 * HOUR, launched.append)
    assert launched[0].run(MONDAY).run is None
    assert web.asked == []
    tick(night, MONDAY + 15 * HOUR, lambda errand: errand.run(MONDAY + 15 * HOUR))
    assert [row["due_at"] for row in rows(night, t.Run)] == [due_time(7 * 24 * HOUR, MONDAY)]


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
