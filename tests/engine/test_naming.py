"""Names that a person places: believed from then on, forgotten, or taken back."""

from __future__ import annotations

import pytest

from observatory.engine.decisions.deciding import place_name, undo
from observatory.engine.past.rebuilding import differences
from observatory.errors import WrongUse
from observatory.store import tables as t
from tests import worlds
from tests.telling import rows, standing, told, waiting
from tests.worlds import World, days_pass


def an_unknown_name(world: World) -> int:
    worlds.profile_says(world.web, title="Cercle Ardoise", Président="Tarik Exemple")
    world.look("profile")
    days_pass(world, 1)
    (name,) = rows(world.installation, t.Unplaced)
    return int(name["id"])


def means(world: World, name: int, slug: str | None) -> int:
    return place_name(world.installation, name, slug, by="A", why="so printed", now=world.now)


def test_a_name_that_a_person_places_is_believed_from_now_on(world: World) -> None:
    first_seen, name = world.now, an_unknown_name(world)
    means(world, name, "ce3m")
    assert standing(world.installation) == {"about": {"Tarik Exemple"}}
    assert waiting(world.installation)["names"] == 0
    (statement,) = rows(world.installation, t.Statement)
    assert (statement["first_seen"], statement["recorded_at"]) == (first_seen, world.now)
    (change,) = told(world.installation)
    assert (change.kind, change.property, change.after) == (
        "value_added", "president", "Tarik Exemple",
    )  # fmt: skip
    days_pass(world)
    assert world.look("profile").changes == 0


def test_a_name_that_means_nobody_leaves_the_list(fast: World) -> None:
    name = an_unknown_name(fast)
    means(fast, name, None)
    assert (waiting(fast.installation)["names"], standing(fast.installation)) == (0, {})
    worlds.profile_says(fast.web, title="Cercle Ardoise", Président="Salma Modèle")
    days_pass(fast)
    fast.look("profile")
    assert (waiting(fast.installation)["names"], standing(fast.installation)) == (0, {})


def test_a_name_placed_by_mistake_comes_back_for_review(world: World) -> None:
    name = an_unknown_name(world)
    key = means(world, name, "ce3m")
    days_pass(world, 1)
    undo(world.installation, key, by="B", why="another body", now=world.now)
    assert (waiting(world.installation)["names"], standing(world.installation)) == (1, {})
    (statement,) = rows(world.installation, t.Statement)
    assert (statement["superseded_at"], statement["superseded_why"]) == (world.now, "decision")
    assert [c.kind for c in told(world.installation)] == ["value_added", "correction"]
    days_pass(world, 1)
    (again,) = rows(world.installation, t.Unplaced)
    means(world, again["id"], "emc")
    assert standing(world.installation) == {"about": {"Tarik Exemple"}}


def test_a_name_placed_again_as_before_stands_again(fast: World) -> None:
    key = means(fast, an_unknown_name(fast), "ce3m")
    days_pass(fast, 1)
    undo(fast.installation, key, by="B", why="no", now=fast.now)
    days_pass(fast, 1)
    means(fast, rows(fast.installation, t.Unplaced)[0]["id"], "ce3m")
    assert standing(fast.installation) == {"about": {"Tarik Exemple"}}
    assert differences(fast.installation, fast.now) == []


@pytest.mark.parametrize(("name", "slug"), [(99, "ce3m"), (1, "nobody")])
def test_a_name_or_body_that_is_not_there_is_refused(fast: World, name: int, slug: str) -> None:
    an_unknown_name(fast)
    with pytest.raises(WrongUse, match=str(name) if name == 99 else slug):
        means(fast, name, slug)
    assert rows(fast.installation, t.Decision) == []
