"""Commands that stay: ``run`` (everything in one process), ``web`` and ``clock``."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from datetime import UTC, datetime

import click
import waitress
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from observatory.cli.logs import set_up_logs
from observatory.cli.opening import opened
from observatory.engine.clock import tick
from observatory.engine.collect import Report, collect
from observatory.engine.installation import Installation
from observatory.web import create_app

SECONDS = 60
"""Seconds between two ticks."""

AT_ONCE = 4
"""Sources that are visited at the same time; one host is never visited twice at once."""

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
    installation = opened()
    set_up_logs(installation.settings.log_format)
    _read_curated(installation)
    scheduler = _scheduler(installation, live=not no_live)
    scheduler.start()
    try:
        _serve(installation, host, port)
    finally:
        scheduler.shutdown(wait=False)
        installation.database.close()


@click.command()
@HOST
@PORT
def web(host: str, port: int) -> None:
    """Serve the site only; a clock elsewhere visits the sources."""
    installation = opened(upgrade=False)
    set_up_logs(installation.settings.log_format)
    _serve(installation, host, port)


@click.command()
def clock() -> None:
    """Visit sources when they are due; two clocks on one database do no harm."""
    installation = opened()
    set_up_logs(installation.settings.log_format)
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    scheduler = _scheduler(installation, live=True)
    scheduler.start()
    stop.wait()
    scheduler.shutdown(wait=False)


def _read_curated(installation: Installation) -> None:
    """Read the reviewed files before the first page is served; quick when they are known."""
    for loaded in installation.sources.values():
        if loaded.source.files:
            report = collect(installation, loaded, None, datetime.now(UTC))
            click.echo(f"{report.source}: {report.outcome}, {report.facts} facts", err=True)


def _scheduler(installation: Installation, *, live: bool) -> BackgroundScheduler:
    """Tell the time and keep nothing: one job calls ``tick``; what is due comes from the store."""
    pools = {"default": ThreadPoolExecutor(AT_ONCE), "tick": ThreadPoolExecutor(1)}
    scheduler = BackgroundScheduler(executors=pools, timezone=UTC)

    def launch(name: str, work: Callable[[], Report]) -> None:
        scheduler.add_job(work, id=name, replace_existing=True, misfire_grace_time=None)

    scheduler.add_job(
        lambda: tick(installation, datetime.now(UTC), launch, live=live),
        "interval",
        seconds=SECONDS,
        next_run_time=datetime.now(UTC),
        executor="tick",
        coalesce=True,
        misfire_grace_time=None,
    )
    return scheduler


def _serve(installation: Installation, host: str, port: int) -> None:
    app = create_app(installation.settings)
    click.echo(f"the site is at http://{host}:{port}", err=True)
    signal.signal(signal.SIGTERM, _stop)
    waitress.serve(app, host=host, port=port, threads=8, ident=None)


def _stop(*_: object) -> None:
    raise SystemExit(0)
