"""A list over several pages is one list, and only a look at all of it can miss a record."""

from __future__ import annotations

from tests import worlds
from tests.loopback import Answer
from tests.telling import acronyms, codes, lines, standing, told
from tests.worlds import World, days_pass


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


def test_a_list_whose_pager_nobody_can_place_ends_nothing(fast: World) -> None:
    """The row may stand on a second page that was never asked for."""
    pager = "<h3>Legend</h3><nav class='pager'><a rel='next' href='?page=1'>Next page</a></nav>"
    fast.look()
    fast.tail = pager
    worlds.partnership_gone(fast, "MOVE")
    for _ in range(3):
        days_pass(fast)
        report = fast.look()
        assert (report.outcome, codes(report)) == ("degraded", ["page_missing"])
    assert "MOVE" in acronyms(fast.installation)
    fast.tail = ""
    fast.publish()
    for _ in range(2):
        days_pass(fast)
        fast.look()
    assert "MOVE" not in acronyms(fast.installation)


def test_a_cell_emptied_on_two_complete_looks_is_a_value_withdrawn(world: World) -> None:
    world.look()
    last_seen = world.now
    worlds.value_changes(world, "MOVE", smes="")
    days_pass(world, 1)
    first_missed = world.now
    assert world.look().changes == 0
    days_pass(world, 0.25)
    assert (world.look().outcome, lines(world.installation)) == ("unchanged", [])
    days_pass(world, 0.25)
    world.look()
    (change,) = told(world.installation)
    assert (change.kind, change.property, change.before, change.after) == (
        "value_withdrawn", "smes_involved", 567, None,
    )  # fmt: skip
    assert (change.not_before, change.not_after) == (last_seen, first_missed)
    assert "567" not in standing(world.installation)["escp4i:move"]
    worlds.value_changes(world, "MOVE", smes="570")
    days_pass(world)
    world.look()
    assert lines(world.installation)[1:] == [("value_added", "MOVE", "smes_involved", None, 570)]


def test_a_column_that_is_empty_as_a_whole_withdraws_nothing(fast: World) -> None:
    fast.look()
    before = standing(fast.installation)
    for acronym in list(fast.rows):
        worlds.value_changes(fast, acronym, smes="")
    for _ in range(2):
        days_pass(fast)
        assert fast.look().changes == 0
    assert standing(fast.installation) == before
