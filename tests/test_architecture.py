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

WITHIN_ENGINE = {
    "outgoing": set[str](),
    "run": {"outgoing"},
    "past": {"run"},
    "decisions": {"run", "past"},
    "upkeep": {"past"},
    "timing": {"run", "outgoing", "upkeep"},
}
"""The arrows between the parts of the engine; what stands beside them is for all."""

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


def wrong_in_the_engine(part: str, code: str) -> set[str]:
    """Give the other parts of the engine that code of one must not import."""
    named = (name.split(".") for name in imports(code) if name.startswith("observatory.engine."))
    return {name[2] for name in named if name[2] in WITHIN_ENGINE} - {part, *WITHIN_ENGINE[part]}


@pytest.mark.parametrize("part", WITHIN_ENGINE)
def test_the_parts_of_the_engine_depend_one_way(part: str) -> None:
    for path in modules(f"observatory/engine/{part}"):
        assert wrong_in_the_engine(part, path.read_text(encoding="utf-8")) == set(), path


def test_a_wrong_arrow_within_the_engine_is_found() -> None:
    assert wrong_in_the_engine("run", "from observatory.engine.past import refold") == {"past"}
    assert wrong_in_the_engine("run", "from observatory.engine import past, doors") == {"past"}


NETWORK = {
    *("socket", "ssl", "requests", "requests_hardened", "urllib3", "httpx", "httpcore", "aiohttp"),
    *("http", "urllib.request", "asyncio", "smtplib", "ftplib", "imaplib", "poplib", "telnetlib"),
    *("xmlrpc", "socketserver", "websockets", "webbrowser", "pycurl", "dns", "paramiko"),
}
"""Modules with which code could reach the network."""

OUTSIDE = {
    "observatory/harvest/wire.py": "the door's connections: every one to an address of the guard",
    "observatory/harvest/guard.py": "the door's guard resolves names",
    "observatory/harvest/door.py": "the door names the usual resolver",
    "observatory/harvest/answers.py": "names of errors, to tell them apart",
    "observatory/store/leases.py": "the name of this machine",
    "observatory/engine/outgoing/mail.py": "mail to the operator, by the server that is set",
}
"""The modules that may import one of these, each with its reason."""

BY_ADDRESS = {"feedparser.parse", "etree.parse", "etree.iterparse", "html.parse", "lxml.html.parse"}
"""Calls that would fetch what they are given, if that were an address."""


def ways_out(code: str) -> Iterator[str]:
    """Give what in code could reach the network: imports, imports by name, parsers of addresses."""
    for name in imports(code):
        yield from (way for way in NETWORK if name == way or name.startswith(f"{way}."))
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in NETWORK:
            yield ast.unparse(node)
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            first = ast.unparse(node.args[0]) if node.args else ""
            by_name = called in ("__import__", "importlib.import_module", "import_module")
            if by_name and first.strip("'").partition(".")[0] in NETWORK:
                yield first
            in_hand = first.startswith(("io.BytesIO(", "BytesIO("))
            if called in BY_ADDRESS and not in_hand:
                yield called


@pytest.mark.battery("T019")
def test_only_the_door_speaks_to_the_network() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): set(ways_out(path.read_text(encoding="utf-8")))
        for path in modules("observatory", "scrapers")
    }
    assert {place for place, ways in found.items() if ways} == set(OUTSIDE)
    assert found["observatory/store/leases.py"] == {"socket"}


@pytest.mark.parametrize(
    "code",
    [
        "import requests",
        "def f():\n    from urllib import request",
        "import urllib\nurllib.request.urlopen(url)",
        "from http.client import HTTPSConnection",
        "import urllib3.util",
        "__import__('socket')",
        "import importlib\nimportlib.import_module('http.client')",
        "import feedparser\nfeedparser.parse(url)",
        "from lxml import html\nhtml.parse(url)",
    ],
)
def test_a_way_out_is_found(code: str) -> None:
    assert list(ways_out(code))


def test_what_stays_inside_is_no_way_out() -> None:
    assert not list(ways_out("from urllib.parse import urlsplit\nimport html\nimport secrets"))
    assert not list(ways_out("import feedparser, io\nfeedparser.parse(io.BytesIO(raw))"))


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
