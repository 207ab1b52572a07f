"""No argument and no part of an address is an error of ours, or leads anywhere else."""

from __future__ import annotations

import base64
import time
from dataclasses import replace
from itertools import cycle, islice
from urllib.parse import quote

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from observatory.domain.clean import fold
from observatory.domain.likeness import Name, meet
from observatory.settings import Settings
from observatory.store.database import Database
from observatory.web import create_app
from tests.battery.routes import Route
from tests.stores import BACKENDS, Stores
from tests.web.conftest import Site
from tests.web.ways import Ways, opened, running, wears


def encoded(cursor: bytes) -> str:
    return base64.urlsafe_b64encode(cursor).decode().rstrip("=")


NASTY = (
    "'", '"', "%", "_", "\\", "\x00", "x" * 10_000, '"a" NEAR(b)', "*", "-", "col:a", "منارة",
    "10" * 10, "9999-99-99", "9999-12-31", "0001-01-01", "1e309", "-1", "²", "٣", "0000",
    "<script>", "\u202e", "\udced\udca0\udc80", "=cmd|'/C calc'!A0", "\r\nX: y", "a,b",
    "1; DROP TABLE change", "20231231", "NaN", encoded("²".encode()), encoded(b"9" * 300),
    encoded(b"a\x00b"), "//evil",
)  # fmt: skip
CLOCKS = ("valid_at", "seen_at", "known_at")
"""Arguments that ask for a day: who asks for what was not believed then is told so."""


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
    then = name in CLOCKS and b"believed on the day asked for" in answer.data
    right = (200, 302, 304, 400, 404) if then else (200, 302, 304, 400)
    assert answer.status_code in right, (way.path, name, value)


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
@pytest.mark.parametrize("backend", BACKENDS)
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
