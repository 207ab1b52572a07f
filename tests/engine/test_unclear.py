"""Names and values that are not clear, acts, mentions and leads: kept, shown, never guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta, timezone
from pathlib import Path

import pytest

from observatory.store import tables as t
from observatory.store.queries import entities
from tests import worlds
from tests.registers import Register
from tests.telling import codes, lines, rows, standing, told
from tests.worlds import World, days_pass

SAVED = Path(__file__).parents[1] / "scrapers"


def test_a_name_that_nobody_knows_is_shown_and_not_guessed(world: World) -> None:
    worlds.profile_says(world.web, title="Cluster Zeta", Président="Tarik Exemple")
    report = world.look("profile")
    assert (report.outcome, report.facts) == ("ok", 0)
    (name,) = rows(world.installation, t.Unplaced)
    assert (name["name"], name["why"]) == ("Cluster Zeta", "no body is known by this name")
    assert standing(world.installation) == {}


def test_what_is_printed_under_an_unknown_name_is_not_gone(fast: World) -> None:
    worlds.profile_says(fast.web, Président="Tarik Exemple")
    fast.look("profile")
    worlds.profile_says(fast.web, title="Cluster Zeta", Président="Tarik Exemple")
    for _ in range(2):
        days_pass(fast)
        fast.look("profile")
    assert standing(fast.installation) == {"about": {"Tarik Exemple"}}


def test_a_value_that_cannot_be_typed_is_no_absence(fast: World) -> None:
    worlds.profile_says(fast.web, Président="Tarik Exemple", Entreprises_membres="42")
    fast.look("profile")
    worlds.profile_says(fast.web, Président="Tarik Exemple", Entreprises_membres="bientôt")
    for _ in range(2):
        days_pass(fast)
        report = fast.look("profile")
        assert (report.outcome, codes(report)) == ("degraded", ["unclear_value"])
    assert standing(fast.installation)["about"] == {"Tarik Exemple", "42"}


@pytest.mark.parametrize("smes", ["567", "570"])
def test_two_values_of_one_record_on_one_page_are_no_value_and_no_absence(
    fast: World, smes: str
) -> None:
    """Nobody can say which of the two is meant, also where one of them stood before."""
    fast.look()
    stood = standing(fast.installation)
    fast.rows["again"] = replace(fast.rows["MOVE"], smes="601", countries="Brazil, Morocco, Chile")
    worlds.value_changes(fast, "MOVE", smes=smes)
    for _ in range(2):
        days_pass(fast)
        report = fast.look()
        assert (report.outcome, codes(report)) == ("degraded", ["unclear_value"])
    assert report.reasons[0].said == (
        f"escp4i:move, smes_involved: the page says both '{smes}' and '601'"
    )
    assert standing(fast.installation, "smes_involved")["escp4i:move"] == {"567"}
    countries = standing(fast.installation, "targeted_country")["escp4i:move"]
    assert len(countries) == 3, "of what may have many values both rows are believed"
    del fast.rows["again"]
    worlds.value_changes(fast, "MOVE", smes="567", countries="Brazil, Morocco")
    for _ in range(2):
        days_pass(fast)
        assert fast.look().outcome in ("ok", "unchanged")
    assert standing(fast.installation) == stood


def test_a_value_that_a_page_must_state_is_withdrawn_after_two_looks(fast: World) -> None:
    worlds.profile_says(fast.web, Président="Tarik Exemple", Entreprises_membres="42")
    fast.look("profile")
    worlds.profile_says(fast.web, Président="Tarik Exemple")
    days_pass(fast)
    assert fast.look("profile").changes == 0
    days_pass(fast)
    fast.look("profile")
    assert lines(fast.installation) == [
        ("value_withdrawn", title_of(fast, "ce3m"), "members_companies", 42, None)
    ]


def test_what_a_page_lacks_of_what_it_should_give_is_not_gone(fast: World) -> None:
    """Its layout has moved: the reader says so, and nobody concludes that the office is vacant."""
    url = fast.installation.sources["cluster_menara"].source.starts[0]
    message = (SAVED / "cluster_menara" / "president.html").read_text(encoding="utf-8")
    fast.web.put(url, message)
    assert fast.look("cluster_menara").outcome == "failed", "its other pages are not there"
    stood = standing(fast.installation, "president")
    assert stood
    fast.web.put(url, message.replace("EXEMPLE", "exemple"))
    for _ in range(3):
        days_pass(fast)
        report = fast.look("cluster_menara")
        assert "value_missing" in codes(report)
    assert standing(fast.installation, "president") == stood


def title_of(world: World, slug: str) -> str:
    with world.installation.database.read() as db:
        body = entities.by_slug(db, slug)
    assert isinstance(body, entities.Body)
    return body.title


LABELLED = "labelled | 2026-02-20 | CE3M | CE3M obtient le label"
OLD = "labelled | 2011-09-20 | CE3M | CE3M avait obtenu le label"
MENTION = "mention | 2026-02-20 | | Le Cluster Menara expose à Marrakech"


def test_a_new_act_is_news_and_an_old_one_is_history(world: World) -> None:
    worlds.gazette_says(world.web, MENTION)
    world.look("gazette")
    worlds.gazette_says(world.web, LABELLED, OLD, MENTION)
    days_pass(world, 1)
    world.look("gazette")
    (change,) = told(world.installation)
    assert (change.kind, change.property, change.after) == ("label_event", "labelled", "2026-02-20")
    both = [c for c in told(world.installation, retrospective=True) if c.source == "gazette"]
    assert {c.after for c in both} == {"2026-02-20", "2011-09-20"}


def test_an_act_is_told_once_and_never_ends(fast: World) -> None:
    worlds.gazette_says(fast.web, LABELLED)
    fast.look("gazette")
    held = rows(fast.installation, t.Event)
    for items in ((LABELLED, MENTION), (MENTION,), (LABELLED,)):
        days_pass(fast)
        worlds.gazette_says(fast.web, *items)
        fast.look("gazette")
    acts = [row for row in rows(fast.installation, t.Event) if row["kind"] == "labelled"]
    assert acts == held
    assert len([c for c in told(fast.installation, retrospective=True) if c.event]) == 1


def test_a_mention_makes_no_change_but_is_kept(fast: World) -> None:
    worlds.gazette_says(fast.web, OLD)
    fast.look("gazette")
    worlds.gazette_says(fast.web, OLD, MENTION)
    days_pass(fast)
    assert fast.look("gazette").changes == 0
    assert {row["kind"] for row in rows(fast.installation, t.Event)} == {"labelled", "mention"}


def test_an_act_of_an_unknown_kind_or_without_a_readable_term_is_a_signal(fast: World) -> None:
    worlds.gazette_says(fast.web, "promoted | 2026-02-20 | CE3M | CE3M monte en grade", LABELLED)
    report = fast.look("gazette")
    assert (report.outcome, codes(report)) == ("degraded", ["unclear_value"])
    assert "promoted" in report.reasons[0].said
    assert [row["kind"] for row in rows(fast.installation, t.Event)] == ["labelled"]


@pytest.mark.battery("T039")
def test_two_sources_that_differ_are_both_kept_and_it_is_told_once(
    edited: World, register: Register
) -> None:
    register.says("ce3m | president | Salma Modèle | 2026-03 | one | 2026-03-20")
    edited.look("register")
    worlds.profile_says(edited.web, Président="Salma Modèle")
    edited.look("profile")
    for name in ("Tarik Exemple", "Karim Specimen"):
        days_pass(edited, 1)
        worlds.profile_says(edited.web, Président=name)
        edited.look("profile")
    assert [(c.kind, c.after) for c in told(edited.installation)] == [
        ("value_changed", "Tarik Exemple"),
        ("disagreement", "Tarik Exemple"),
        ("value_changed", "Karim Specimen"),
    ]
    assert standing(edited.installation, "president") == {
        "ce3m:president:one": {"Salma Modèle"},
        "about": {"Karim Specimen"},
    }


def test_a_very_long_text_is_told_apart_from_its_like(world: World) -> None:
    long = "accompagner les entreprises de la filière " * 200
    worlds.profile_says(world.web, Mission=long + "au Maroc")
    world.look("profile")
    worlds.profile_says(world.web, Mission=long + "en Afrique")
    days_pass(world)
    report = world.look("profile")
    assert (report.outcome, report.changes) == ("ok", 1)
    worlds.profile_says(world.web, Mission=long + "en Afrique ")
    days_pass(world)
    world.look("profile")
    assert [c.kind for c in told(world.installation)] == ["value_added", "value_withdrawn"]


def test_the_callers_time_zone_does_not_matter(world: World) -> None:
    zone = timezone(timedelta(hours=5, minutes=30))
    world.now = world.now.astimezone(zone)
    world.look()
    days_pass(world)
    worlds.value_changes(world, "MOVE", smes="570")
    world.look()
    (change,) = told(world.installation)
    assert change.at == world.now
    assert change.at.tzinfo == UTC
