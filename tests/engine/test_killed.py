"""Killed at any moment, a run loses at most the page in hand, and the next run completes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import select

from observatory.engine.clock import mark_cut_off
from observatory.engine.verify import verify
from observatory.store import tables as t
from tests.telling import rows
from tests.worlds import ECCP, World, days_pass, value_changes

TRIES = 6


def start(world: World) -> subprocess.Popen[bytes]:
    """Start ``observatory collect`` in a process of its own."""
    settings = world.installation.settings
    environment = {
        **os.environ,
        "OBSERVATORY_DATA": str(settings.data),
        "OBSERVATORY_DATABASE": settings.database,
        "OBSERVATORY_SCRAPERS": settings.scrapers,
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }
    words = ["collect", "eccp_morocco", "--mirror", world.web.base, "--at", world.now.isoformat()]
    return subprocess.Popen(
        [sys.executable, "-m", "observatory", *words],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_a_kill_at_any_moment_loses_at_most_the_page_in_hand(fast: World) -> None:
    fast.look()
    days_pass(fast)
    process = start(fast)
    begun = time.monotonic()
    process.wait()
    length = time.monotonic() - begun
    chance = random.Random()
    for number in range(TRIES):
        days_pass(fast, 1)
        value_changes(fast, "MOVE", smes=str(600 + number))
        kept = len(rows(fast.installation, t.Change))
        process = start(fast)
        time.sleep(chance.uniform(0.3, 1.0) * length)
        process.send_signal(signal.SIGKILL)
        process.wait()
        mark_cut_off(fast.installation)
        assert list(verify(fast.installation, fast.now)) == []
        assert fast.look().outcome in ("ok", "unchanged")
        with fast.installation.database.read() as db:
            seen = db.scalars(select(t.Visit.url).where(t.Visit.at == fast.now)).all()
        assert ECCP in seen
        assert len(rows(fast.installation, t.Change)) == kept + 1, "told once, and not lost"
