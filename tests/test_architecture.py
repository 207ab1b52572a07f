"""Who may import whom, also inside functions; names that say nothing; files that hold too much."""

from __future__ import annotations

import ast
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LEAVES = {"settings", "paths", "errors", "zone", "data"}
MAY_IMPORT = {
    "domain": set(),
    "harvest": {"domain"},
    "store": {"domain"},
    "present": {"store", "domain"},
    "engine": {"harvest", "store", "present", "domain"},
    "web": {"store", "present", "domain"},
    "cli": {"domain", "harvest", "store", "present", "engine", "web"},
}
"""The arrows of the design; leaves may be imported by all but ``domain``."""

PURE_LIBRARIES = {"anyascii", "babel", "rapidfuzz"}
"""What ``domain`` may use besides the standard library: text and dates, no input or output."""

EMPTY_NAMES = {
    "utils", "util", "helpers", "helper", "common", "misc", "base", "core", "manager", "managers",
    "service", "services", "handler", "handlers",
}  # fmt: skip
LONG = 250


def modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def imports(code: str) -> Iterator[str]:
    """Give every module that code imports, wherever in it."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def wrong_arrows(path: Path, code: str) -> Iterator[str]:
    parts = path.relative_to(ROOT).with_suffix("").parts
    here = parts[1] if parts[0] == "observatory" and len(parts) > 2 else ""
    for name in imports(code):
        there = name.split(".")
        if parts[0] == "scrapers":
            if there[0] == "observatory" and there[:2] != ["observatory", "harvest"]:
                yield name
        elif there[0] == "scrapers":
            yield name
        elif there[0] == "observatory" and here in MAY_IMPORT and len(there) > 1:
            leaf = there[1] in LEAVES and here != "domain"
            if there[1] not in {*MAY_IMPORT[here], here, "__version__"} and not leaf:
                yield name
        elif here == "domain" and there[0] not in {
            *sys.stdlib_module_names,
            *PURE_LIBRARIES,
            "observatory",
        }:
            yield name


@pytest.mark.parametrize("path", modules("observatory", "scrapers"), ids=str)
def test_every_arrow_is_allowed(path: Path) -> None:
    assert sorted(set(wrong_arrows(path, path.read_text(encoding="utf-8")))) == []


def test_a_wrong_arrow_inside_a_function_is_found() -> None:
    hidden = "def f() -> None:\n    import requests\n    from observatory import store\n"
    found = set(wrong_arrows(ROOT / "observatory" / "domain" / "planted.py", hidden))
    assert found == {"requests", "observatory.store"}
    seam = ROOT / "scrapers" / "planted.py"
    assert set(wrong_arrows(seam, "from observatory.domain.facts import Fact")) == {
        "observatory.domain.facts",
        "observatory.domain.facts.Fact",
    }


def test_only_the_door_speaks_to_the_network() -> None:
    doors = {"requests", "urllib3", "socket", "http.client", "urllib.request", "httpx"}
    allowed = {"harvest", "store/leases.py"}
    for path in modules("observatory", "scrapers"):
        place = path.relative_to(ROOT).as_posix()
        if any(place.startswith(f"observatory/{one}") for one in allowed):
            continue
        assert not doors & set(imports(path.read_text(encoding="utf-8"))), place


def test_only_the_mail_door_sends_mail() -> None:
    for path in modules("observatory", "scrapers"):
        place = path.relative_to(ROOT).as_posix()
        if place != "observatory/engine/mail.py":
            assert "smtplib" not in imports(path.read_text(encoding="utf-8")), place


def test_the_clock_and_chance_are_arguments_of_the_rules() -> None:
    for path in modules("observatory/domain"):
        text = path.read_text(encoding="utf-8")
        for word in (".now(", ".today(", "random", "os.environ", "open("):
            assert word not in text, f"{path.name}: {word}"


def test_names_say_something() -> None:
    for path in modules("observatory", "scrapers", "tests", "benchmarks", "tools"):
        assert path.stem not in EMPTY_NAMES, path


def test_long_files_are_reported() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in modules("observatory", "scrapers", "tests")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONG
    }
    if long:
        warnings.warn(f"split by meaning, if they hold two meanings: {long}", stacklevel=1)
