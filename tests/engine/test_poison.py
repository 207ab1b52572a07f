"""Poison is held and told to nobody: new names, moved columns, look-alike letters, false acts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from observatory.store import tables as t
from observatory.store.queries import review
from tests import worlds
from tests.engine.test_held import LABELLED, WITHDRAWN, let_go
from tests.engine.test_leads import label
from tests.telling import beliefs, codes, lines, rows, standing
from tests.worlds import FIVE, Partnership, World, days_pass


def test_new_names_under_the_same_count_are_no_arrivals(fast: World) -> None:
    fast.look()
    before = beliefs(fast.installation)
    fast.rows = {
        f"Other{n}": Partnership(f"Other{n}", f"Something else {n}", "Morocco", "40", "3")
        for n in range(5)
    }
    fast.publish()
    days_pass(fast)
    report = fast.look()
    assert report.outcome == "quarantined"
    assert {"records_gone", "records_renamed"} <= set(codes(report))
    assert beliefs(fast.installation) == before


def test_numbers_that_changed_their_column_are_held_and_say_what_moved(fast: World) -> None:
    fast.look()
    before = beliefs(fast.installation)
    for row in FIVE:
        worlds.value_changes(fast, row.acronym, smes=row.partners, partners=row.smes)
    days_pass(fast)
    report = fast.look()
    assert report.outcome == "quarantined"
    (moved,) = [reason.said for reason in report.reasons if reason.code == "layout_changed"]
    assert "5 values of smes_involved stand now under partners_count" in moved
    assert beliefs(fast.installation) == before


def test_another_layout_that_says_the_same_is_noted_and_believed(fast: World) -> None:
    fast.look()
    before = beliefs(fast.installation)
    worlds.columns_reordered(fast)
    days_pass(fast)
    with capture_logs() as noted:
        assert fast.look().outcome == "ok"
    assert [(line["event"], line["url"]) for line in noted] == [("layout", worlds.ECCP)]
    one, other = (row["layout"] for row in rows(fast.installation, t.Reading))
    assert one != other
    assert beliefs(fast.installation) == before


def test_a_released_layout_is_the_new_reference(fast: World) -> None:
    fast.look()
    fast.columns["smes"], fast.columns["partners"] = (
        fast.columns["partners"], "No. of SME involved",
    )  # fmt: skip
    fast.columns = dict(reversed(fast.columns.items()))
    for row in FIVE:
        worlds.value_changes(fast, row.acronym, countries="Chile, Peru")
    days_pass(fast)
    assert "layout_changed" in codes(fast.look())
    kept = [row["layout"] for row in rows(fast.installation, t.Reading)]
    assert kept[0]
    assert kept[0] != kept[1]
    let_go(fast)
    worlds.value_changes(fast, "MOVE", name="Moving on")
    days_pass(fast)
    assert fast.look().outcome == "ok"
    assert rows(fast.installation, t.Reading)[-1]["layout"] == kept[1]


def test_a_column_that_went_away_is_held_and_withdraws_nothing(fast: World) -> None:
    fast.look()
    before = standing(fast.installation)
    del fast.columns["smes"]
    fast.publish()
    for _ in range(2):
        days_pass(fast)
        report = fast.look()
        assert (report.outcome, report.changes) == ("quarantined", 0)
        assert "5 of 5 values of smes_involved are blank" in [r.said for r in report.reasons]
    assert standing(fast.installation) == before
    let_go(fast)
    worlds.value_changes(fast, "MOVE", name="Moving on")
    days_pass(fast)
    assert fast.look().outcome == "ok"


def test_a_name_in_look_alike_letters_is_held(fast: World) -> None:
    fast.look()
    before = beliefs(fast.installation)
    fast.rows["MOVE"] = replace(fast.rows["MOVE"], acronym="МOVE")
    fast.publish()
    days_pass(fast)
    report = fast.look()
    assert (report.outcome, codes(report)) == ("quarantined", ["lookalike_name"])
    assert beliefs(fast.installation) == before
    let_go(fast)
    worlds.value_changes(fast, "EnW", name="Energy in Waters")
    days_pass(fast)
    assert fast.look().outcome == "ok"


@pytest.mark.parametrize("title", ["СЕЗМ", "CЕ3M"])
def test_a_page_that_poses_as_a_cluster_by_its_letters_is_held(fast: World, title: str) -> None:
    worlds.profile_says(fast.web, title=title, Président="Tarik Exemple")
    assert codes(fast.look("profile")) == ["lookalike_name"]
    assert (standing(fast.installation), lines(fast.installation)) == ({}, [])


@pytest.mark.battery("T040")
@pytest.mark.parametrize("kind", ["press", "cluster"])
def test_an_act_that_the_authority_did_not_tell_is_a_lead(fast: World, kind: str) -> None:
    gazette = fast.installation.sources["gazette"]
    theirs = replace(gazette, source=replace(gazette.source, kind=kind))
    fast.installation = replace(
        fast.installation, sources={**fast.installation.sources, "gazette": theirs}
    )
    worlds.gazette_says(fast.web, LABELLED, WITHDRAWN)
    assert fast.look("gazette").outcome == "ok"
    with fast.installation.database.read() as db:
        leads = review.waiting(db)["leads"]
    assert {lead["about"] for lead in leads} == {"ce3m"}
    assert (label(fast), len(leads), lines(fast.installation)) == ("unknown", 2, [])
