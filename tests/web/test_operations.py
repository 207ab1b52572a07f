"""Health for machines, and sources beyond their budgets on pages, in feeds and in the API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert, text

from observatory.engine.decisions import pausing
from observatory.engine.installation import Installation
from observatory.settings import Settings
from observatory.store import ledger
from observatory.store import tables as t
from observatory.store.database import Database
from observatory.web import create_app
from tests.stores import Stores
from tests.web.conftest import READ

NOW = datetime(2026, 3, 30, 9, tzinfo=UTC)
DAY = timedelta(days=1)
WHY = "Its server <moves>"
STANDS = {
    "broken": "ministry_news", "failing": "cluster_menara", "quiet": "press",
    "late": "cluster_emc", "paused": "eccp_morocco", "well": "profile",
}  # fmt: skip
"""A source of each kind of standing."""


def looked(installation: Installation, source: str, *runs: tuple[float, str, bool]) -> None:
    """Write runs: so many days ago, with an outcome, with or without news."""
    with installation.database.write() as db:
        for days, outcome, news in runs:
            row = dict(
                source=source, at=NOW - days * DAY, finished_at=NOW - days * DAY, owner="",
                outcome=outcome, cut_off=False, pages=1, good_pages=int(outcome == "ok"), facts=1,
                reasons=[] if outcome == "ok" else [["timeout", "no answer"]], changes=0, news=news,
            )  # fmt: skip
            db.execute(insert(t.Run).values(**row))


@pytest.fixture(scope="module")
def watched(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """A store in which each source stands otherwise."""
    stores = Stores(request, tmp_path_factory.mktemp("watched"))
    found = stores.installation("sqlite")
    looked(found, STANDS["well"], (9, "failed", False), (1, "ok", True))
    looked(found, STANDS["failing"], (2, "ok", True), (1, "failed", False))
    looked(found, STANDS["broken"], *((days, "failed", False) for days in (9, 7, 5, 3, 1)))
    looked(found, STANDS["quiet"], (40, "ok", True), (0.1, "ok", False))
    looked(found, STANDS["late"], (60, "ok", True))
    looked(found, STANDS["paused"], (60, "failed", False))
    pausing.pause(found, STANDS["paused"], by="lea", why=WHY, now=NOW - 30 * DAY)
    with found.database.write() as db:
        ledger.note(db, "tick", (NOW - timedelta(seconds=50)).isoformat())
    yield found
    stores.clear()


@pytest.fixture(scope="module")
def client(watched: Installation) -> Iterator[FlaskClient]:
    app = create_app(watched.settings, lambda: NOW)
    yield app.test_client()
    app.extensions["observatory"].database.close()


def data(client: FlaskClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.data
    return json.loads(answer.data)


def test_readyz_says_what_it_stands_on_and_which_sources_do_not_stand(client: FlaskClient) -> None:
    found = data(client, "/readyz")
    assert (found["status"], found["database"], found["clock"]) == ("ready", True, "ticking")
    assert found["schema"] == found["schema_needed"]
    assert found["last_tick_age_seconds"] == 50
    told = {state: names for state, names in found["sources"].items() if names}
    assert told == {state: [name] for state, name in STANDS.items() if state != "well"}


def test_a_clock_that_stands_still_is_told_while_the_site_goes_on(
    watched: Installation,
) -> None:
    app = create_app(watched.settings, lambda: NOW + DAY)
    found = data(app.test_client(), "/readyz")
    assert (found["clock"], found["last_tick_age_seconds"]) == ("late", 86_450)
    app.extensions["observatory"].database.close()


def test_another_schema_or_no_database_is_not_ready(stores: Stores) -> None:
    installation = stores.installation("sqlite")
    app = create_app(installation.settings, lambda: NOW)
    database: Database = app.extensions["observatory"].database
    with database.write() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.get_json()["schema"] == "9999"
    database.close()


def test_the_api_says_how_each_stands_with_what_is_used(client: FlaskClient) -> None:
    found = {one["name"]: one for one in data(client, "/api/v1/sources")["items"]}
    assert {state: found[name]["state"] for state, name in STANDS.items()} == {
        state: state for state in STANDS
    }
    broken, quiet, paused = (found[STANDS[state]] for state in ("broken", "quiet", "paused"))
    assert (broken["failures"], broken["failures_tolerated"]) == (5, 3)
    assert (quiet["silent_days"], quiet["silent_days_usual"]) == (40, 30)
    assert quiet["state_since"] == (NOW - 40 * DAY).isoformat()
    assert (paused["paused"], paused["paused_why"]) == (True, WHY)
    assert paused["paused_since"] == (NOW - 30 * DAY).isoformat()
    assert found["profile"]["paused_since"] is None


def test_the_file_of_the_sources_says_the_same(client: FlaskClient) -> None:
    lines = client.get("/data/sources.jsonl").get_data(as_text=True).splitlines()
    found = {row["name"]: row for row in map(json.loads, lines)}
    assert all(found[name]["state"] == state for state, name in STANDS.items())
    assert found[STANDS["paused"]]["paused_why"] == WHY


def test_a_feed_says_what_is_broken_quiet_or_paused(client: FlaskClient) -> None:
    found = data(client, "/feeds/changes.json?lang=en")
    said = found["_observatory"]
    down = {one["source"]: one for one in said["not_readable"]}
    assert {name: one["state"] for name, one in down.items()} == {
        STANDS["broken"]: "broken", STANDS["failing"]: "failing",
    }  # fmt: skip
    assert down[STANDS["failing"]]["failures"] == 1
    assert [(one["source"], one["silent_days"]) for one in said["quiet"]] == [(STANDS["quiet"], 40)]
    assert [(one["source"], one["why"]) for one in said["paused"]] == [(STANDS["paused"], WHY)]
    for words in ("Not readable for too long: ", "Unusually quiet: ", "Paused by the operator: "):
        assert words in found["description"]
    assert f"since 28 February 2026: {WHY}" in found["description"]
    assert "Its server &lt;moves&gt;" in client.get("/feeds/changes.atom").get_data(as_text=True)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("broken", ("no answer in time, since 21 March 2026", "row: 5, tolerated: 3")),
        ("failing", ("no answer in time, since 29 March 2026", "row: 1, tolerated: 2")),
        ("quiet", ("quiet: nothing new since 18 February 2026", "news: 40, usual: up to 30")),
        ("late", ("not looked at since 29 January 2026",)),
        ("paused", ("paused by the operator, since 28 February 2026", WHY)),
        ("well", ("readable", "news: 1, usual: up to 365")),
    ],
)  # fmt: skip
def test_pages_say_how_it_stands(client: FlaskClient, state: str, words: tuple[str, ...]) -> None:
    for path in ("/en/sources", f"/en/sources/{STANDS[state]}"):
        shown = client.get(path).get_data(as_text=True)
        for word in words:
            assert word.replace("<", "&lt;").replace(">", "&gt;") in shown, path


def test_before_the_pause_it_was_not_paused(client: FlaskClient) -> None:
    (found,) = (
        one
        for one in data(client, "/api/v1/sources?seen_at=2026-02-20")["items"]
        if one["name"] == STANDS["paused"]
    )
    assert (found["paused"], found["state"]) == (False, "failing")


def test_a_look_that_is_overdue_is_not_announced_as_one_to_come(record_store: Settings) -> None:
    app = create_app(record_store, lambda: READ)
    with closing(app.extensions["observatory"].database):
        client = app.test_client()
        assert "due since" in client.get("/en/sources/cluster_emc").text, "never looked at"
        assert "due since" not in client.get("/en/sources/record").text, "read this minute"
