"""Docs that fail: every command, setting, address and source is documented."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from observatory.cli import observatory
from observatory.harvest import load
from observatory.settings import PREFIX, Settings
from observatory.web import create_app

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(observatory.commands))
def test_each_command_is_documented(name: str) -> None:
    assert f"`observatory {name}" in REFERENCE


def test_each_decision_of_review_is_documented() -> None:
    review = observatory.commands["review"]
    assert isinstance(review, click.Group)
    line = next(line for line in REFERENCE.splitlines() if "`observatory review" in line)
    assert {name for name in review.commands if f"`{name}`" not in line} == set()


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_each_setting_is_documented(name: str) -> None:
    assert f"`{PREFIX}{name.upper()}`" in REFERENCE


def test_each_address_is_documented(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path))
    missing = set()
    for rule in app.url_map.iter_rules():
        path = rule.rule.replace("/<any(fr,ar,en):lang>", "")
        path = path.replace("<any(atom,json):form>", "atom").replace("<path:filename>", "")
        if path.startswith(("/api/v1/", "/static/")) or not path:
            continue
        if f"`{path}`" not in REFERENCE:
            missing.add(path)
    assert missing == set()


def test_each_source_declares_what_it_is() -> None:
    for name, loaded in load(["scrapers"]).items():
        source = loaded.source
        assert source.title, name
        assert source.publisher, name
        assert loaded.read.__doc__, f"{name}: read() says nothing of itself"


def test_the_changelog_has_unreleased_on_top() -> None:
    headings = [
        line
        for line in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("## ")
    ]
    assert headings[0] == "## Unreleased"


def test_decision_records_have_the_three_parts() -> None:
    for record in sorted((ROOT / "docs" / "decisions").glob("0*.md")):
        text = record.read_text(encoding="utf-8")
        for part in ("**Context.**", "**Decision.**", "**Consequences.**"):
            assert part in text, f"{record.name} lacks {part}"
