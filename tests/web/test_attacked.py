"""The site as an attacker sees it: every route, every method, every argument."""

from __future__ import annotations

import base64
import hashlib
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest
import structlog
from flask import Flask
from sqlalchemy import make_url, text
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs
from werkzeug.test import TestResponse

from observatory.domain.clean import fold
from observatory.domain.indicators import INDICATORS
from observatory.domain.likeness import Name, meet
from observatory.settings import Settings
from observatory.store.database import Database
from observatory.web import create_app
from observatory.web.headers import HEADERS
from observatory.web.site import Site as Running
from tests.battery.routes import Route, routes
from tests.conftest import Stores
from tests.web.conftest import NOW, Site

KNOWN = (
    "ce3m", "call-2023", "spacewave", "fac", "record", "clusters", "2026-W47", "site.css",
    next(iter(INDICATORS)),
)  # fmt: skip
"""Of each kind of name one that the record has."""


@dataclass(frozen=True)
class Ways:
    """A site of its own, every route of it, and what the store was before any was asked for."""

    app: Flask
    found: list[Route]
    store: str

    def digest(self) -> str:
        """Give the hash of everything that is in the store now."""
        return digest(self.app)


@pytest.fixture(scope="session")
def ways(record_store: Settings) -> Iterator[Ways]:
    """Every way into the site."""
    app = create_app(record_store, lambda: NOW)
    before = digest(app)
    with running(app).database.read() as db:
        sha = str(db.execute(text("SELECT min(sha256) FROM snapshot")).scalar())
        key = str(db.execute(text("SELECT max(id) FROM statement")).scalar())
    yield Ways(app, routes(app, (*KNOWN, key, sha)), before)
    running(app).database.close()


def running(app: Flask) -> Running:
    found: Running = app.extensions["observatory"]
    return found


def digest(app: Flask) -> str:
    file = make_url(running(app).settings.database_url).database
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as store:
        return hashlib.sha256("\n".join(store.iterdump()).encode()).hexdigest()


def opened(place: str, answer: TestResponse) -> str:
    """Say what a header leads to, from a page of the site."""
    return urlsplit(urljoin(f"https://clusters.example{place}", answer.headers["Location"])).netloc


def encoded(cursor: bytes) -> str:
    return base64.urlsafe_b64encode(cursor).decode().rstrip("=")


