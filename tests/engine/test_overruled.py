"""What a person sets aside stays so, whatever its source prints again; and can be taken back."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from observatory.engine.decisions.deciding import undo
from observatory.engine.decisions.overruling import overrule
from observatory.engine.past.rebuilding import differences
from observatory.errors import WrongUse
from observatory.store import tables as t
from observatory.store.queries import statements
from observatory.store.queries.asof import AsOf
from tests import worlds
from tests.registers import Register
from tests.serving import client_of
from tests.telling import codes, lines, rows, standing, told
from tests.worlds import World, days_pass


def says(world: World, name: str, days: float = 7) -> str:
    """Let time pass, print a president, look, and give the outcome."""
    days_pass(world, days)
    worlds.profile_says(world.web, Président=name, Site="https://ce3m.example/")
    return world.look("profile").outcome


def number_of(world: World, value: str) -> int:
    found = rows(world.installation, t.Statement)
    return max(int(row["id"]) for row in found if row["value"] == value)


def set_aside(world: World, value: str) -> int:
    days_pass(world, 1)
    number = number_of(world, value)
    return overrule(world.installation, number, by="A", why="an impostor", now=world.now)


def presidents(world: World, as_of: AsOf) -> set[str]:
    """Give who was said to be president, as of some days."""
    with world.installation.database.read() as db:
        found = statements.said_of(db, as_of, properties=["president"])
    return {said.value.text for said in found if said.open}


@pytest.mark.battery("T042")
def test_what_a_person_set_aside_stands_against_whoever_brings_it_again(world: World) -> None:
    says(world, "Salma Modèle")
    says(world, "Tarik Exemple")
    set_aside(world, "Tarik Exemple")
    assert standing(world.installation, "president") == {}
    days_pass(world)
    worlds.profile_says(world.web, Président="Tarik Exemple", Site="https://ce3m.example/fr")
    report = world.look("profile")
    assert (report.outcome, codes(report)) == ("degraded", ["overruled"])
    assert "Tarik Exemple was set aside by a person" in report.reasons[0].said
    assert standing(world.installation, "president") == {}
    assert says(world, "Salma Modèle") == "ok"
    assert says(world, "Tarik Exemple") == "degraded"
    assert standing(world.installation, "president") == {"about": {"Salma Modèle"}}
    assert differences(world.installation, world.now) == []


@pytest.mark.battery("T043")
def test_a_correction_alters_what_is_true_and_not_what_was_known(fast: World) -> None:
    says(fast, "Tarik Exemple")
    believed = fast.now.date()
    set_aside(fast, "Tarik Exemple")
    today = fast.now.date()
    assert presidents(fast, AsOf(today, believed, today, today)) == set()
    assert presidents(fast, AsOf(today, believed, today, believed)) == {"Tarik Exemple"}
    (change,) = told(fast.installation)
    assert (change.kind, change.before, change.after) == ("correction", "Tarik Exemple", None)
    client = client_of(fast)
    for path in ("/en/changes", "/feeds/changes.atom"):
        assert "an impostor" in client.get(path).text


def test_what_was_set_aside_by_mistake_stands_again(fast: World) -> None:
    says(fast, "Tarik Exemple")
    before = rows(fast.installation, t.Statement)
    key = set_aside(fast, "Tarik Exemple")
    days_pass(fast, 1)
    undo(fast.installation, key, by="B", why="it was him", now=fast.now)
    assert rows(fast.installation, t.Statement) == before
    assert [line[3:] for line in lines(fast.installation)] == [
        ("Tarik Exemple", None), (None, "Tarik Exemple"),
    ]  # fmt: skip
    assert says(fast, "Tarik Exemple") == "unchanged"
    assert differences(fast.installation, fast.now) == []


def test_only_what_stands_and_comes_from_a_page_is_set_aside(
    edited: World, register: Register
) -> None:
    register.says("ce3m | president | Salma Modèle | 2026-03 | one | 2026-03-20")
    edited.look("register")
    says(edited, "Tarik Exemple")
    with pytest.raises(WrongUse, match="correct the file"):
        set_aside(edited, "Salma Modèle")
    set_aside(edited, "Tarik Exemple")
    with pytest.raises(WrongUse, match="does not stand"):
        set_aside(edited, "Tarik Exemple")
    with edited.installation.database.read() as db:
        assert len(list(db.scalars(select(t.Decision.id)))) == 1
