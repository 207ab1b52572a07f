"""What a web archive captured is taken into the past: in order of time, once, and as history."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from observatory.engine.past.rebuilding import differences
from observatory.store import tables as t
from observatory.store.queries import sources
from tests import worlds
from tests.archives import WebArchive, day
from tests.archives import archive as archive
from tests.engine.remembered import look_back, spells
from tests.engine.remembered import remembered as remembered
from tests.telling import lines, rows, standing, told
from tests.worlds import World, days_pass


def test_history_begins_before_the_observatory_did(remembered: World, archive: WebArchive) -> None:
    found = look_back(remembered, archive)
    assert spells(remembered, "members_companies") == [
        ("140", day("2024-05-01"), worlds.MONDAY),
        ("150", worlds.MONDAY, None),
        ("60", day("2019-05-01"), day("2022-05-01")),
        ("90", day("2022-05-01"), day("2024-05-01")),
    ]
    assert spells(remembered, "president") == [
        ("Salma Modèle", day("2024-05-01"), None),
        ("Tarik Exemple", day("2019-05-01"), day("2024-05-01")),
    ]
    assert dict(found.taken.verdicts) == {"accepted": 4}
    assert differences(remembered.installation, remembered.now) == []


def test_each_step_is_told_with_its_window_and_none_is_news(
    remembered: World, archive: WebArchive
) -> None:
    before = len(told(remembered.installation, retrospective=True))
    news = lines(remembered.installation)
    look_back(remembered, archive)
    new = told(remembered.installation, retrospective=True)[before:]
    assert [(c.kind, c.property, c.before, c.after, c.not_before, c.not_after) for c in new] == [
        ("value_added", "president", None, "Tarik Exemple", None, day("2019-05-01")),
        ("value_added", "members_companies", None, 60, None, day("2019-05-01")),
        ("value_changed", "members_companies", 60, 90, day("2021-05-01"), day("2022-05-01")),
        (
            "value_changed", "president", "Tarik Exemple", "Salma Modèle",
            day("2022-05-01"), day("2024-05-01"),
        ),
        ("value_changed", "members_companies", 90, 140, day("2022-05-01"), day("2024-05-01")),
        ("value_changed", "members_companies", 140, 150, day("2024-05-01"), worlds.MONDAY),
    ]  # fmt: skip
    assert lines(remembered.installation) == news


def test_equal_bytes_are_fetched_once(remembered: World, archive: WebArchive) -> None:
    found = look_back(remembered, archive)
    assert (found.gathered.captures, found.gathered.fetched) == (5, 3)
    assert len(archive.captures_asked) == 3
    looked = [v["at"] for v in rows(remembered.installation, t.Visit) if v["capture"]]
    assert looked == [day(f"{year}-05-01") for year in (2019, 2021, 2022, 2024)]


def test_a_second_time_asks_for_nothing_and_tells_nothing(
    remembered: World, archive: WebArchive
) -> None:
    look_back(remembered, archive)
    held = [rows(remembered.installation, table) for table in (t.Statement, t.Change, t.Visit)]
    archive.asked.clear()
    days_pass(remembered, 1)
    look_back(remembered, archive)
    assert archive.captures_asked == []
    assert held == [
        rows(remembered.installation, table) for table in (t.Statement, t.Change, t.Visit)
    ]


def test_an_archive_that_asks_for_time_is_left_and_taken_up_again(
    remembered: World, archive: WebArchive
) -> None:
    archive.refuses_after = 1
    first = look_back(remembered, archive)
    assert first.gathered.stopped
    assert first.gathered.stopped.code == "rate_limited"
    assert standing(remembered.installation, "members_companies") == {"about": {"150"}}
    with remembered.installation.database.write() as db:
        db.execute(delete(t.Host))  # an hour later
    archive.refuses_after, archive.asked = None, []
    days_pass(remembered, 1)
    look_back(remembered, archive)
    assert len(archive.captures_asked) == 2
    assert len(spells(remembered, "members_companies")) == 4
    assert differences(remembered.installation, remembered.now) == []


def test_a_process_that_ends_between_fetching_and_believing_loses_nothing(
    remembered: World, archive: WebArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        cut.setattr("observatory.engine.past.backfill.take_in", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            look_back(remembered, archive)
    assert differences(remembered.installation, remembered.now) == []
    remembered.look("profile")  # the clock goes on meanwhile
    archive.asked.clear()
    look_back(remembered, archive)
    assert archive.captures_asked == []
    assert len(spells(remembered, "members_companies")) == 4


def test_the_past_is_no_visit_of_today(remembered: World, archive: WebArchive) -> None:
    with remembered.installation.database.read() as db:
        (before,) = sources.states(db, ("profile",))
    look_back(remembered, archive)
    with remembered.installation.database.read() as db:
        (after,) = sources.states(db, ("profile",))
        log = sources.runs(db, "profile", 10)
    assert [run.past for run in log] == [True] * 4 + [False]
    assert (after.health, after.last_run, after.last_good, after.last_due) == (
        before.health, before.last_run, before.last_good, worlds.MONDAY,
    )  # fmt: skip


def test_what_was_known_before_is_still_told(remembered: World, archive: WebArchive) -> None:
    look_back(remembered, archive)
    recorded = {
        row["value"]: row["recorded_at"]
        for row in rows(remembered.installation, t.Statement)
        if row["property"] == "members_companies"
    }
    assert recorded == {
        "60": remembered.now, "90": remembered.now, "140": remembered.now, "150": worlds.MONDAY,
    }  # fmt: skip
