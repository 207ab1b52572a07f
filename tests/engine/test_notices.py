"""The operator is told once when a source breaks and once when it is well again, come what may."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import update

from observatory.engine.decisions import pausing
from observatory.engine.outgoing.notices import send_due
from observatory.engine.run import collect as collecting
from observatory.engine.upkeep.doctor import complaints, remarks
from observatory.store import ledger
from observatory.store import tables as t
from tests import worlds
from tests.mailbox import Mailbox
from tests.telling import rows
from tests.worlds import World, days_pass

NAME = "eccp_morocco"
TOLERATED = 2
"""Failed looks in a row that the page of the world may have: a weekly one of the EU."""


def kinds(world: World) -> list[str]:
    return [row["kind"] for row in rows(world.installation, t.Notice)]


def fails(world: World, times: int = TOLERATED + 1) -> None:
    """Let the page fail so many weeks."""
    for _ in range(times):
        days_pass(world)
        worlds.outage(world)
        world.look()
    worlds.outage_over(world)


def recovers(world: World) -> None:
    days_pass(world)
    assert world.look().outcome in ("ok", "unchanged")


# What is written


def test_one_notice_when_it_breaks_and_one_when_it_is_well(world: World) -> None:
    world.look()
    fails(world, TOLERATED)
    assert kinds(world) == [], "so many failures are within the budget"
    fails(world, 5)
    assert kinds(world) == ["broke"]
    recovers(world)
    recovers(world)
    assert kinds(world) == ["broke", "well"]
    fails(world)
    assert kinds(world) == ["broke", "well", "broke"]


def test_failures_within_the_budget_are_never_told(fast: World) -> None:
    fast.look()
    for _ in range(3):
        fails(fast, TOLERATED)
        recovers(fast)
    assert kinds(fast) == []


def test_a_night_of_retries_is_one_failure(fast: World) -> None:
    fast.look()
    worlds.outage(fast)
    for _ in range(12):
        fast.now += timedelta(hours=1)
        fast.look()
    assert kinds(fast) == []


def test_a_page_that_is_another_now_is_told_with_what_stands_there(fast: World) -> None:
    fast.look()
    worlds.login_wall(fast)
    for _ in range(TOLERATED + 1):
        days_pass(fast)
        fast.look()
    (row,) = rows(fast.installation, t.Notice)
    assert "login" in row["text"]


def test_a_quarantine_longer_than_the_budget_is_told(fast: World) -> None:
    fast.look()
    worlds.unknown_header(fast)
    for _ in range(TOLERATED):
        days_pass(fast)
        assert fast.look().outcome == "quarantined"
    assert kinds(fast) == []
    days_pass(fast)
    fast.look()
    (row,) = rows(fast.installation, t.Notice)
    assert "Maturity" in row["text"]


def test_what_never_could_be_read_is_told_too(fast: World) -> None:
    fails(fast)
    (row,) = rows(fast.installation, t.Notice)
    assert "jamais" in row["text"]
    assert f"/fr/sources/{NAME}" in row["text"]


def test_a_run_that_breaks_off_counts_as_any_failure(
    fast: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(collecting, "visit_source", breaks)
    for _ in range(TOLERATED + 1):
        days_pass(fast)
        fast.look()
    assert kinds(fast) == ["broke"]


def test_the_notice_is_part_of_the_run(fast: World, monkeypatch: pytest.MonkeyPatch) -> None:
    fast.look()
    fails(fast, TOLERATED)
    finish = ledger.finish_run

    def killed(*given: Any, **more: Any) -> None:
        finish(*given, **more)
        raise KeyboardInterrupt

    monkeypatch.setattr(ledger, "finish_run", killed)
    with pytest.raises(KeyboardInterrupt):
        fails(fast, 1)
    assert kinds(fast) == []
    monkeypatch.undo()
    worlds.outage_over(fast)
    with fast.installation.database.write() as db:
        db.execute(update(t.Run).where(t.Run.outcome == "").values(cut_off=True))
    fails(fast, 1)
    assert kinds(fast) == ["broke"]


def test_nothing_new_is_told_of_a_source_that_is_paused(fast: World) -> None:
    fast.look()
    pausing.pause(fast.installation, NAME, by="lea", why="It moves", now=fast.now)
    fails(fast, 5)
    assert kinds(fast) == []
    pausing.resume(fast.installation, NAME, by="lea", why="It has moved", now=fast.now)
    fails(fast, 1)
    assert kinds(fast) == ["broke"]


# What comes of it


def test_each_notice_is_one_mail_that_leads_to_the_page(fast: World) -> None:
    with Mailbox() as mailbox:
        settings = fast.installation.settings.model_copy(
            update={
                "smtp": SecretStr(f"smtp://127.0.0.1:{mailbox.port}"),
                "operator": "op@clusters.example", "url": "https://clusters.example",
            }
        )  # fmt: skip
        fast.installation = replace(fast.installation, settings=settings)
        fast.look()
        fails(fast)
        told = [send_due(fast.installation, fast.now) for _ in range(3)]
        recovers(fast)
        told += [send_due(fast.installation, fast.now) for _ in range(3)]
    assert told == [1, 0, 0, 1, 0, 0]
    broke, well = mailbox.mails
    assert "ECCP" in broke["Subject"]
    text = broke.get_content()
    assert f"https://clusters.example/fr/sources/{NAME}" in text
    assert "visites échouées de suite\u00a0: 3, admises\u00a0: 2" in text
    assert "terminée" in well.get_content()


def test_without_a_server_the_doctor_shows_it(fast: World) -> None:
    fails(fast)
    assert send_due(fast.installation, fast.now) == 0
    (said,) = [one for one in remarks(fast.installation, fast.now) if "OBSERVATORY_SMTP" in one]
    assert "1 notices wait" in said
    assert f"the last that {NAME} broke (" in said
    half = fast.installation.settings.model_copy(update={"operator": "op@clusters.example"})
    found = complaints(replace(fast.installation, settings=half), fast.now)
    assert any("OBSERVATORY_SMTP" in one for one in found)


# What is news


def test_a_mention_is_news_though_it_makes_no_change(fast: World) -> None:
    worlds.gazette_says(fast.web, "mention | 2026-03-01 | CE3M | A word on CE3M")
    told = []
    for item in ("", "mention | 2026-03-08 | CE3M | Another word on CE3M", ""):
        if item:
            worlds.gazette_says(fast.web, "mention | 2026-03-01 | CE3M | A word on CE3M", item)
        told.append(fast.look("gazette").changes)
        days_pass(fast)
    assert told == [0, 0, 0]
    assert [row["news"] for row in rows(fast.installation, t.Run)] == [True, True, False]


def test_another_look_at_the_same_facts_is_no_news(fast: World) -> None:
    fast.look()
    days_pass(fast)
    worlds.surroundings_change(fast)
    assert fast.look().outcome in ("ok", "degraded")
    days_pass(fast)
    worlds.value_changes(fast, "MOVE", smes="568")
    fast.look()
    assert [row["news"] for row in rows(fast.installation, t.Run)] == [True, False, True]
