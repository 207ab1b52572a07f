"""When our own part fails: one source, and no more than that."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import delete, update

from observatory.engine.collect import collect_all
from observatory.store import ledger
from observatory.store import tables as t
from tests import worlds
from tests.telling import rows
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


def test_three_states_at_one_moment_do_not_break_the_run(fast: World) -> None:
    fast.look()
    for smes in ("570", "567", "571"):
        worlds.value_changes(fast, "MOVE", smes=smes)
        assert fast.look().outcome in ("ok", "failed")
