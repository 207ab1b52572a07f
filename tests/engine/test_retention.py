"""Two years of looks: what only repeats may go, what anything rests on never; all still works."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from observatory.domain.retention import AGE
from observatory.engine.decisions.deciding import release
from observatory.engine.installation import Installation
from observatory.engine.upkeep.backups import back_up, restore_backup
from observatory.engine.upkeep.doctor import complaints, remarks
from observatory.engine.upkeep.retention import clear, clear_daily, room
from observatory.engine.upkeep.verify import verify
from observatory.store import tables as t
from observatory.store.archive import Archive
from observatory.store.queries.kept import kept_looks
from observatory.store.queries.snapshots import snapshot
from tests import worlds
from tests.engine.test_rereading import again, reads, the_first_number, the_last_number
from tests.stores import Stores
from tests.telling import beliefs, rows, standing, told
from tests.worlds import ECCP, MONDAY, PROFILE, World, days_pass


def small(installation: Installation, megabytes: int = 1) -> Installation:
    """Give the installation with a budget that is used up, whatever it is."""
    settings = installation.settings.model_copy(update={"archive_budget": megabytes})
    return replace(installation, settings=settings)


@pytest.fixture
def budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a megabyte be a byte: no test needs to fill a disk."""
    monkeypatch.setattr("observatory.engine.upkeep.retention.MEGABYTE", 1)


def other_bytes(world: World, url: str, number: int) -> None:
    """Let a page say the same in other bytes."""
    page = world.web.pages[url.removeprefix("https:/")]
    world.web.put(url, replace(page, body=page.body + b"<!-- %d -->" % number))


def look_for_two_years(world: World) -> World:
    """Look every sixty days: noise, walls, news, and a hold at last."""
    for number in range(12):
        worlds.surroundings_change(world)
        if number in (3, 7):
            worlds.value_changes(world, "MOVE", smes=str(567 + number))
        if number in (2, 5):
            worlds.login_wall(world)
            other_bytes(world, ECCP, number)
        world.look()
        days_pass(world, 60)
    worlds.partnership_gone(world, "SpaceWave", "REINA PLUS", "FoodNet")
    assert world.look().outcome == "quarantined"
    days_pass(world, 10)
    world.installation = small(world.installation)
    return world


@pytest.fixture
def two_years(fast: World, budget: None) -> World:
    """A store with two years of looks at one page."""
    return look_for_two_years(fast)


def hashes(world: World, *, dropped: bool) -> set[str]:
    found = rows(world.installation, t.Snapshot)
    return {row["sha256"] for row in found if bool(row["dropped_at"]) == dropped}


def test_the_archive_is_cleared_of_what_nothing_rests_on(world: World, budget: None) -> None:
    two_years = look_for_two_years(world)
    installation, now = two_years.installation, two_years.now
    before = beliefs(installation), rows(installation, t.Visit), rows(installation, t.Reading)
    plan = room(installation, now)
    assert hashes(two_years, dropped=True) == set(), "a plan writes nothing"
    assert clear(installation, now) == plan
    dropped = hashes(two_years, dropped=True)
    assert len(dropped) == plan.pages == 7
    assert (beliefs(installation), rows(installation, t.Visit), rows(installation, t.Reading)) == (
        before
    )
    files = set(installation.archive.sizes())
    assert files == hashes(two_years, dropped=False)
    readings = {row["id"]: row for row in rows(installation, t.Reading)}
    proof = {
        row["reading"] for table in (t.Statement, t.Event) for row in rows(installation, table)
    }
    for row in rows(installation, t.Change):
        proof |= {row["reading_before"], row["reading_after"]} - {None}
    proof |= {key for key, row in readings.items() if row["verdict"] == "quarantined"}
    assert {readings[key]["sha256"] for key in proof} <= files
    visits = rows(installation, t.Visit)
    assert visits[-1]["sha256"] in files
    young = {v["sha256"] for v in visits if v["sha256"] and v["at"] >= now - AGE}
    assert young <= files
    assert list(verify(installation, now)) == []
    assert clear(installation, now).pages == 0
    (held,) = (row for row in readings.values() if row["verdict"] == "quarantined")
    release(installation, held["id"], by="A", why="it is so", now=now)
    assert installation.archive.body(held["sha256"])
    assert list(verify(installation, now)) == []


def test_nothing_goes_while_there_is_room(two_years: World) -> None:
    held = room(two_years.installation, two_years.now).held
    assert clear(small(two_years.installation, held), two_years.now).pages == 0
    assert clear(small(two_years.installation, held - 1), two_years.now).pages == 1
    assert clear(small(two_years.installation, 0), two_years.now).pages == 0


def test_the_same_bytes_are_kept_again(two_years: World) -> None:
    installation = two_years.installation
    clear(installation, two_years.now)
    walls = [row for row in rows(installation, t.Visit) if row["verdict"] == "blocked"]
    sha256 = walls[0]["sha256"]
    assert sha256 in hashes(two_years, dropped=True)
    worlds.login_wall(two_years)
    other_bytes(two_years, ECCP, 2)
    two_years.look()
    assert sha256 in hashes(two_years, dropped=False)
    assert installation.archive.body(sha256)


