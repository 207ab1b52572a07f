"""Commands that stay: ``run`` (everything in one process), ``web`` and ``clock``."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import NoReturn

import click
import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from observatory.cli.logs import set_up_logs
from observatory.cli.opening import opened
from observatory.engine.doors import open_door
from observatory.engine.installation import Installation
from observatory.engine.run.collect import collect
from observatory.engine.timing.clock import Doors, give_up, tick
from observatory.engine.timing.crew import Crew
from observatory.engine.timing.steps import note_step, steps
from observatory.errors import WrongUse
from observatory.web import create_app
from observatory.web.front import Server, listen

log = structlog.get_logger()

SECONDS = 60
"""Seconds between two ticks."""

AT_ONCE = 8
"""Sites that are visited at the same time; most of it is waiting."""

LEAVE = 2.0
"""Seconds that visits have to come to their end when the process is told to stop …"""
RELEASE = 2.0
"""… and that the store has to take down which did not; else the next clock sees to it."""

HOST = click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
PORT = click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))


@click.command()
@HOST
@PORT
@click.option(
    "--no-live", is_flag=True, help="Leave the network alone: curated record and site only."
)
def run(host: str, port: int, no_live: bool) -> None:
    """Everything in one process: database, curated record, clock and site."""
    signal.signal(signal.SIGTERM, _stop)
    installation = opened()
    set_up_logs(installation.settings.log_format)
    server = _listening(installation, host, port)
    _read_curated(installation)
    with visits(installation, live=not no_live):
        _serve(server, host, port)
    _leave()


@click.command()
@HOST
@PORT
def web(host: str, port: int) -> None:
    """Serve the site only; a clock elsewhere visits the sources."""
    signal.signal(signal.SIGTERM, _stop)
    installation = opened(upgrade=False)
    set_up_logs(installation.settings.log_format)
    _serve(_listening(installation, host, port), host, port)


@click.command()
def clock() -> None:
    """Visit sources when they are due; two clocks on one database do no harm."""
    signal.signal(signal.SIGTERM, _stop)
    installation = opened()
    set_up_logs(installation.settings.log_format)
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    with visits(installation, live=True):
        stop.wait()
    _leave()


def _read_curated(installation: Installation) -> None:
    """Read the reviewed files before the first page is served; quick when they are known."""
    for loaded in installation.sources.values():
        if loaded.source.files:
            report = collect(installation, loaded, None, datetime.now(UTC))
            click.echo(f"{report.source}: {report.outcome}, {report.facts} facts", err=True)


@contextmanager
def visits(
    installation: Installation, *, live: bool, seconds: float = SECONDS, doors: Doors = open_door
) -> Iterator[None]:
    """Visit what is due while the block goes on; what is cut off by its end is marked so.

    APScheduler tells the time and keeps nothing: one job calls ``tick``; what is due comes from the
    store, and a crew visits it. ``seconds`` lie between two ticks.
    """
    crew, stop = Crew(AT_ONCE), threading.Event()
    scheduler = BackgroundScheduler(timezone=UTC)

    def beat() -> None:
        tick(installation, datetime.now(UTC), crew.launch, live=live, doors=doors)
        crew.tell()

    def watch() -> None:
        for by in steps(lambda: stop.wait(seconds)):
            # The scheduler goes by the clock that was moved: it might not tick again for years.
            scheduler.modify_job("tick", next_run_time=datetime.now(UTC))
            try:
                note_step(installation, datetime.now(UTC), by)
            except Exception:
                log.exception("clock moved")

    scheduler.add_job(
        beat, "interval", id="tick", seconds=seconds, next_run_time=datetime.now(UTC),
        coalesce=True, misfire_grace_time=None,
    )  # fmt: skip
    scheduler.start()
    threading.Thread(target=watch, name="watch", daemon=True).start()
    try:
        yield
    finally:
        stop.set()
        scheduler.shutdown(wait=False)
        if cut := crew.stop(LEAVE):
            log.warning("cut off", sources=cut)
            marking = threading.Thread(target=give_up, args=(installation,), daemon=True)
            marking.start()
            marking.join(RELEASE)


def _leave() -> NoReturn:
    """End the process at once: a visit that hangs would keep it from ending by itself."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _listening(installation: Installation, host: str, port: int) -> Server:
    try:
        app = create_app(installation.settings)
        return listen(app, host, port, proxies=installation.settings.trusted_proxies)
    except OSError as error:
        raise WrongUse(f"nothing can listen at {host}:{port}: {error.strerror}") from error


def _serve(server: Server, host: str, port: int) -> None:
    click.echo(f"the site is at http://{host}:{port}", err=True)
    server.run()


def _stop(*_: object) -> None:
    raise SystemExit(0)