@pytest.mark.battery("T071", "T072", "T073")
def test_nothing_but_reading_and_nobody_to_be(ways: Ways) -> None:
    """There are no logins, cookies or forms that change anything: every rule only reads."""
    assert {m for r in ways.app.url_map.iter_rules() for m in r.methods or ()} == {
        "GET", "HEAD", "OPTIONS",
    }  # fmt: skip
    client = ways.app.test_client()
    forged = {"Cookie": "session=x", "Authorization": "Bearer x", "Origin": "null",
              "Sec-Fetch-Site": "cross-site"}  # fmt: skip
    odd = cycle(["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "BREW"])
    for way in ways.found:
        plain = client.get(way.path)
        answers = {method: client.open(way.path, method=method) for method in ("HEAD", "OPTIONS")}
        assert answers["HEAD"].status_code == plain.status_code
        assert answers["HEAD"].data == b""
        assert answers["OPTIONS"].status_code == 200
        for method in islice(odd, 2):
            refused = client.open(way.path, method=method, headers=forged, data={"a": "b"})
            assert refused.status_code == 405, (method, way.path)
            assert "GET" in refused.headers["Allow"]
            answers[method] = refused
        known = client.get(way.path, headers=forged)
        assert (known.status_code, known.data) == (plain.status_code, plain.data), way.path
        for answer in (plain, known, *answers.values()):
            assert "Set-Cookie" not in answer.headers
            assert "Cookie" not in answer.vary
    assert ways.digest() == ways.store


def test_a_write_would_be_seen(record_store: Settings, tmp_path: Path) -> None:
    """The hash that the test before rests on is one of all rows."""
    file = tmp_path / "copy.sqlite"
    with sqlite3.connect(file) as copy:
        sqlite3.connect(str(make_url(record_store.database_url).database)).backup(copy)
    app = create_app(record_store.model_copy(update={"database": f"sqlite:///{file}"}))
    before = digest(app)
    with sqlite3.connect(file) as copy:
        copy.execute("UPDATE statement SET note = note || '.' WHERE id = "
                     "(SELECT max(id) FROM statement)")  # fmt: skip
    assert digest(app) != before
    running(app).database.close()


ELSEWHERE = ("//evil.example", "/\\evil.example", "////evil.example", "https:evil.example",
             "javascript:alert(1)", "https://evil.example/\r\nX: y")  # fmt: skip


@pytest.mark.battery("T074")
def test_no_redirect_leads_elsewhere(ways: Ways) -> None:
    client, seen = ways.app.test_client(), 0
    bare = {way.path.removeprefix("/en") for way in ways.found}
    asked = {"next": "x", "url": "x", "return_to": "x"}
    evil = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    for path, there in zip(sorted(bare), cycle(ELSEWHERE), strict=False):
        answer = client.get(path, query_string=dict.fromkeys(asked, there), headers=evil)
        if 300 <= answer.status_code < 400:
            seen += 1
            assert opened(path, answer) == "clusters.example", path
    assert seen > 20
    for there in ELSEWHERE:
        for path in (there, f"{there}/clusters", f"/{there}", f"/clusters/{there}", f"/en{there}"):
            raw = client.get("/", environ_overrides={"PATH_INFO": path}, headers=evil)
            assert raw.status_code in (302, 400, 404), path
            if raw.status_code == 302:
                assert opened("/", raw) == "clusters.example", path


def wears(answer: TestResponse) -> bool:
    """Say whether an answer wears the headers of every answer, and no name of a server."""
    worn = {name: answer.headers.get(name) for name in HEADERS}
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors" in policy
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    return worn == HEADERS and not {"Server", "X-Powered-By", "Via"} & {*answer.headers.keys()}


@pytest.mark.battery("T075")
def test_every_answer_wears_the_headers(ways: Ways) -> None:
    client = ways.app.test_client()
    for way in ways.found:
        answer = client.get(way.path)
        assert wears(answer), way.path
        if tag := answer.headers.get("ETag"):
            again = client.get(way.path, headers={"If-None-Match": tag})
            assert again.status_code == 304
            assert wears(again)
            assert "Content-Type" not in again.headers
    for path in (
        "/no",
        "/en/no",
        "/api/v1/no",
        "/static/no",
        "/en/changes?kind=no",
        "/data/no.csv",
    ):
        assert wears(client.get(path))
        assert wears(client.post(path))


@pytest.mark.battery("T075")
def test_https_is_kept_to_where_it_was_used(record_store: Settings) -> None:
    """By the address of the site, or by what a trusted proxy says of the reader."""
    for url, proxies, kept in (
        ("https://a.example", 0, True), ("http://a.example", 0, False),
        ("http://a.example", 1, True),
    ):  # fmt: skip
        settings = record_store.model_copy(update={"url": url, "trusted_proxies": proxies})
        client = create_app(settings, lambda: NOW).test_client()
        answer = client.get("/healthz", headers={"X-Forwarded-Proto": "https"})
        assert ("Strict-Transport-Security" in answer.headers) is kept


NASTY = (
    "'", '"', "%", "_", "\\", "\x00", "x" * 10_000, '"a" NEAR(b)', "*", "-", "col:a", "منارة",
    "10" * 10, "9999-99-99", "9999-12-31", "0001-01-01", "1e309", "-1", "²", "٣", "0000",
    "<script>", "\u202e", "\udced\udca0\udc80", "=cmd|'/C calc'!A0", "\r\nX: y", "a,b",
    "1; DROP TABLE change", "20231231", "NaN", encoded("²".encode()), encoded(b"9" * 300),
    encoded(b"a\x00b"), "//evil",
)  # fmt: skip


@pytest.mark.battery("T076", "T078")
def test_no_argument_is_an_error_of_ours(ways: Ways) -> None:
    """Two arguments of each route in turn, a bad value each; all of them: ``make soak``."""
    values, names = cycle(NASTY), cycle(sorted(set().union(*(way.asks for way in ways.found))))
    for way in ways.found:
        some = (name for name in islice(names, 99) if name in way.asks)
        for name in [*islice(some, 2)] or ["unheard_of"]:
            tried(ways, way, name, next(values))


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_no_argument_is_an_error_of_ours_with_any_value(ways: Ways) -> None:
    for way in ways.found:
        for name in sorted(way.asks | {"unheard_of", "need"}):
            for value in NASTY:
                tried(ways, way, name, value)


def tried(ways: Ways, way: Route, name: str, value: str) -> None:
    given = quote(value.encode("utf-8", "surrogateescape"))
    answer = ways.app.test_client().get(f"{way.path}?{name}={given}")
    assert answer.status_code in (200, 302, 304, 400), (way.path, name, value)


BROKEN = (
    "/api/v1/changes?cursor=%C2%B2", f"/api/v1/changes?cursor={encoded('²'.encode())}",
    f"/api/v1/sources/record/runs?cursor={encoded(b'9' * 19)}", "/en/changes?since=0001-01-01",
    "/en/compare?to=0001-01-01", "/en/clusters/ce3m?valid_at=9999-12-31",
    "/en/labelling?valid_at=9999-12-31", "/en/clusters/ce3m?known_at=0001-01-01",
    "/en/changes?valid_at=2023-12-31&valid_at=2022-12-31", "/api/v1/labels?limit=0",
    "/api/v1/labels?limit=-1", "/api/v1/labels?limit=1e309", "/en/clusters?page=-1",
    "/en/changes?after=-1", "/feeds/changes.json?limit=ten", "/data/changes.csv?known_at=1e309",
)  # fmt: skip


@pytest.mark.battery("T078")
@pytest.mark.parametrize("path", BROKEN)
def test_what_no_calendar_and_no_database_holds_is_refused(site: Site, path: str) -> None:
    assert site.get(path).status_code == 400


@pytest.mark.battery("T078")
def test_there_is_no_week_before_there_are_weeks(site: Site) -> None:
    for name in ("0001-W01", "9999-W52", "2026-W54", "2026-W00", "٢٠٢٦-W01"):
        assert site.get(f"/en/week/{name}").status_code == 404


@pytest.mark.battery("T078")
@pytest.mark.parametrize(
    "path", ["/en/clusters?page=1000000000", "/api/v1/statements?limit=1000000000",
             "/api/v1/clusters/ce3m/statements?limit=1000000000", "/en/library?page=999999999999"],
)  # fmt: skip
def test_beyond_the_end_is_the_end(site: Site, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code in (200, 404)
    if answer.is_json and answer.status_code == 200:
        assert len(answer.get_json()["items"]) <= 500


@pytest.mark.battery("T076")
@pytest.mark.parametrize(
    "words", ["%", "_", "*", "'", '"', "\\", "-", "' OR 1=1 --", "NEAR(", "a:b"]
)
def test_signs_of_a_query_language_find_nobody(site: Site, words: str) -> None:
    for path in ("/api/v1/clusters", "/data/clusters.jsonl"):
        answer = site.get(path, q=words)
        assert answer.status_code == 200
        assert not (answer.get_json()["items"] if answer.is_json else answer.text)


@pytest.mark.battery("T077")
@pytest.mark.parametrize("name", ["sort", "order", "fields"])
@pytest.mark.parametrize(
    "value", ["name; DROP TABLE change", "(SELECT 1)", "title", "id desc", "1"]
)
def test_an_order_is_one_of_ours(site: Site, name: str, value: str) -> None:
    for path in ("/api/v1/clusters", "/data/clusters.csv", "/data/clusters.geojson"):
        assert site.get(path, **{name: value}).status_code == 400
    assert site.get("/en/clusters", sort=value).status_code == 400


SLOW = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    " SELECT max(i) FROM n",
    "postgres": "SELECT pg_sleep(60)",
}


@pytest.mark.battery("T079")
@pytest.mark.parametrize(
    "backend", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
)
def test_a_question_without_end_is_given_up(
    backend: str, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = stores.url(backend)
    app = create_app(Settings(database=url, url="https://clusters.example"))
    running(app).database.close()
    here = replace(running(app), database=Database(url, question=0.2))
    app.extensions["observatory"] = here
    began = time.monotonic()
    with pytest.raises(OperationalError), here.database.read() as db:
        db.execute(text(SLOW[backend]))
    assert time.monotonic() - began < 5
    client = app.test_client()
    assert client.get("/api/v1/sources").status_code == 200
    monkeypatch.setattr(
        "observatory.web.api.sources.sources.states",
        lambda db, **_: db.execute(text(SLOW[backend])),
    )
    answer = client.get("/api/v1/sources?limit=3")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert wears(answer)
    here.database.close()


@pytest.mark.battery("T079")
@pytest.mark.parametrize("words", ["a " * 250, "منارة " * 83, "cluster " * 62, "xyz" * 166])
def test_the_worst_search_is_bounded_by_its_length(words: str) -> None:
    """No more than 500 signs are asked for, and they are prepared once for all names."""
    names = [
        Name.of(f"Association du Pole de compétitivité {n} تجمع منارة") for n in range(20)
    ] * 50
    began = time.process_time()
    for name in names:
        meet(words[:500], name)
    assert time.process_time() - began < 1
    assert fold(words)


@pytest.mark.battery("T082")
def test_nothing_can_be_handed_in(ways: Ways) -> None:
    client = ways.app.test_client()
    for way in ways.found:
        answer = client.get(way.path)
        if answer.mimetype == "text/html":
            page = answer.text.lower()
            assert 'type="file"' not in page
            assert 'method="post"' not in page
            assert "enctype" not in page


OUTSIDE = (
    "../../pyproject.toml", "..%2fpyproject.toml", "..\\..\\pyproject.toml", "/etc/passwd",
    "a\x00b", "%2e%2e/pyproject.toml", "\r\nX: y", "x" * 3000, ".", "..", "\u202e", "10" * 12,
)  # fmt: skip


@pytest.mark.battery("T083")
def test_a_part_of_an_address_leads_nowhere_else(ways: Ways) -> None:
    client, values = ways.app.test_client(), cycle(OUTSIDE)
    for way in ways.found:
        for name in way.rule.arguments:
            some = OUTSIDE if name == "filename" else [*islice(values, 3)]
            for value in some:
                answer = client.get(way.at(**{name: value}))
                assert answer.status_code in (302, 404), (way.path, name, value)
                assert answer.status_code == 404 or opened("/", answer) == "clusters.example"


@pytest.mark.battery("T083")
@pytest.mark.parametrize("folder", ["static", "data", "api/v1/snapshots", "feeds", "analysis"])
def test_no_folder_is_left(site: Site, folder: str) -> None:
    for there in ("../pyproject.toml", "%2e%2e/pyproject.toml", "..%2fpyproject.toml",
                  "..%5cpyproject.toml", "/etc/passwd", "%2fetc%2fpasswd", "%00", ""):  # fmt: skip
        assert site.get(f"/{folder}/{there}").status_code in (302, 404), there
        raw = site.client.get("/", environ_overrides={"PATH_INFO": f"/{folder}/{there}"})
        assert raw.status_code in (302, 404), there


@pytest.mark.battery("T084")
def test_what_broke_has_an_id_in_the_log_and_no_more(
    record_store: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLASK_DEBUG", "1")
    app = create_app(record_store, lambda: NOW)
    assert not app.debug
    assert app.secret_key is None, (
        "there are no sessions, so there is no secret that could be known"
    )
    monkeypatch.setattr("observatory.present.glossary.listed", None)
    monkeypatch.setattr("observatory.web.api.sources.answer_list", None)
    structlog.reset_defaults()
    for path in ("/en/glossary", "/api/v1/sources"):
        with capture_logs() as logs:
            answer = app.test_client().get(path)
        assert answer.status_code == 500
        assert wears(answer)
        (line,) = (line for line in logs if line["event"] == "request failed")
        assert line["id"] in answer.text
        for secret in ("Traceback", "NoneType", "observatory/", ".py", str(record_store.data)):
            assert secret not in answer.text
    running(app).database.close()


@pytest.mark.battery("T086")
def test_health_is_tiny_and_tells_nothing_of_the_machine(site: Site) -> None:
    assert site.get("/healthz").data == b'{"status":"alive"}\n'
    ready = site.get("/readyz")
    assert len(ready.data) < 2_000
    data = str(running(site.app).settings.data)
    assert data not in ready.text
    assert "sqlite" not in ready.text
    assert site.get("/metrics").status_code == 404, "if there are some: for whom? see T086"


def test_a_kept_answer_is_of_the_language_that_was_asked_for(site: Site) -> None:
    said = [
        site.client.get("/clusters/ce3m/timemap", headers={"Accept-Language": lang}).text
        for lang in ("fr", "ar", "fr")
    ]
    assert "/ar/clusters/" in said[1]
    assert "/fr/clusters/" in said[0] == said[2]


@pytest.mark.battery("T088")
def test_data_may_be_read_from_any_origin_and_pages_from_none(ways: Ways) -> None:
    client = ways.app.test_client()
    for way in ways.found:
        asked = {"Origin": "https://other.example", "Access-Control-Request-Method": "GET"}
        answer, before = (
            client.get(way.path, headers=asked),
            client.options(way.path, headers=asked),
        )
        for one in (answer, before):
            assert "Access-Control-Allow-Credentials" not in one.headers
        shown = answer.headers.get("Access-Control-Allow-Origin")
        assert shown == (None if answer.mimetype == "text/html" else "*"), way.path
    refused = client.get("/api/v1/clusters?sector=no", headers={"Origin": "https://other.example"})
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