def test_bytes_kept_again_while_they_are_cleared_are_kept(
    two_years: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is there when it is asked for, and gone before the look is written."""
    installation, keep = two_years.installation, Archive.keep
    cleared: list[int] = []

    def kept(archive: Archive, body: bytes) -> str:
        found = keep(archive, body)
        if not cleared:
            cleared.append(1)
            clear(installation, two_years.now)
        return found

    worlds.login_wall(two_years)
    other_bytes(two_years, ECCP, 2)
    monkeypatch.setattr(Archive, "keep", kept)
    two_years.look()
    sha256 = rows(installation, t.Visit)[-1]["sha256"]
    assert sha256 in hashes(two_years, dropped=False)
    assert installation.archive.body(sha256)


def test_a_clearing_killed_between_leaves_a_file_too_many(
    two_years: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    installation = two_years.installation
    with monkeypatch.context() as patch:
        patch.setattr(Archive, "drop", killed)
        with pytest.raises(KeyboardInterrupt):
            clear(installation, two_years.now)
    left = hashes(two_years, dropped=True)
    assert left <= set(installation.archive.sizes())
    assert list(verify(installation, two_years.now)) == []
    clear(installation, two_years.now)
    assert not left & set(installation.archive.sizes())


def test_copies_leave_out_what_was_dropped(
    two_years: World, stores: Stores, tmp_path: Path
) -> None:
    installation, file = two_years.installation, tmp_path / "backup.zip"
    clear(installation, two_years.now)
    back_up(installation, file)
    other = stores.installation("sqlite")
    restore_backup(other, file, force=False)
    assert rows(other, t.Snapshot) == rows(installation, t.Snapshot)
    assert set(other.archive.sizes()) == hashes(two_years, dropped=False)
    assert list(verify(other, two_years.now)) == []
    with installation.database.read() as db:
        gone = {one.sha256 for one in kept_looks(db, "eccp_morocco", None) if one.dropped_at}
    assert gone == hashes(two_years, dropped=True)


def test_a_dropped_page_says_so(two_years: World) -> None:
    installation = two_years.installation
    clear(installation, two_years.now)
    sha256 = min(hashes(two_years, dropped=True))
    with installation.database.read() as db:
        assert (snapshot(db, sha256) or {})["dropped_at"] == two_years.now.isoformat()
        assert (snapshot(db, rows(installation, t.Visit)[-1]["sha256"]) or {})["dropped_at"] is None


def test_the_clock_clears_once_a_day(two_years: World) -> None:
    installation, now = two_years.installation, two_years.now
    clear_daily(small(installation, 0), now)
    assert hashes(two_years, dropped=True) == set(), "there is no budget"
    clear_daily(installation, now)
    first = hashes(two_years, dropped=True)
    assert first
    clear_daily(installation, now + AGE)
    later = hashes(two_years, dropped=True)
    assert first < later
    days_pass(two_years, 400)
    with installation.database.write() as db:
        db.execute(update(t.Snapshot).values(dropped_at=None))
    clear_daily(installation, now + AGE + timedelta(hours=23))
    assert hashes(two_years, dropped=True) == set(), "a day is not over"
    with installation.database.write() as db:
        kept = set(installation.archive.sizes())
        db.execute(update(t.Snapshot).where(t.Snapshot.sha256.not_in(kept)).values(dropped_at=now))


def test_doctor_says_how_full_it_is(two_years: World) -> None:
    installation, now = two_years.installation, two_years.now
    found = room(installation, now)
    (said,) = (one for one in remarks(installation, now) if "archive" in one)
    assert f"({found.pages} pages)" in said
    (said,) = (one for one in complaints(installation, now) if "archive" in one)
    assert "raise OBSERVATORY_ARCHIVE_BUDGET" in said
    enough_room = small(installation, found.held)
    assert not [one for one in complaints(enough_room, now) if "archive" in one]
    assert not [one for one in remarks(small(installation, 0), now) if "archive" in one]


def test_a_better_reader_makes_no_news_of_what_was_dropped(fast: World, budget: None) -> None:
    """What repeated a page says what that page is found to have said."""
    reads(fast, "profile", the_last_number, "1")
    for number in range(5):
        worlds.profile_says(
            fast.web, Président="Tarik Exemple", Entreprises_membres="142 dont 90 PME"
        )
        other_bytes(fast, PROFILE, number)
        fast.look("profile")
        days_pass(fast, 100)
    fast.installation = small(fast.installation)
    assert clear(fast.installation, fast.now).pages == 3
    reads(fast, "profile", the_first_number, "2")
    found = again(fast)
    assert (found.lost, found.corrections) == (0, 1)
    last = told(fast.installation, retrospective=True)[-1]
    assert (last.kind, last.before, last.after) == ("correction", 90, 142)
    spells = [row for row in rows(fast.installation, t.Statement) if not row["superseded_at"]]
    assert [r["first_seen"] for r in spells if r["property"] == "members_companies"] == [MONDAY]
    assert standing(fast.installation, "members_companies")["about"] == {"142"}
