"""What a hostile page says, wherever it is shown afterwards: text, and nothing else."""

from __future__ import annotations

import html
import json
import re
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from playwright.sync_api import Browser
from sqlalchemy import text

from observatory.cli import observatory
from observatory.engine.doors import open_door
from observatory.engine.run.collect import collect
from observatory.web import create_app
from tests.battery.attacked import AT, SOURCES, START, Attacked, shout
from tests.battery.attacked import attacked as attacked
from tests.battery.attacks import ATTACKS, MARK, MARKUP
from tests.battery.inert import faults, inert, odd
from tests.loopback import Answer, Web
from tests.serving import serving
from tests.stores import BACKENDS, Stores


@pytest.mark.parametrize(
    "planted",
    [*MARKUP[1:], "<a href=' java\tscript:x'>", "<p style=a>", "<script>alert(1)</script>"],
)
def test_what_breaks_out_would_be_found(planted: str) -> None:
    """Shown as it came, or as an address, each attack is a fault to the checks below."""
    assert [*faults(f'<p>{planted}</p><a href="{planted}">x</a>')]


@pytest.mark.battery("T020", "T025")
def test_the_attacks_are_in_the_store_as_texts(attacked: Attacked) -> None:
    assert attacked.report.outcome == "degraded"
    assert {reason.code for reason in attacked.report.reasons} == {"unclear_value"}
    with attacked.installation.database.read() as db:
        titles = set(
            db.execute(text(f"SELECT title FROM entity WHERE title LIKE '%{MARK}%'")).scalars()
        )
        texts = [
            *db.execute(
                text(f"SELECT value || raw FROM statement WHERE raw LIKE '%{MARK}%'")
            ).scalars()
        ]
    assert len(titles) > 20, "some attacks are one name when folded"
    assert f"{MARK}nul" in titles
    assert f"{MARK}lone" in titles
    assert f"{MARK}exe.fdp" in titles
    assert f"{MARK} BEGIN:VEVENT TY - X X-Header: 1" in titles
    assert len(texts) > 50
    for one in (*titles, *texts):
        assert not [*odd(one)], one


@pytest.mark.battery("T025")
@pytest.mark.parametrize("backend", BACKENDS)
def test_both_databases_take_it_alike(backend: str, stores: Stores, web: Web) -> None:
    installation = stores.installation(backend, SOURCES)
    report = shout(installation, web)
    assert report.outcome == "degraded"
    assert report.facts > 100
    client = create_app(installation.settings).test_client()
    for path in (
        "/en/partnerships",
        "/api/v1/partnerships",
        "/en/clusters/ce3m",
        "/data/changes.csv",
    ):
        assert client.get(path).status_code == 200


@pytest.mark.battery("T020", "T025")
def test_every_answer_shows_it_as_text(attacked: Attacked) -> None:
    """Pages, data, feeds, files, pictures: each form is whole by its own rules, and inert."""
    client, shown = attacked.app.test_client(), set()
    for way in attacked.found:
        answer = client.get(way.path)
        assert answer.status_code in (200, 302), way.path
        if way.rule.endpoint == "static" or answer.mimetype == "image/png":
            continue
        if MARK in answer.text:
            shown.add((way.rule.endpoint, answer.mimetype))
        assert [*inert(answer.mimetype or "", answer.text)] == [], way.path
    pages = {"text/html", "application/atom+xml"}
    files = {"application/json", "application/feed+json", "text/csv", "application/jsonl"}
    assert {kind for _, kind in shown} >= pages | files
    assert len(shown) > 15, shown


@pytest.mark.battery("T020", "T025")
def test_a_name_of_another_direction_stands_by_itself(attacked: Attacked) -> None:
    """What would turn the direction is gone; what is written from the right is isolated."""
    page = BeautifulSoup(attacked.app.test_client().get("/en/partnerships").text, "html5lib")
    main = page.find("main")
    assert main is not None
    found = [one for one in main.find_all(string=re.compile("منارة")) if one.strip()]
    assert found
    assert all(one.find_parent("bdi") is not None for one in found)


