"""What is wrong with an installation, in sentences that say what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from observatory.engine.installation import Installation, open_installation
from observatory.engine.timing.clock import tick
from observatory.engine.upkeep import doctor
from observatory.engine.upkeep.doctor import complaints, remarks
from observatory.settings import Settings
from observatory.store import tables as t
from tests import worlds
from tests.telling import rows
from tests.worlds import World, days_pass


def said(world: World) -> str:
    return "\n".join(complaints(world.installation, world.now))


def test_a_source_that_fails_is_named_with_since_when_and_why(fast: World) -> None:
    fast.look()
    worlds.outage(fast)
    days_pass(fast)
    since = fast.now
    fast.look()
    days_pass(fast)
    fast.look()
    found = f"eccp_morocco: failed since {since:%Y-%m-%d} (could not connect"
    assert "eccp_morocco" not in said(fast), "two failures are within its budget"
    assert any(found in sentence for sentence in remarks(fast.installation, fast.now))
    days_pass(fast)
    fast.look()
    assert found in said(fast)
    assert not any(found in one for one in remarks(fast.installation, fast.now))
    worlds.outage_over(fast)
    fast.look()
    assert "eccp_morocco" not in said(fast)


def test_a_source_that_was_never_or_long_not_visited_is_named(fast: World) -> None:
    assert "eccp_morocco was never visited" in said(fast)
    fast.look()
    assert "eccp_morocco" not in said(fast)
    days_pass(fast, 22)
    assert "eccp_morocco was last visited on 2026-03-02" in said(fast)


def test_a_clock_that_stands_still_is_named(fast: World) -> None:
    assert "the clock has never ticked" in said(fast)
    tick(fast.installation, fast.now, lambda *_: None, live=False)
    assert "the clock" not in said(fast)
    fast.now += timedelta(minutes=11)
    assert "the clock last ticked at 2026-03-02 08:00 UTC" in said(fast)


def test_a_record_of_the_future_is_named(fast: World) -> None:
    days_pass(fast, 3650)
    fast.look()
    days_pass(fast, -3650)
    assert "2036-02-28" in said(fast)
    assert "set" in said(fast)


def test_an_operator_whom_nobody_can_reach_is_told(fast: World) -> None:
    assert "OBSERVATORY_CONTACT" not in said(fast)
    bare = fast.installation.settings.model_copy(update={"contact": ""})
    found = complaints(replace(fast.installation, settings=bare), fast.now)
    assert any("OBSERVATORY_CONTACT" in sentence for sentence in found)


def test_a_full_disk_is_named(fast: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "MB are free" not in said(fast)
    monkeypatch.setattr(doctor, "LITTLE_ROOM", 10**18)
    assert "MB are free" in said(fast)


def opened(url: str, folder: Path) -> Installation:
    return open_installation(Settings(data=folder, database=url, scrapers="tests.publishers"))


def test_a_database_without_a_schema_says_which_command_to_run(
    bare_url: str, tmp_path: Path
) -> None:
    installation = opened(bare_url, tmp_path)
    assert "run `observatory init`" in complaints(installation, worlds.MONDAY)[-1]
    installation.database.close()


def test_a_database_of_another_version_is_named(fast: World) -> None:
    with fast.installation.database.write() as db:
        head = db.scalar(text("SELECT version_num FROM alembic_version"))
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "schema 9999" in said(fast)
    with fast.installation.database.write() as db:
        db.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": head})


def test_a_database_that_is_none_is_a_sentence_and_no_trace(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite"
    file.write_bytes(b"this is not a database, it is a text of more than one page " * 100)
    installation = opened(f"sqlite:///{file}", tmp_path)
    found = complaints(installation, worlds.MONDAY)
    assert "cannot be opened" in found[-1]
    installation.database.close()


def test_the_doctor_changes_nothing(fast: World) -> None:
    fast.look()
    before = [rows(fast.installation, table) for table in (t.Run, t.Meta, t.Source)]
    said(fast)
    assert [rows(fast.installation, table) for table in (t.Run, t.Meta, t.Source)] == before
