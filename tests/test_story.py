"""The promise, told once from a page to everywhere that it is published.

A page of a European platform lists five partnerships that target Morocco. We look at it on some
Mondays; a number changes, a row goes, the platform is down for a while. Everything below is real:
the command line, HTTP on loopback, the database, the site. Only the days are told by ``--at``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import feedparser
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from observatory.cli import observatory
from observatory.settings import read_settings
from observatory.web import create_app
from tests.loopback import Web
from tests.worlds import FIVE, World, a_page_of_five, partnership_gone, value_changes

MOVE = "/fr/partnerships/move"


@pytest.fixture
def story(web: Web, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> World:
    """Set the page on the web, and an empty folder for what we keep."""
    monkeypatch.setenv("OBSERVATORY_DATA", str(tmp_path))
    monkeypatch.setenv("OBSERVATORY_URL", "https://clusters.example")
    world: World = a_page_of_five(None, web)  # type: ignore[arg-type]
    return world


def run(*words: str, code: int = 0) -> str:
    """Give a command to ``observatory``, expect its exit code, give what it prints."""
    result = CliRunner().invoke(observatory, list(words), catch_exceptions=False)
    assert result.exit_code == code, result.output
    return str(result.stdout)


def look(world: World, at: str, *, code: int = 0) -> dict[str, Any]:
    """Look at the page at a moment, as a person does on the command line."""
    said = run(
        "collect", "eccp_morocco", "--mirror", world.web.base, "--at", at, "--json", code=code
    )
    report: dict[str, Any] = json.loads(said)[0]
    return report


def site() -> FlaskClient:
    """Open the site on what is kept."""
    return create_app(read_settings()).test_client()


def entries(site: FlaskClient) -> list[dict[str, Any]]:
    """Give the plain data of the default feed, the latest first."""
    found = site.get("/feeds/changes.json").json
    assert found
    return [item["_observatory"] for item in found["items"]]


def test_a_change_on_a_page_reaches_every_place_where_it_is_published(story: World) -> None:
    # The first look is history, not news: the list was there before we came.
    first = look(story, "2026-03-02T08:00")
    assert (first["outcome"], first["reasons"]) == ("ok", [])
    assert entries(site()) == []

    # A week later one number on the page is another.
    value_changes(story, "MOVE", smes="570")
    assert look(story, "2026-03-09T08:00")["changes"] == 1

    # It is one numbered entry, with its window and both looks.
    (entry,) = entries(site())
    assert (entry["kind"], entry["entity_slug"], entry["property"]) == (
        "value_changed",
        "move",
        "smes_involved",
    )
    assert (entry["before"], entry["after"]) == (567, 570)
    assert entry["not_before"].startswith("2026-03-02T08:00")
    assert entry["not_after"].startswith("2026-03-09T08:00")
    for sha256 in entry["snapshots"].values():
        kept = site().get(f"/api/v1/snapshots/{sha256}").json
        assert kept
        assert kept["visits"][0]["url"].startswith("https://www.clustercollaboration.eu/")

    # In the Atom feed, under an id that no address is part of.
    atom = feedparser.parse(site().get("/feeds/changes.atom?lang=en").data)
    assert [item.title for item in atom.entries] == ["MOVE – Value changed – SMEs involved"]
    assert atom.entries[0].id.startswith("tag:clusters.example,")
    assert atom.entries[0].id.endswith(f":change:{entry['seq']}")

    # On the page of the partnership, in its history, and in the list of changes.
    assert "570" in site().get(MOVE).text
    assert "567" in site().get(f"{MOVE}/history").text
    assert f'id="change-{entry["seq"]}"' in site().get("/fr/changes").text

    # In the API, with its statement, source and dates.
    profile = site().get("/api/v1/partnerships/move").json
    assert profile
    value = profile["values"]["smes_involved"]
    assert value["value"] == 570
    assert value["statements"][0]["first_seen"].startswith("2026-03-09T08:00")
    assert value["statements"][0]["by"]["publisher"] == "European Cluster Collaboration Platform"

    # And what stood before still stands, on the day on which it stood.
    then = site().get("/api/v1/partnerships/move?seen_at=2026-03-03&known_at=2026-03-03").json
    assert then
    assert then["values"]["smes_involved"]["value"] == 567

    # What was kept gives all of it again.
    assert "equal" in run("rebuild", "--check")
    assert "no fault" in run("verify")


def test_what_is_gone_is_said_after_two_looks_and_an_outage_says_nothing(story: World) -> None:
    look(story, "2026-03-02T08:00")
    partnership_gone(story, "MOVE")
    assert look(story, "2026-03-09T08:00")["changes"] == 0

    story.web.down = True
    failed = look(story, "2026-03-09T12:00", code=1)
    assert failed["outcome"] == "failed"
    state = site().get("/api/v1/sources").json
    assert state
    assert any(one["failing_since"] for one in state["items"] if one["name"] == "eccp_morocco")

    story.web.down = False
    assert look(story, "2026-03-09T15:00")["changes"] == 0, "seven hours are not twelve"
    assert look(story, "2026-03-10T08:00")["changes"] == 1
    (entry,) = entries(site())
    assert (entry["kind"], entry["before"], entry["after"]) == ("no_longer_listed", "MOVE", None)
    assert entry["not_before"].startswith("2026-03-02T08:00")
    assert entry["not_after"].startswith("2026-03-09T08:00")
    assert site().get(MOVE).status_code == 200, "what was once listed keeps its page"


def test_the_past_cannot_be_told_after_the_present(story: World) -> None:
    look(story, "2026-03-09T08:00")
    words = ["collect", "eccp_morocco", "--mirror", story.web.base, "--at", "2026-03-02T08:00"]
    result = CliRunner().invoke(observatory, words)
    assert result.exception is not None
    assert "backfill" in str(result.exception)
    assert len(FIVE) == 5
