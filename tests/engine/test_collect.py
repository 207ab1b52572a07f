"""When our own part fails: one source, and no more than that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select, update

from observatory.engine.run.collect import collect, collect_all
from observatory.store import ledger
from observatory.store import tables as t
from tests import worlds
from tests.telling import lines, rows, told
from tests.worlds import World, days_pass


def test_a_lost_page_of_the_archive_fails_its_source_and_no_other(fast: World) -> None:
    fast.web.conditional = True
    worlds.profile_says(fast.web, Président="Tarik Exemple")
    fast.look()
    run = rows(fast.installation, t.Run)[-1]
    assert run["outcome"] == "ok"
    # A run that was cut off between keeping and reading asks the archive for the bytes again.
    with fast.installation.database.write() as db:
        db.execute(update(t.Visit).values(verdict="", good=False, reading=None))
        db.execute(update(t.Run).values(changes=0))
        for table in (t.Statement, t.Reading, t.Change):
            db.execute(delete(table))
    (kept,) = rows(fast.installation, t.Snapshot)
    file = fast.installation.archive.path(kept["sha256"])
    held = file.read_bytes()
    file.unlink()
    days_pass(fast)
    chosen = fast.installation.named(("eccp_morocco", "profile"))
    reports = collect_all(fast.installation, chosen, fast.now, mirror=fast.web.base)
    assert [report.outcome for report in reports] == ["failed", "ok"]
    assert "not in the archive" in reports[0].reasons[0].said
    assert rows(fast.installation, t.Run)[-2]["outcome"] == "failed"
    file.write_bytes(held)


def test_two_processes_are_not_at_one_source_at_once(world: World) -> None:
    with world.installation.database.write() as db:
        ledger.open_run(
            db, "eccp_morocco", world.now, due_at=None, owner="elsewhere:1", clock=datetime.now(UTC)
        )
    report = world.look()
    assert (report.run, report.changes) == (None, 0)
    assert rows(world.installation, t.Visit) == []


def test_a_page_may_say_one_thing_another_and_the_first_again_at_one_moment(world: World) -> None:
    for smes in ("567", "570", "567", "567", "570"):
        worlds.value_changes(world, "MOVE", smes=smes)
        assert world.look().outcome in ("ok", "unchanged")
    assert lines(world.installation) == [
        ("value_changed", "MOVE", "smes_involved", 567, 570),
        ("value_changed", "MOVE", "smes_involved", 570, 567),
        ("value_changed", "MOVE", "smes_involved", 567, 570),
    ]
    moments = [run["at"] for run in rows(world.installation, t.Run)]
    assert moments == sorted(set(moments))
    assert moments[-1] - world.now < timedelta(milliseconds=1)


def test_what_a_long_run_tells_is_told_after_what_was_told_meanwhile(world: World) -> None:
    """The later run ends first; the numbers and the days of all changes still agree."""
    worlds.profile_says(world.web, Président="Tarik Exemple")
    world.look("profile")
    world.look()
    worlds.profile_says(world.web, Président="Salma Modèle")
    worlds.value_changes(world, "MOVE", smes="570")
    days_pass(world, 2)
    world.look()
    world.now -= timedelta(days=1)
    world.look("profile")
    president, smes = (change.at for change in reversed(told(world.installation)))
    assert president == smes
    world.now += timedelta(days=1)


def test_a_long_run_holds_its_source_page_by_page(
    world: World,
) -> None:
    worlds.list_says(world.web, *({f"P{n}": "1"} for n in range(3)))
    held = []

    def page_read(url: str) -> None:
        with world.installation.database.write() as db:
            held.append(db.scalar(select(t.Run.leased_until)))
            db.execute(update(t.Run).values(leased_until=datetime.now(UTC)))

    collect(
        world.installation, world.installation.sources["partners"], world.door, world.now,
        progress=page_read,
    )  # fmt: skip
    begun = datetime.now(UTC) + ledger.LEASE - timedelta(minutes=1)
    assert len(held) == 3
    assert all(until and until > begun for until in held)


def test_a_run_taken_for_dead_believes_nothing(fast: World) -> None:
    def page_read(url: str) -> None:
        with fast.installation.database.write() as db:
            ledger.cut_off_runs(db, db.scalars(select(t.Run.id)).all())

    loaded = fast.installation.sources["eccp_morocco"]
    report = collect(fast.installation, loaded, fast.door, fast.now, progress=page_read)
    assert (report.outcome, report.changes) == ("failed", 0)
    assert "taken for dead" in report.reasons[0].said
    assert rows(fast.installation, t.Statement) == []
