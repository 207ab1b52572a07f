"""One run: what a page must look like to be believed, and what is told when it changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from observatory.engine.collect import collect_all
from observatory.store import ledger
from observatory.store import tables as t
from observatory.store.queries import entities
from tests import worlds
from tests.loopback import Answer
from tests.registers import Register
from tests.telling import beliefs, lines, rows, standing, told
from tests.worlds import FIVE, World, days_pass

SAVED = Path(__file__).parents[1] / "scrapers" / "eccp_morocco" / "morocco.html"
ACRONYMS = {row.acronym for row in FIVE}


def acronyms(world: World) -> set[str]:
    return {
        value for values in standing(world.installation, "acronym").values() for value in values
    }


def codes(report: object) -> list[str]:
    return [reason.code for reason in report.reasons]  # type: ignore[attr-defined]


# What is believed


def test_a_page_with_three_broken_blocks_gives_its_five_and_is_degraded(world: World) -> None:
    worlds.blocks_break(world, 3)
    report = world.look()
    assert (report.outcome, codes(report)) == ("degraded", ["broken_block"])
    assert acronyms(world) == ACRONYMS


def test_the_saved_page_gives_its_five_and_is_degraded(fast: World) -> None:
    alone = SAVED.read_text(encoding="utf-8").replace('rel="next"', "")
    fast.web.put(worlds.ECCP, alone)
    assert fast.look().outcome == "degraded"
    assert acronyms(fast) == {"SpaceWave", "REINA PLUS", "FoodNet", "MOVE", "EnW"}


def test_a_healthy_page_is_ok_then_unchanged(world: World) -> None:
    first = world.look()
    days_pass(world)
    second = world.look()
    assert (first.outcome, second.outcome) == ("ok", "unchanged")
    assert (second.facts, second.changes) == (first.facts, 0)


def test_columns_in_another_order_say_the_same(world: World) -> None:
    world.look()
    before = beliefs(world.installation)
    days_pass(world)
    worlds.columns_reordered(world)
    report = world.look()
    assert (report.outcome, report.changes) == ("ok", 0)
    assert beliefs(world.installation) == before


def test_rows_in_another_order_say_the_same(fast: World) -> None:
    fast.look()
    before = beliefs(fast.installation)
    days_pass(fast)
    fast.rows = dict(reversed(fast.rows.items()))
    fast.publish()
    report = fast.look()
    assert (report.outcome, report.changes) == ("ok", 0)
    assert beliefs(fast.installation) == before


@pytest.mark.parametrize(
    ("situation", "outcome", "code"),
    [
        (worlds.table_gone, "rejected", "nothing_found"),
        (worlds.unknown_header, "quarantined", "unknown_header"),
        (worlds.login_wall, "blocked", "login"),
        (worlds.not_found_with_200, "rejected", "soft_404"),
        (worlds.outage, "failed", "unreachable"),
    ],
)
def test_what_is_not_believed_changes_nothing_however_often(
    fast: World, situation: worlds.Situation, outcome: str, code: str
) -> None:
    fast.look()
    before = beliefs(fast.installation)
    situation(fast)
    for _ in range(3):
        days_pass(fast)
        report = fast.look()
        assert (report.outcome, codes(report)[0], report.changes) == (outcome, code, 0)
        assert beliefs(fast.installation) == before


@pytest.mark.parametrize("share", [0.02, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97])
def test_a_page_cut_short_ends_nothing(fast: World, share: float) -> None:
    fast.look()
    whole = acronyms(fast)
    worlds.page_cut_short(fast, share)
    for _ in range(2):
        days_pass(fast)
        fast.look()
    assert acronyms(fast) == whole
    assert lines(fast.installation) == []


def test_more_than_a_fifth_gone_at_once_is_held(fast: World) -> None:
    fast.look()
    before = beliefs(fast.installation)
    days_pass(fast)
    worlds.partnership_gone(fast, "MOVE", "EnW")
    assert fast.look().outcome == "ok"
    worlds.partnership_listed(fast, FIVE[3])
    worlds.partnership_listed(fast, FIVE[4])
    days_pass(fast)
    fast.look()
    worlds.partnership_gone(fast, "MOVE", "EnW", "FoodNet")
    worlds.partnership_listed(fast, worlds.Partnership("NEW", "A new one", "Morocco", "5", "2"))
    days_pass(fast)
    report = fast.look()
    assert (report.outcome, codes(report)) == ("quarantined", ["records_gone"])
    assert beliefs(fast.installation) == before


def test_a_held_page_leaves_no_entity_behind(world: World) -> None:
    world.look()
    before = beliefs(world.installation)
    world.rows = {
        f"Fake{n}": worlds.Partnership(f"Fake{n}", f"No such partnership {n}", "Morocco", "1", "1")
        for n in range(5)
    }
    world.publish()
    days_pass(world)
    assert world.look().outcome == "quarantined"
    assert beliefs(world.installation) == before


def test_a_held_page_that_goes_back_leaves_no_trace_but_the_log(fast: World) -> None:
    fast.look()
    before, page = beliefs(fast.installation), dict(fast.rows)
    worlds.partnership_gone(fast, "MOVE", "EnW", "FoodNet")
    worlds.partnership_listed(fast, worlds.Partnership("NEW", "A new one", "Morocco", "5", "2"))
    days_pass(fast, 0.5)
    assert fast.look().outcome == "quarantined"
    fast.rows = page
    fast.publish()
    days_pass(fast, 0.5)
    assert fast.look().outcome == "ok"
    assert beliefs(fast.installation) == before
    assert [r["outcome"] for r in rows(fast.installation, t.Run)] == ["ok", "quarantined", "ok"]


# What is told


def test_the_first_reading_is_numbered_and_no_news(world: World) -> None:
    report = world.look()
    assert report.changes > 0
    assert lines(world.installation) == []
    everything = told(world.installation, retrospective=True)
    assert [change.seq for change in everything] == list(range(1, report.changes + 1))
    assert ("listed", "MOVE", "", None, "MOVE") in lines(world.installation, retrospective=True)


def test_a_changed_value_is_told_with_its_window_and_both_pages(world: World) -> None:
    world.look()
    days_pass(world)
    world.look()
    last_without = world.now
    days_pass(world)
    worlds.value_changes(world, "MOVE", smes="570")
    world.look()
    (change,) = told(world.installation)
    assert (change.kind, change.property, change.before, change.after) == (
        "value_changed", "smes_involved", 567, 570,
    )  # fmt: skip
    assert (change.not_before, change.not_after, change.at) == (last_without, world.now, world.now)
    assert change.shown
    assert change.url == worlds.ECCP
    for sha256, text in ((change.sha_before, b"567"), (change.sha_after, b"570")):
        assert sha256 is not None
        assert text in world.installation.archive.body(sha256)


def test_there_and_back_are_three_spells_and_two_changes(world: World) -> None:
    world.look()
    for smes in ("570", "567"):
        days_pass(world)
        worlds.value_changes(world, "MOVE", smes=smes)
        world.look()
    spells = [
        row["value"]
        for row in sorted(rows(world.installation, t.Statement), key=lambda r: r["first_seen"])
        if (row["record"], row["property"]) == ("escp4i:move", "smes_involved")
    ]
    assert spells == ["567", "570", "567"]
    assert [(c.before, c.after) for c in told(world.installation)] == [(567, 570), (570, 567)]


def test_a_partnership_is_no_longer_listed_after_two_looks(world: World) -> None:
    world.look()
    days_pass(world)
    world.look()
    last_seen = world.now
    days_pass(world)
    worlds.partnership_gone(world, "MOVE")
    assert world.look().changes == 0
    first_missed = world.now
    days_pass(world, 11.9 / 24)
    assert world.look().changes == 0
    assert "MOVE" in acronyms(world)
    days_pass(world, 0.1 / 24)
    assert world.look().changes == 1
    (change,) = told(world.installation)
    assert (change.kind, change.title, change.before) == ("no_longer_listed", "MOVE", "MOVE")
    assert (change.not_before, change.not_after) == (last_seen, first_missed)
    assert change.at == world.now
    assert acronyms(world) == ACRONYMS - {"MOVE"}


@pytest.mark.parametrize("conditional", [True, False])
def test_the_same_bytes_again_are_a_second_look(fast: World, conditional: bool) -> None:
    fast.web.conditional = conditional
    fast.look()
    worlds.partnership_gone(fast, "MOVE")
    days_pass(fast)
    fast.look()
    days_pass(fast)
    report = fast.look()
    assert (report.outcome, report.changes) == ("unchanged", 1)
    assert "MOVE" not in acronyms(fast)
    assert rows(fast.installation, t.Visit)[-1]["status"] == (304 if conditional else 200)


def test_an_outage_in_between_changes_nothing(world: World) -> None:
    world.look()
    last_seen = world.now
    days_pass(world)
    worlds.partnership_gone(world, "MOVE")
    world.look()
    first_missed = world.now
    worlds.outage(world)
    for _ in range(2):
        days_pass(world)
        assert (world.look().outcome, len(told(world.installation))) == ("failed", 0)
    worlds.outage_over(world)
    days_pass(world)
    world.look()
    (change,) = told(world.installation)
    assert (change.not_before, change.not_after) == (last_seen, first_missed)


def test_an_outage_alone_ends_nothing(fast: World) -> None:
    fast.look()
    before = beliefs(fast.installation)
    worlds.outage(fast)
    for _ in range(3):
        days_pass(fast, 30)
        fast.look()
    worlds.outage_over(fast)
    assert fast.look().outcome == "unchanged"
    assert beliefs(fast.installation) == before


def test_what_comes_back_before_the_second_look_was_never_gone(fast: World) -> None:
    fast.look()
    worlds.partnership_gone(fast, "MOVE")
    days_pass(fast)
    fast.look()
    worlds.partnership_listed(fast, FIVE[3])
    days_pass(fast)
    fast.look()
    worlds.partnership_gone(fast, "MOVE")
    days_pass(fast)
    fast.look()
    assert lines(fast.installation) == []


def test_what_is_listed_again_is_told_again(world: World) -> None:
    world.look()
    worlds.partnership_gone(world, "MOVE")
    for _ in range(2):
        days_pass(world)
        world.look()
    last_without = world.now
    worlds.partnership_listed(world, FIVE[3])
    days_pass(world)
    world.look()
    assert [c.kind for c in told(world.installation)] == ["no_longer_listed", "listed"]
    again = told(world.installation)[-1]
    assert (again.not_before, again.not_after) == (last_without, world.now)
    entities = [row["title"] for row in rows(world.installation, t.Entity)]
    assert entities.count("MOVE") == 1


def test_surroundings_make_no_entry(world: World) -> None:
    world.look()
    before = beliefs(world.installation)
    for _ in range(2):
        days_pass(world)
        worlds.surroundings_change(world)
        report = world.look()
        assert (report.outcome, report.changes) == ("ok", 0)
    assert beliefs(world.installation) == before


def test_new_damage_protects_and_old_damage_does_not(fast: World) -> None:
    fast.look()
    worlds.blocks_break(fast, 2)
    worlds.partnership_gone(fast, "MOVE")
    for _ in range(3):
        days_pass(fast)
        assert fast.look().outcome == "degraded"
    assert "MOVE" in acronyms(fast)
    worlds.partnership_gone(fast, "EnW")
    for _ in range(2):
        days_pass(fast)
        fast.look()
    assert "MOVE" in acronyms(fast)
    assert "EnW" not in acronyms(fast)


def test_one_of_several_values_withdrawn_says_when_it_was_last_there(fast: World) -> None:
    fast.look()
    last_seen = fast.now
    worlds.value_changes(fast, "MOVE", countries="Morocco")
    days_pass(fast)
    fast.look()
    first_missed = fast.now
    days_pass(fast)
    fast.look()
    (change,) = told(fast.installation)
    assert (change.kind, change.before) == ("value_withdrawn", "BR")
    assert (change.not_before, change.not_after) == (last_seen, first_missed)


def test_the_same_page_delivered_many_times_is_one(fast: World) -> None:
    first = fast.look()
    before = beliefs(fast.installation)
    for _ in range(20):
        days_pass(fast, 1)
        fast.look()
    assert beliefs(fast.installation) == before
    assert len(rows(fast.installation, t.Reading)) == len(rows(fast.installation, t.Snapshot)) == 1
    assert len(rows(fast.installation, t.Visit)) == 21
    assert first.changes == len(told(fast.installation, retrospective=True))


def test_a_page_that_was_there_before_is_not_read_again(fast: World) -> None:
    fast.look()
    worlds.value_changes(fast, "MOVE", smes="570")
    days_pass(fast)
    fast.look()
    worlds.value_changes(fast, "MOVE", smes="567")
    days_pass(fast)
    report = fast.look()
    assert (report.outcome, report.changes) == ("ok", 1)
    assert len(rows(fast.installation, t.Reading)) == 2


# Lists over several pages


def test_a_list_over_pages_is_one_list(world: World) -> None:
    worlds.list_says(world.web, {"Alpha": "1", "Beta": "2"}, {"Gamma": "3"})
    assert world.look("partners").outcome == "ok"
    assert set(standing(world.installation)) == {"alpha", "beta", "gamma"}


def test_a_record_that_moves_to_another_page_is_no_change(fast: World) -> None:
    worlds.list_says(fast.web, {"Alpha": "1", "Beta": "2"}, {"Gamma": "3"})
    fast.look("partners")
    worlds.list_says(fast.web, {"Alpha": "1"}, {"Beta": "2", "Gamma": "3"})
    for _ in range(2):
        days_pass(fast)
        assert fast.look("partners").changes == 0
    assert set(standing(fast.installation)) == {"alpha", "beta", "gamma"}


def test_a_page_of_the_list_that_fails_ends_nothing_of_it(fast: World) -> None:
    pages = {"Alpha": "1"}, {"Beta": "2"}
    worlds.list_says(fast.web, *pages)
    fast.look("partners")
    fast.web.put(f"{worlds.LIST}?page=1", Answer(b"", 500))
    for _ in range(3):
        days_pass(fast)
        assert fast.look("partners").outcome == "failed"
    assert set(standing(fast.installation)) == {"alpha", "beta"}
    assert lines(fast.installation) == []


def test_what_an_incomplete_look_could_not_conclude_a_later_one_does(fast: World) -> None:
    """The later look brings the same bytes, and yet it is the first that was complete."""
    whole = {"Alpha": "1", "Beta": "2"}, {"Gamma": "3"}
    worlds.list_says(fast.web, *whole)
    fast.look("partners")
    last_seen = fast.now
    worlds.list_says(fast.web, {"Alpha": "1"}, {"Gamma": "3"})
    second = fast.web.pages["/partners.example/list?page=1"]
    fast.web.put(f"{worlds.LIST}?page=1", Answer(b"", 500))
    days_pass(fast)
    assert fast.look("partners").outcome == "failed"
    fast.web.put(f"{worlds.LIST}?page=1", second)
    days_pass(fast)
    assert fast.look("partners").outcome == "unchanged"
    first_missed = fast.now
    days_pass(fast)
    fast.look("partners")
    (change,) = told(fast.installation)
    assert (change.kind, change.title) == ("no_longer_listed", "Beta")
    assert (change.not_before, change.not_after) == (last_seen, first_missed)


def test_a_new_record_may_have_come_while_its_page_could_not_be_read(fast: World) -> None:
    worlds.list_says(fast.web, {"Alpha": "1"}, {"Beta": "2"})
    fast.look("partners")
    whole_look = fast.now
    fast.web.put(f"{worlds.LIST}?page=1", Answer(b"", 500))
    days_pass(fast)
    fast.look("partners")
    worlds.list_says(fast.web, {"Alpha": "1"}, {"Beta": "2", "Gamma": "3"})
    days_pass(fast)
    fast.look("partners")
    (change,) = told(fast.installation)
    assert (change.kind, change.not_before, change.not_after) == ("listed", whole_look, fast.now)


def test_constant_damage_on_another_page_of_the_list_protects_nothing(fast: World) -> None:
    def page_two(web_page: str) -> None:
        found = fast.web.pages["/partners.example/list?page=1"].body.decode()
        fast.web.put(f"{worlds.LIST}?page=1", found.replace("</table>", f"</table>{web_page}"))

    worlds.list_says(fast.web, {"Alpha": "1", "Beta": "2"}, {"Gamma": "3"})
    page_two(worlds.BROKEN)
    fast.look("partners")
    worlds.list_says(fast.web, {"Alpha": "1"}, {"Gamma": "3"})
    page_two(worlds.BROKEN)
    for _ in range(2):
        days_pass(fast)
        fast.look("partners")
    assert set(standing(fast.installation)) == {"alpha", "gamma"}


def test_a_list_longer_than_the_cap_concludes_nothing(fast: World) -> None:
    pages = [{f"P{n}": "1"} for n in range(7)]
    worlds.list_says(fast.web, *pages)
    first = fast.look("partners")
    assert (first.outcome, codes(first)) == ("degraded", ["page_missing"])
    pages[1] = {"New": "1"}
    worlds.list_says(fast.web, *pages)
    for _ in range(2):
        days_pass(fast)
        fast.look("partners")
    assert {"p1", "new"} <= set(standing(fast.installation))
    shorter = [*pages[:4]]
    worlds.list_says(fast.web, *shorter)
    for _ in range(2):
        days_pass(fast)
        report = fast.look("partners")
    assert (report.outcome, codes(report)) == ("unchanged", [])
    assert "p1" not in standing(fast.installation)


def test_one_page_that_always_fails_does_not_make_every_look_the_first(fast: World) -> None:
    worlds.list_says(fast.web, {"Alpha": "1"}, {"Beta": "2"})
    fast.web.put(f"{worlds.LIST}?page=1", Answer(b"", 404))
    fast.look("partners")
    worlds.list_says(fast.web, {"Alpha": "7"}, {"Beta": "2"})
    fast.web.put(f"{worlds.LIST}?page=1", Answer(b"", 404))
    days_pass(fast)
    fast.look("partners")
    assert lines(fast.installation) == [("value_changed", "Alpha", "smes_involved", 1, 7)]


# Names and values that are not clear


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


def title_of(world: World, slug: str) -> str:
    with world.installation.database.read() as db:
        body = entities.by_slug(db, slug)
    assert isinstance(body, entities.Body)
    return body.title


# Acts, mentions and leads

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


# When our own part fails


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


def test_time_between_two_looks_is_counted_from_the_first_miss(fast: World) -> None:
    fast.look()
    worlds.partnership_gone(fast, "MOVE")
    for hours in (1, 5, 5):
        days_pass(fast, hours / 24)
        fast.look()
    assert fast.now - worlds.MONDAY < timedelta(hours=12)
    assert "MOVE" in acronyms(fast)
    days_pass(fast, 2 / 24)
    fast.look()
    assert "MOVE" not in acronyms(fast)
