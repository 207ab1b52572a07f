"""Statements and events can be deleted and folded again from what was kept, and come out equal."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, insert, update

from observatory.engine.past.rebuilding import differences, rebuild
from observatory.store import tables as t
from tests import worlds
from tests.loopback import Answer
from tests.telling import rows
from tests.worlds import FIVE, World, days_pass


def a_long_story(world: World) -> None:
    """Let nearly everything happen once."""
    steps: list[Callable[[], None]] = [
        lambda: worlds.value_changes(world, "MOVE", smes="570"),
        lambda: worlds.partnership_gone(world, "EnW"),
        lambda: worlds.blocks_break(world, 2),
        lambda: worlds.unknown_header(world),
        lambda: worlds.unknown_header(world, worlds.COLUMNS["technology"]),
        lambda: worlds.outage(world),
        lambda: worlds.outage_over(world),
        lambda: worlds.partnership_listed(world, FIVE[4]),
        lambda: worlds.value_changes(world, "MOVE", smes="567", countries="Morocco"),
        lambda: worlds.login_wall(world),
        lambda: worlds.surroundings_change(world),
    ]
    worlds.list_says(world.web, {"Alpha": "1", "Beta": "2"}, {"Gamma": "3"})
    worlds.profile_says(world.web, Président="Tarik Exemple", Entreprises_membres="42")
    worlds.gazette_says(world.web, "mention | 2026-02-20 | | Le Cluster Menara et CE3M exposent")
    for number, step in enumerate(steps):
        for source in ("eccp_morocco", "partners", "profile", "gazette"):
            world.look(source)
        step()
        days_pass(world, 3)
        if number == 4:
            worlds.profile_says(world.web, title="Zeta", Président="Salma Modèle")
            worlds.list_says(world.web, {"Alpha": "1"}, {"Gamma": "4"})
            worlds.gazette_says(world.web, "labelled | 2026-03-10 | CE3M | CE3M est labellisé")
    world.look()


def contents(world: World) -> list[list[dict[str, Any]]]:
    return [
        sorted(rows(world.installation, table), key=lambda row: row["id"])
        for table in (t.Statement, t.Event)
    ]


def empty(world: World) -> None:
    with world.installation.database.write() as db:
        db.execute(delete(t.Statement))
        db.execute(delete(t.Event))


def test_everything_deleted_comes_back_as_it_was(world: World) -> None:
    a_long_story(world)
    installation, before, changes = (
        world.installation,
        contents(world),
        rows(world.installation, t.Change),
    )
    assert len(before[0]) > 40
    assert differences(installation, world.now) == []
    empty(world)
    missing = differences(installation, world.now)
    assert len(missing) == sum(map(len, before))
    assert contents(world) == [[], []]
    assert len(rebuild(installation, world.now)) == len(missing)
    assert contents(world) == before
    assert rows(installation, t.Change) == changes
    assert differences(installation, world.now) == []


def test_rebuilding_what_is_whole_does_nothing(fast: World) -> None:
    a_long_story(fast)
    before = contents(fast)
    assert rebuild(fast.installation, fast.now) == []
    assert contents(fast) == before


def test_one_row_deleted_altered_or_added_is_named_and_put_right(world: World) -> None:
    world.look()
    before = contents(world)
    installation = world.installation
    first, second, third = (row["id"] for row in before[0][:3])
    added = before[0][2] | {"id": 12345, "value_key": "forged", "value": "forged"}
    with installation.database.write() as db:
        db.execute(delete(t.Statement).where(t.Statement.id == first))
        db.execute(update(t.Statement).where(t.Statement.id == second).values(value="forged"))
        db.execute(insert(t.Statement).values(**added))
    said = differences(installation, world.now)
    assert [line.partition(":")[0] for line in said] == [
        f"statement {first} is missing",
        f"statement {second} is altered",
        "statement 12345 is extra",
    ]
    assert all("eccp_morocco" in line for line in said)
    rebuild(installation, world.now)
    assert contents(world) == before
    assert third in {row["id"] for row in contents(world)[0]}


def test_checking_writes_nothing(world: World) -> None:
    world.look()
    empty(world)
    counts = [len(rows(world.installation, table)) for table in (t.Entity, t.Name, t.Citation)]
    differences(world.installation, world.now)
    assert contents(world) == [[], []]
    assert counts == [
        len(rows(world.installation, table)) for table in (t.Entity, t.Name, t.Citation)
    ]
    rebuild(world.installation, world.now)


@pytest.mark.parametrize("seed", range(4))
def test_any_history_folds_to_what_the_runs_wrote(fast: World, seed: int) -> None:
    dice = random.Random(seed)
    names = list("ABCDEFGH")

    def a_list() -> None:
        chosen = {n: str(dice.choice([1, 1, 1, 2])) for n in names if dice.random() < 0.9}
        half = dice.randint(1, len(chosen) - 1)
        items = list(chosen.items())
        pages = [dict(items[:half]), dict(items[half:])]
        worlds.list_says(fast.web, *pages[: dice.choice([1, 2, 2])])
        for number in range(2):
            url = worlds.LIST if number == 0 else f"{worlds.LIST}?page=1"
            place = url.removeprefix("https:/")
            if place not in fast.web.pages:
                continue
            if dice.random() < 0.15:
                fast.web.put(url, Answer(b"", 500))
            elif dice.random() < 0.3:
                body = fast.web.pages[place].body.decode()
                broken = worlds.BROKEN * dice.randint(1, 2)
                fast.web.put(url, body.replace("</table>", f"</table>{broken}"))

    for _ in range(14):
        a_list()
        for _ in range(dice.randint(1, 3)):
            days_pass(fast, dice.choice([0.2, 0.5, 1, 7]))
            fast.look("partners")
    assert differences(fast.installation, fast.now) == []
    closed = [r for r in rows(fast.installation, t.Statement) if r["closed_at"]]
    assert closed