@pytest.mark.battery("T021")
def test_an_error_that_speaks_for_the_attacker_says_nothing_of_it(
    attacked: Attacked, stores: Stores, web: Web
) -> None:
    """Addresses, arguments, reasons of a server and texts of exceptions."""
    client = attacked.app.test_client()
    places = cycle(["/en/changes", "/api/v1/changes", "/feeds/changes.json", "/data/changes.csv"])
    names = cycle(["kind", "cluster", "since", "sector", ""])
    paths = cycle(["/en/{}", "/{}", "/clusters/{}", "/data/{}.csv", "/api/v1/calls/{}"])
    for attack in ATTACKS:
        sent = attack.encode("utf-8", "replace").decode()
        asked = client.get(next(places), query_string={next(names) or sent: sent})
        for answer in (asked, client.get(next(paths).format(quote(sent, safe="")))):
            assert 200 <= answer.status_code < 500
            assert [*inert(answer.mimetype or "", answer.text)] == [], attack
    installation = stores.installation("sqlite", SOURCES)
    door = open_door(installation, mirror=web.base)
    raised = Answer(b"<html><pre>{<b>broken</b>}</pre><script>alert(1)</script>")
    refused = Answer(b"x", 418, headers={"X": "<script>", "Retry-After": "<b>"})
    for day, answers in enumerate((raised, refused)):
        web.put(START, answers)
        loaded = installation.sources["shouter"]
        report = collect(installation, loaded, door, AT + timedelta(day))
        assert report.outcome == "failed"
        assert "<" not in "".join(reason.said for reason in report.reasons)
    app = create_app(installation.settings)
    page = app.test_client().get("/en/sources/shouter")
    assert [*inert("text/html", page.text)] == []
    app.extensions["observatory"].database.close()


@pytest.mark.battery("T020", "T021", "T025")
def test_a_terminal_shows_it_and_obeys_nothing(
    attacked: Attacked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OBSERVATORY_DATA", str(attacked.installation.settings.data))
    monkeypatch.setenv("OBSERVATORY_SCRAPERS", SOURCES)
    page = tmp_path / "page.html"
    page.write_text(f"<html><pre>{html.escape(json.dumps(ATTACKS))}</pre></html>", encoding="utf-8")
    with attacked.installation.database.read() as db:
        reading = str(db.execute(text("SELECT max(reading.id) FROM reading")).scalar())
    commands = (
        ("review", "list"), ("review", "list", "--json"), ("review", "show", reading), ("sources",),
        ("sources", "--json"), ("check", "shouter", str(page)),
        ("check", "shouter", str(page), "--json"), ("doctor",), ("verify",),
    )  # fmt: skip
    shown = ""
    for words in commands:
        result = CliRunner().invoke(observatory, list(words))
        assert result.exception is None or isinstance(result.exception, SystemExit), words
        assert [*odd(result.output)] == [], words
        if "--json" in words:
            json.loads(result.stdout)
        shown += result.stdout
    assert shown.count(MARK) > 100
    assert "[/red][bold]:smile:" in shown


@pytest.mark.battery("T022")
def test_no_kept_page_is_served(attacked: Attacked) -> None:
    """The bytes of pages are private: a snapshot gives its headers and where it came from."""
    client = attacked.app.test_client()
    (way,) = (way for way in attacked.found if "snapshots" in way.rule.rule)
    answer = client.get(way.path)
    told = answer.get_json()
    about = {"sha256", "size", "content_type", "kept_at", "dropped_at", "visits", "readings"}
    assert set(told) == about
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    body = attacked.installation.archive.body(told["sha256"])
    assert b"<pre>" in body
    for way in attacked.found:
        for answer in (client.get(way.path), client.get(way.path, headers={"Accept": "text/html"})):
            assert body[:60] not in answer.data
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for path in (told["sha256"], f"{told['sha256'][:2]}/{told['sha256']}.gz"):
        for folder in ("archive", "static", "data", "snapshots", "api/v1/snapshots/raw"):
            assert client.get(f"/{folder}/{path}").status_code == 404


@pytest.mark.battery("T020", "T022")
@pytest.mark.browser
def test_nothing_runs_and_nothing_is_asked_of_others(attacked: Attacked, chromium: Browser) -> None:
    """In a browser, without the policy that would forbid it anyway."""
    said: list[str] = []
    with serving(attacked.app) as base, chromium.new_context(bypass_csp=True) as context:
        page = context.new_page()
        page.add_init_script("window.alert = () => { throw Error('it ran') }")
        page.on("request", lambda r: None if r.url.startswith(base) else said.append(r.url))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{base}/en/about")
        page.evaluate("setTimeout(() => alert(1))")
        page.evaluate("fetch('http://127.0.0.1:9/').catch(() => 0)")
        assert len(said) == 2, "what runs and what asks elsewhere would be seen"
        said.clear()
        shown = 0
        for way in attacked.found:
            rule = way.rule.rule
            lists = rule.endswith(("changes", "partnerships"))
            if rule.startswith("/<any") and ("<slug>" in rule or lists):
                page.goto(base + way.path)
                shown += MARK in page.content()
        assert shown > 4
        assert said == []
