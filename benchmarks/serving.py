"""Serving: what a reader waits for, beside Flask's own "hello" on the same server.

Both run under waitress with the threads of ``observatory web``, each in a process of its own,
over a store of a generous country. Cached answers are asked for again and again; uncached ones
each for a day that was never asked for before. Waitress closes the connection after every 304, so
a 304 stands beside a hello after which the connection is closed too.
"""

from __future__ import annotations

import json
import random
import re
import socket
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

import waitress
from flask import Flask

from benchmarks.loopback import Warm, body_of, request, serving
from benchmarks.measuring import Disagreement, Effort, Measured, Race, Work, agree, run
from benchmarks.store import filled
from benchmarks.world import LAST, Spell, organisations, spells
from observatory.settings import Settings
from observatory.web import create_app

JOB = "serving"
THREADS = 8
STATEMENTS = 100_000
_TAG = re.compile(rb'etag: ((?:W/)?"[^"]+")', re.IGNORECASE)


def measure(effort: Effort) -> Measured:
    """Measure pages and data, cached, unchanged and as of a day."""
    filled(effort, STATEMENTS).close()
    dice = random.Random(effort.seed)
    slug = f"body-{dice.randint(2, organisations(STATEMENTS))}"
    store = effort.folder / f"world-{STATEMENTS}.sqlite"
    with serving(serve_hello) as hello, serving(serve_site, store) as site:
        ask, least = Warm(site.port).ask, Warm(hello.port)
        data, page = f"/api/v1/clusters/{slug}", f"/fr/clusters/{slug}"
        agree("hello", body_of(least.ask(request("/"))), b"Hello, World!")
        _check_data(effort.seed, slug, ask)
        works: dict[str, tuple[Work, float | None]] = {
            "home page, cached": (_again(ask, "/fr/"), 1.5),
            "profile as JSON, cached": (_again(ask, data), 2.0),
            "profile as JSON, as of a day": (_each_day(ask, data), 4.0),
        }
        if _status(ask(request(page))) == 200:
            works["profile page, cached"] = _again(ask, page), 1.5
            works["profile page, as of a day"] = _each_day(ask, page), 15.0
        works["home page, as of a day"] = _each_day(ask, "/fr/"), None
        size = f"{organisations(STATEMENTS):,} bodies"
        limit = partial(least.ask, request("/"))
        servers = site.pid, hello.pid
        lines = run(Race(JOB, size, limit, works, servers), effort)
        closing = partial(least.ask, request("/", Connection="close"))
        again = {"home page, 304": (_unchanged(Warm(site.port).ask, "/fr/"), 1.3)}
        return Measured([*lines, *run(Race(JOB, size, closing, again, servers), effort)])


def serve_hello(say_port: Connection) -> None:
    """Serve the first example of Flask's own guide."""
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: "Hello, World!")
    _serve(app, say_port)


def serve_site(say_port: Connection, store: Path) -> None:
    """Serve the site over ``store``, on the day after its last."""
    settings = Settings(data=store.parent, database=f"sqlite:///{store}")
    _serve(create_app(settings, clock=lambda: LAST + timedelta(days=1)), say_port)


def _serve(app: Flask, say_port: Connection) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    say_port.send(listener.getsockname()[1])
    waitress.serve(app, sockets=[listener], threads=THREADS, ident=None)


def _again(ask: Callable[[bytes], bytes], path: str) -> Work:
    """Ask for the same again; its bytes must be those of the first answer."""
    asked = request(path)
    first = body_of(ask(asked))
    agree(f"{path} the second time", body_of(ask(asked)), first)
    return partial(ask, asked)


def _unchanged(ask: Callable[[bytes], bytes], path: str) -> Work:
    """Ask with the tag of the first answer; 304 without a body."""
    tag = _TAG.search(ask(request(path)))
    if tag is None:
        raise Disagreement(f"{path} has no entity tag")
    asked = request(path, If_None_Match=tag[1].decode())
    answer = ask(asked)
    agree(f"{path} asked for again", (_status(answer), body_of(answer)), (304, b""))
    return partial(ask, asked)


def _each_day(ask: Callable[[bytes], bytes], path: str) -> Work:
    """Ask as of another day each time, over and over through the years before the last."""
    days = count()

    def work() -> bytes:
        turn = next(days)
        valid = LAST.date() - timedelta(days=turn % 700)
        known = LAST.date() - timedelta(days=turn // 700)
        return ask(request(f"{path}?valid_at={valid}&known_at={known}"))

    agree(path, _status(work()), 200)
    return work


def _check_data(seed: int, slug: str, ask: Callable[[bytes], bytes]) -> None:
    """Compare a profile as of three days with what was invented."""
    entity = int(slug.removeprefix("body-"))
    for back in (0, 400, 800):
        day = LAST.date() - timedelta(days=back)
        path = f"/api/v1/clusters/{slug}?valid_at={day}&seen_at={day}&known_at={day}"
        found = json.loads(body_of(ask(request(path))))
        said = {key: value["statements"][0]["raw"] for key, value in found["values"].items()}
        agree(path, said, _stood(spells(seed, entity), day))


def _stood(told: Iterable[Spell], day: date) -> dict[str, str]:
    return {one.rule.key: one.text for one in told if one.first_seen.date() <= day}


def _status(answer: bytes) -> int:
    return int(answer[9:12])
