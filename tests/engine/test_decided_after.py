"""What is decided after bodies were merged or split, or a past was learned, is of that time."""

from __future__ import annotations

from typing import Any

from observatory.domain.extract import QUARANTINED
from observatory.engine.decisions.deciding import confirm, place_name, release
from observatory.engine.decisions.merging import merge
from observatory.engine.decisions.overruling import overrule
from observatory.engine.past.rebuilding import differences
from observatory.store import tables as t
from tests import worlds
from tests.archives import WebArchive
from tests.archives import archive as archive
from tests.engine.joined import (
    a_labelled_cluster,
    a_name_of_two,
    held,
    joins,
    leaves,
    taken_back,
)
from tests.engine.remembered import look_back
from tests.engine.remembered import remembered as remembered
from tests.telling import rows
from tests.worlds import World, days_pass

BY: dict[str, Any] = {"by": "A", "why": "I looked"}


def stands(world: World, value: str) -> int:
    """Give the statement that says a value now."""
    (found,) = (
        row["id"]
        for row in rows(world.installation, t.Statement)
        if row["value"] == value and row["superseded_at"] is None and row["closed_at"] is None
    )
    return int(found)


def held_back(world: World) -> list[int]:
    """Give the readings that a gate held."""
    found = rows(world.installation, t.Reading)
    return [row["id"] for row in found if row["verdict"] == QUARANTINED]


def test_a_value_that_is_set_aside_after_a_merge_was_the_wholes_until_then(fast: World) -> None:
    a_labelled_cluster(fast)
    key = joins(fast)
    between = fast.now.date()
    days_pass(fast, 2)
    overrule(fast.installation, stands(fast, "Salma Modèle"), now=fast.now, **BY)
    assert differences(fast.installation, fast.now) == []
    days_pass(fast, 1)
    taken_back(fast, key)
    assert "Salma Modèle" not in held(fast)["ce3m"]
    assert "Salma Modèle" in held(fast, between)["emc"]


def test_a_value_that_is_set_aside_after_a_backfill_stays_so(
    remembered: World, archive: WebArchive
) -> None:
    look_back(remembered, archive)
    days_pass(remembered, 1)
    overrule(remembered.installation, stands(remembered, "Salma Modèle"), now=remembered.now, **BY)
    assert differences(remembered.installation, remembered.now) == []


def test_a_page_that_is_released_after_a_merge_is_never_of_the_part(fast: World) -> None:
    a_labelled_cluster(fast)
    for members in ("10", "10000"):
        worlds.profile_says(fast.web, Président="Salma Modèle", Entreprises_membres=members)
        days_pass(fast)
        fast.look("profile")
    days_pass(fast, 1)
    key = joins(fast)
    days_pass(fast, 1)
    release(fast.installation, held_back(fast)[-1], now=fast.now, **BY)
    during = fast.now.date()
    assert "10000" in held(fast)["emc"]
    days_pass(fast, 1)
    taken_back(fast, key)
    assert "10000" in held(fast)["ce3m"]
    assert "10000" in held(fast, during)["emc"]


def test_a_name_that_is_placed_after_a_merge_is_never_of_the_part(fast: World) -> None:
    worlds.gazette_says(fast.web, "labelled | 2 mars 2026 | Pôle inconnu | Le Pôle labellisé")
    fast.look("gazette")
    days_pass(fast, 1)
    joins(fast)
    days_pass(fast, 1)
    (name,) = rows(fast.installation, t.Unplaced)
    place_name(fast.installation, name["id"], "ce3m", now=fast.now, **BY)
    (told,) = rows(fast.installation, t.Event)
    assert told["superseded_at"] is None
    assert "labelled" in held(fast)["emc"]


def test_a_body_that_is_found_while_two_are_one_is_found_once(fast: World) -> None:
    a_name_of_two(fast)
    worlds.list_says(fast.web, dict.fromkeys("ABCDE", "1"))
    fast.look("partners")
    days_pass(fast)
    key = merge(fast.installation, "move", "spacewave", now=fast.now, **BY)
    for number in "12":
        worlds.list_says(fast.web, {"Fresh": number})
        days_pass(fast)
        assert fast.look("partners").outcome == QUARANTINED
        if number == "1":
            days_pass(fast)
            taken_back(fast, key)
    for reading in held_back(fast):
        release(fast.installation, reading, now=fast.now, **BY)
        days_pass(fast, 1)
    assert [row["title"] for row in rows(fast.installation, t.Entity)].count("Fresh") == 1


def test_an_act_that_a_person_confirmed_can_be_split_off(fast: World) -> None:
    worlds.gazette_says(fast.web, "lead | 2 mars 2026 | CE3M | CE3M aurait signé")
    fast.look("gazette")
    (lead,) = rows(fast.installation, t.Event)
    act = {"slug": "ce3m", "kind": "labelled", "on": "2026-03-02", "scheme": "ministry-industry"}
    days_pass(fast, 1)
    confirm(fast.installation, lead["id"], act, now=fast.now, **BY)
    days_pass(fast, 1)
    records = [(row["source"], row["record"]) for row in rows(fast.installation, t.Event)]
    leaves(fast, slug="ce3m", address="ce3m-two", title="Deuxième", records=records)
    assert held(fast)["ce3m-two"] == {"labelled", "lead"}
    assert held(fast)["ce3m"] == set()
