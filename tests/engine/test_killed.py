"""Killed at any moment, a run loses at most the page in hand, and the next run completes."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from observatory.engine.doors import open_door
from observatory.engine.installation import open_installation
from observatory.engine.run.collect import collect
from observatory.engine.timing.clock import mark_cut_off
from observatory.engine.upkeep.verify import verify
from observatory.store import tables as t
from tests import worlds
from tests.loopback import Answer
from tests.telling import rows, standing, told
from tests.worlds import World, days_pass

PAGES = 4
TRIES = 10


def in_a_process(world: World, source: str) -> int:
    """Visit a source in a process of its own; give the process."""
    child = os.fork()
    if child:
        return child
    try:  # connections of the parent are not ours
        installation = open_installation(world.installation.settings)
        door = open_door(installation, mirror=world.web.base)
        collect(installation, installation.sources[source], door, world.now)
    finally:
        os._exit(0)


def kill(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def wait_for_the_end(child: int) -> None:
    """Wait until somebody has killed a process, and seen to its remains."""
    for _ in range(4000):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        time.sleep(0.005)
    pytest.fail("nobody killed the process")


def a_list(world: World, smes: int) -> None:
    """Spread a list over pages, with one number that changes."""
    pages = [{f"P{number}": "1"} for number in range(PAGES)]
    pages[-1]["Last"] = str(smes)
    worlds.list_says(world.web, *pages)


def sound(world: World) -> bool:
    return list(verify(world.installation, world.now)) == []


def at_request(world: World, number: int, then: Callable[[], None]) -> None:
    """Do something when the mirror is asked for the n-th time from now."""
    answer, left = world.web.answer, [number]

    def counting(path: str, validator: str | None) -> Answer:
        left[0] -= 1
        if left[0] == 0:
            then()
        return answer(path, validator)

    world.web.answer = counting  # type: ignore[method-assign]


@pytest.mark.battery("T049")
@pytest.mark.parametrize("request_number", range(1, PAGES + 2))
def test_a_kill_before_a_page_keeps_all_pages_before_it(fast: World, request_number: int) -> None:
    """The first request is for robots.txt, then come the pages of the list."""
    fast.web.conditional = True
    a_list(fast, 1)
    fast.look("partners")
    days_pass(fast)
    a_list(fast, 2)
    children: list[int] = []
    at_request(fast, request_number, lambda: kill(children[0]))
    visits = len(rows(fast.installation, t.Visit))
    children.append(in_a_process(fast, "partners"))
    wait_for_the_end(children[0])
    kept = rows(fast.installation, t.Visit)[visits:]
    assert len(kept) == max(0, request_number - 2)
    assert told(fast.installation) == [], "half a run publishes nothing"
    assert len(mark_cut_off(fast.installation)) == 1
    days_pass(fast, 1)
    assert fast.look("partners").outcome == "ok"
    assert [(c.before, c.after) for c in told(fast.installation)] == [(1, 2)]
    statuses = [row["status"] for row in rows(fast.installation, t.Visit)[-PAGES:]]
    assert statuses[:-1] == [304] * (PAGES - 1)
    assert [row["cut_off"] for row in rows(fast.installation, t.Run)] == [False, True, False]


@pytest.mark.battery("T049")
def test_a_kill_at_any_moment_loses_nothing_and_tells_nothing_twice(world: World) -> None:
    a_list(world, 0)
    begun = time.monotonic()
    world.look("partners")
    length = time.monotonic() - begun
    dice = random.Random()
    for number in range(1, TRIES + 1):
        days_pass(world, 1)
        a_list(world, number)
        child = in_a_process(world, "partners")
        time.sleep(dice.uniform(0.0, 1.5) * length)
        kill(child)
        mark_cut_off(world.installation)
        assert sound(world)
        world.now += timedelta(hours=1)
        assert world.look("partners").outcome in ("ok", "unchanged")
        assert standing(world.installation, "smes_involved")["last"] == {str(number)}
        assert [c.after for c in told(world.installation)] == list(range(1, number + 1))


def test_a_kill_in_the_first_run_is_made_good_by_the_next(fast: World) -> None:
    a_list(fast, 1)
    children: list[int] = []
    at_request(fast, PAGES, lambda: kill(children[0]))
    children.append(in_a_process(fast, "partners"))
    wait_for_the_end(children[0])
    mark_cut_off(fast.installation)
    assert standing(fast.installation) == {}
    report = fast.look("partners")
    assert report.outcome == "ok"
    assert told(fast.installation) == [], "it is still the first reading"
    assert len(told(fast.installation, retrospective=True)) == report.changes == PAGES + 1
