"""The site as an attacker sees it: every route and method, every header of every answer."""

from __future__ import annotations

import sqlite3
from itertools import cycle, islice
from pathlib import Path

import pytest
import structlog
from sqlalchemy import make_url
from structlog.testing import capture_logs

from observatory.settings import Settings
from observatory.web import create_app
from tests.web.conftest import NOW, Site
from tests.web.ways import Ways, digest, opened, running, wears


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
