"""Sources are declared in modules, found by walking packages, and refused by name when wrong."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from observatory.domain.health import Budget, budget
from observatory.harvest import Source, bundle, curated_url, load
from observatory.harvest.misread import BadSource

DECLARED = """
from observatory.harvest import Fact, Page, Ref, Source
SOURCE = Source(title="T", publisher="P", kind="eu", start="https://a.ma/")
def read(page):
    yield Fact("r", Ref("cluster", ("A",)), "website", page.text)
"""
CURATED = """
from observatory.harvest import Source
SOURCE = Source(title="T", publisher="P", kind="curated", files="data/record")
def read(page):
    yield from page.files
"""


def declare(start: str | tuple[str, ...] = "https://www.a.ma/x", **more: object) -> Source:
    return Source(title="T", publisher="P", kind="eu", start=start, **more)  # type: ignore[arg-type]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An importable package of sources."""
    folder = tmp_path / "made_sources"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield folder
    for name in [n for n in sys.modules if n.partition(".")[0] == "made_sources"]:
        del sys.modules[name]


def test_a_source_is_found_by_the_name_of_its_module(package: Path) -> None:
    (package / "eccp.py").write_text(DECLARED)
    (package / "_drupal.py").write_text("")
    found = load(["made_sources"])
    assert list(found) == ["eccp"]
    assert found["eccp"].source.title == "T"
    assert len(found["eccp"].version) == 12


def test_the_version_moves_with_the_module_and_with_shared_readers(package: Path) -> None:
    (package / "eccp.py").write_text(DECLARED)
    before = load(["made_sources"])["eccp"].version
    (package / "other.py").write_text(DECLARED)
    assert load(["made_sources"])["eccp"].version == before
    (package / "_drupal.py").write_text("x = 1")
    assert load(["made_sources"])["eccp"].version != before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "SOURCE"),
        (DECLARED.replace("def read", "def reed"), "read"),
        ("import nothing_of_that_name", "ModuleNotFoundError"),
        (DECLARED.replace('kind="eu"', 'kind="blog"'), "kind='blog'"),
        (DECLARED.replace("https://a.ma/", "file:///x"), "http"),
        (DECLARED.replace("https://a.ma/", ""), "start or files"),
    ],
)
def test_a_wrong_module_is_named(package: Path, text: str, said: str) -> None:
    (package / "wrong.py").write_text(text)
    with pytest.raises(BadSource, match=r"made_sources\.wrong") as caught:
        load(["made_sources"])
    assert said in str(caught.value)


def test_two_sources_cannot_share_a_name(package: Path) -> None:
    (package / "eccp.py").write_text(DECLARED)
    with pytest.raises(BadSource, match="eccp"):
        load(["made_sources", "made_sources"])


def test_curated_files_make_one_page_of_stable_bytes(package: Path) -> None:
    (package / "record.py").write_text(CURATED)
    folder = package / "data" / "record" / "deep"
    folder.mkdir(parents=True)
    (folder / "b.csv").write_text("é")
    (folder.parent / "a.csv").write_text("x")
    loaded = load(["made_sources"])["record"]
    body = bundle(loaded)
    assert body == bundle(loaded)
    assert json.loads(body) == {"a.csv": "x", "deep/b.csv": "é"}
    assert curated_url(loaded.name) == "curated:record"


def test_a_curated_source_without_files_is_refused(package: Path) -> None:
    (package / "record.py").write_text(CURATED)
    with pytest.raises(BadSource, match="data/record"):
        bundle(load(["made_sources"])["record"])


def test_times_between_visits_are_words() -> None:
    assert declare(every="6 hours").interval == timedelta(hours=6)
    assert declare(every="1 day").interval == timedelta(days=1)
    with pytest.raises(BadSource):
        declare(every="often")


def test_budgets_are_those_declared_or_those_usual() -> None:
    assert declare(quiet=40, failures=0).budget == Budget(0, 40)
    assert declare(every="7 days").budget == budget("eu", timedelta(days=7))
    with pytest.raises(BadSource, match="quiet=0 is a number of days"):
        declare(quiet=0)
    with pytest.raises(BadSource, match="failures=-1 is a number of looks"):
        declare(failures=-1)


def test_hosts_are_those_of_the_start_and_those_declared() -> None:
    source = declare(hosts=("b.ma",))
    assert source.allows("https://a.ma/y")
    assert source.allows("https://www.b.ma/")
    assert not source.allows("https://c.ma/")
    assert not source.allows("file:///x")
    assert declare("http://c2tm.ma/en/").allowed_hosts == {"c2tm.ma", "http://c2tm.ma"}
