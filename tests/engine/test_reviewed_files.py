"""Reviewed files and names learned: a new edition is no news, and folds as it was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from observatory.engine import installation as installing
from observatory.engine.decisions.deciding import confirm
from observatory.engine.installation import Seed, prepare
from observatory.engine.past.rebuilding import differences, rebuild
from observatory.store import tables as t
from tests import worlds
from tests.registers import Register
from tests.telling import rows, standing, told
from tests.worlds import World, days_pass


def a_learned_name(world: World, register: Register) -> None:
    """Let a text name a body by a name that is learned only later."""
    register.says("ce3m | members_companies | 42 | 2025 | one | 2025")
    worlds.gazette_says(world.web, "mention | 2026-02-20 | | Le Cercle Ardoise expose à Fès")
    world.look("register")
    world.look("gazette")
    days_pass(world, 1)
    register.says(
        "ce3m | members_companies | 42 | 2025 | one | 2025",
        "ce3m | name | Cercle Ardoise | 2025 | one | 2025",
    )
    world.look("register")


def test_a_name_learned_later_does_not_change_what_was_placed_before(
    edited: World, register: Register
) -> None:
    a_learned_name(edited, register)
    assert differences(edited.installation, edited.now) == []


def test_a_new_name_in_the_reviewed_file_places_what_was_unplaced(
    fast: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    worlds.profile_says(fast.web, title="Cercle Ardoise", Président="Tarik Exemple")
    fast.look("profile")
    assert standing(fast.installation) == {}
    assert len(rows(fast.installation, t.Unplaced)) == 1
    seed = dict(fast.installation.seed)
    name = {
        "slug": "ce3m", "name": "Cercle Ardoise", "lang": "fr", "script": "Latn",
        "kind": "press", "needs_context": "no", "note": "",
    }  # fmt: skip
    ce3m = seed["ce3m"]
    seed["ce3m"] = Seed(ce3m.slug, ce3m.kind, ce3m.counted, ce3m.context, (*ce3m.names, name))
    monkeypatch.setattr(installing, "seed_version", lambda: "next")
    fast.installation = replace(fast.installation, seed=seed)
    later = fast.now + timedelta(days=1)
    assert prepare(fast.installation, later) is True
    rebuild(fast.installation, later)
    assert standing(fast.installation) == {"about": {"Tarik Exemple"}}
    assert rows(fast.installation, t.Unplaced) == []
    assert prepare(fast.installation, later) is False
    fast.now = later


def test_a_reviewed_file_is_no_news(edited: World, register: Register) -> None:
    register.says("ce3m | members_companies | 42 | 2025 | one | 2025")
    edited.look("register")
    days_pass(edited, 1)
    register.says(
        "ce3m | members_companies | 45 | 2025 | one | 2025",
        "ce3m | president | Tarik Exemple | 2026-02 | one | 2026-02",
        "ce3m | labelled | CE3M labelled | 2026-02-20 | one | 2026-02-25",
    )
    report = edited.look("register")
    assert report.changes > 0
    assert told(edited.installation) == []
    assert len(told(edited.installation, retrospective=True)) > 3


def test_a_row_taken_out_is_given_up_and_nothing_is_told(edited: World, register: Register) -> None:
    row = "ce3m | members_companies | 42 | 2025 | one | 2025"
    act = "ce3m | labelled | CE3M labelled | 2011 | one | 2011"
    register.says(row, act)
    edited.look("register")
    before = len(told(edited.installation, retrospective=True))
    days_pass(edited, 1)
    register.says()
    edited.look("register")
    assert len(told(edited.installation, retrospective=True)) == before
    (statement,), (event,) = (
        rows(edited.installation, t.Statement),
        rows(edited.installation, t.Event),
    )
    assert (statement["superseded_at"], statement["closed_at"]) == (edited.now, None)
    assert event["superseded_at"] == edited.now
    days_pass(edited, 1)
    register.says(row, act)
    edited.look("register")
    assert standing(edited.installation) == {"ce3m:members_companies:one": {"42"}}
    assert rows(edited.installation, t.Event)[0]["superseded_at"] is None


def test_an_act_that_a_person_confirmed_is_in_no_edition_and_stands(
    edited: World, register: Register
) -> None:
    lead = "ce3m | lead | CE3M serait labellisé | 2026-02-25 | one | 2026-02-25"
    register.says(lead)
    edited.look("register")
    days_pass(edited, 1)
    (row,) = rows(edited.installation, t.Event)
    act = {"slug": "ce3m", "kind": "labelled", "on": "2026-02-20", "scheme": "ministry-industry"}
    confirm(edited.installation, row["id"], act, by="A", why="seen", now=edited.now)
    days_pass(edited, 1)
    register.says(lead, "ce3m | members_companies | 42 | 2025 | one | 2025")
    edited.look("register")
    standing_acts = {
        row["kind"] for row in rows(edited.installation, t.Event) if not row["superseded_at"]
    }
    assert standing_acts == {"lead", "labelled"}


def test_a_corrected_day_of_publication_folds_as_it_was_written(
    edited: World, register: Register
) -> None:
    register.says("ce3m | members_companies | 42 | | one | 2025")
    edited.look("register")
    days_pass(edited, 1)
    register.says("ce3m | members_companies | 42 | | one | 2024-05")
    edited.look("register")
    assert differences(edited.installation, edited.now) == []
    with edited.installation.database.read() as db:
        assert str(db.scalar(select(t.Statement.speaks_from))) == "2024-05-01"
