"""Beside a writer: who reads does not mind, and who finds the store locked loses nothing.

``SOAK_SECONDS`` is how long the soak of readers lasts.
"""

from __future__ import annotations

import itertools
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import OperationalError

from observatory.engine.timing.clock import mark_cut_off
from observatory.store import tables as t
from observatory.store.database import Database
from tests.battery.hasty import app_of, news
from tests.battery.hasty import world as world
from tests.engine.test_killed import at_request
from tests.stores import BACKENDS, Stores, written
from tests.telling import beliefs
from tests.worlds import World, days_pass

SECONDS = float(os.environ.get("SOAK_SECONDS", "60"))

# T056: reading while somebody writes.


@contextmanager
def beside(url: str, job: Callable[[Database, Callable[[], None]], None]) -> Iterator[None]:
    """Run a job on a store in a process of its own, from when it says that it is at it."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        said = os.fdopen(theirs, "w")
        try:
            job(Database(url), lambda: print(end="x", file=said, flush=True))
        finally:
            os._exit(1)
    try:
        assert os.read(ours, 1) == b"x"
        yield
        assert os.waitpid(child, os.WNOHANG) == (0, 0), "it is still at it"
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(ours)
        os.close(theirs)


def write_on(database: Database, begun: Callable[[], None]) -> None:
    """Write all the time."""
    for number in itertools.count():
        with database.write() as db:
            db.execute(insert(t.Meta).values(key=f"w{number}", value="x" * 2000))
            db.execute(update(t.Source).values(note=str(number)))
        if number == 0:
            begun()


def hold_on(database: Database, begun: Callable[[], None]) -> None:
    """Be the writer, and do nothing."""
    with database.write():
        begun()
        signal.pause()


def slowest(database: Database, seconds: float) -> float:
    """Read for a while, and give what the slowest of a hundred reads took, in seconds."""
    took, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.monotonic()
        with database.read() as db:
            assert db.execute(select(t.Source.name, t.Source.note)).all()
        took.append(time.monotonic() - began)
    return sorted(took)[len(took) * 99 // 100]


@pytest.mark.battery("T056")
@pytest.mark.parametrize("backend", BACKENDS)
def test_readers_do_not_mind_a_writer(stores: Stores, backend: str) -> None:
    database = stores.installation(backend).database
    with beside(written(database.url), write_on):
        assert slowest(database, 0.4) < 1


@pytest.mark.soak
@pytest.mark.battery("T056")
@pytest.mark.parametrize("backend", BACKENDS)
def test_readers_are_as_quick_while_somebody_writes(stores: Stores, backend: str) -> None:
    database = stores.installation(backend).database
    idle = slowest(database, SECONDS / 4)
    with beside(written(database.url), write_on):
        busy = slowest(database, SECONDS)
    assert busy < max(2 * idle, 0.01), (idle, busy)


# T057: a lock that somebody else holds.


def locked(world: World) -> AbstractContextManager[None]:
    """Let another process be the writer."""
    return beside(written(world.installation.database.url), hold_on)


@pytest.mark.battery("T057")
def test_a_lock_that_another_holds_loses_no_fact(world: World) -> None:
    before = beliefs(world.installation)
    with locked(world):
        with pytest.raises(OperationalError):
            world.look()
        assert app_of(world).test_client().get("/en/clusters").status_code == 200
    assert beliefs(world.installation) == before
    assert world.look().outcome == "ok"
    assert news(world) == [(567, 570)]


@pytest.mark.battery("T057")
def test_a_lock_amid_a_visit_is_waited_for_and_the_page_is_retried(world: World) -> None:
    holding = locked(world)
    at_request(world, 1, lambda: holding.__enter__())
    before = beliefs(world.installation)
    try:
        with pytest.raises(OperationalError):
            world.look()
    finally:
        holding.__exit__(None, None, None)
    assert beliefs(world.installation) == before
    with world.installation.database.write() as db:  # an hour later
        db.execute(update(t.Run).where(t.Run.outcome == "").values(leased_until=None))
    assert len(mark_cut_off(world.installation)) == 1
    days_pass(world, 1)
    assert world.look().outcome == "ok"
    assert news(world) == [(567, 570)]
