"""What a web archive captured is taken into the past: in order of time, once, and as history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete

from observatory.engine.backfill import Backfilled, backfill
from observatory.engine.doors import open_wayback
from observatory.engine.rebuilding import differences
from observatory.harvest.archives.warc import KeptPage, Warc, write_warc
from observatory.store import tables as t
from observatory.store.queries import sources
from observatory.store.queries.kept import kept_looks
from tests import worlds
from tests.archives import WebArchive
from tests.stores import Stores
from tests.telling import lines, rows, standing, told
from tests.worlds import PROFILE, World, days_pass


@pytest.fixture
def archive() -> Iterator[WebArchive]:
    """A web archive with nothing in it yet."""
    with WebArchive() as archive:
        yield archive


def day(text: str) -> datetime:
    """Read a day, at noon."""
    return datetime.fromisoformat(f"{text}T12:00:00+00:00")


def profile(president: str, members: str) -> str:
    """Write the profile page as it once was."""
    return (
        "<html><head><title>CE3M</title></head><body><dl>"
        f"<dt>Président</dt><dd>{president}</dd><dt>Entreprises membres</dt><dd>{members}</dd>"
        "</dl></body></html>"
    )


def look_back(world: World, archive: WebArchive, source: str = "profile") -> Backfilled:
    """Read the past of a source from the archive, now."""
    loaded = world.installation.sources[source]
    wayback = open_wayback(world.installation, archive.base, None, world.now)
    return backfill(world.installation, loaded, wayback, world.now)


@pytest.fixture
def remembered(fast: World, archive: WebArchive) -> World:
    """A profile that was looked at in March 2026, of which an archive has three years more."""
    worlds.profile_says(fast.web, Président="Salma Modèle", Entreprises_membres="150")
    fast.look("profile")
    days_pass(fast, 10)
    for on, president, members in (
        ("2019-05-01", "Tarik Exemple", "60"),
        ("2020-05-01", "Tarik Exemple", "60"),
        ("2021-05-01", "Tarik Exemple", "60"),
        ("2022-05-01", "Tarik Exemple", "90"),
        ("2024-05-01", "Salma Modèle", "140"),
    ):
        archive.holds(PROFILE, day(on), profile(president, members))
    return fast


def spells(world: World, property: str) -> list[tuple[str, datetime, datetime | None]]:
    """Give the spells of a property that are believed: value, from, to."""
    return sorted(
        (row["value"], row["first_seen"], row["absent_since"])
        for row in rows(world.installation, t.Statement)
        if row["property"] == property and row["superseded_at"] is None
    )


def test_history_begins_before_the_observatory_did(remembered: World, archive: WebArchive) -> None:
    found = look_back(remembered, archive)
    assert spells(remembered, "members_companies") == [
        ("140", day("2024-05-01"), worlds.MONDAY),
        ("150", worlds.MONDAY, None),
        ("60", day("2019-05-01"), day("2022-05-01")),
        ("90", day("2022-05-01"), day("2024-05-01")),
    ]
    assert spells(remembered, "president") == [
        ("Salma Modèle", day("2024-05-01"), None),
        ("Tarik Exemple", day("2019-05-01"), day("2024-05-01")),
    ]
    assert dict(found.taken.verdicts) == {"accepted": 4}
    assert differences(remembered.installation, remembered.now) == []


def test_each_step_is_told_with_its_window_and_none_is_news(
    remembered: World, archive: WebArchive
) -> None:
    before = len(told(remembered.installation, retrospective=True))
    news = lines(remembered.installation)
    look_back(remembered, archive)
    new = told(remembered.installation, retrospective=True)[before:]
    assert [(c.kind, c.property, c.before, c.after, c.not_before, c.not_after) for c in new] == [
        ("value_added", "president", None, "Tarik Exemple", None, day("2019-05-01")),
        ("value_added", "members_companies", None, 60, None, day("2019-05-01")),
        ("value_changed", "members_companies", 60, 90, day("2021-05-01"), day("2022-05-01")),
        (
            "value_changed", "president", "Tarik Exemple", "Salma Modèle",
            day("2022-05-01"), day("2024-05-01"),
        ),
        ("value_changed", "members_companies", 90, 140, day("2022-05-01"), day("2024-05-01")),
        ("value_changed", "members_companies", 140, 150, day("2024-05-01"), worlds.MONDAY),
    ]  # fmt: skip
    assert lines(remembered.installation) == news


def test_equal_bytes_are_fetched_once(remembered: World, archive: WebArchive) -> None:
    found = look_back(remembered, archive)
    assert (found.gathered.captures, found.gathered.fetched) == (5, 3)
    assert len(archive.captures_asked) == 3
    looked = [v["at"] for v in rows(remembered.installation, t.Visit) if v["capture"]]
    assert looked == [day(f"{year}-05-01") for year in (2019, 2021, 2022, 2024)]


def test_a_second_time_asks_for_nothing_and_tells_nothing(
    remembered: World, archive: WebArchive
) -> None:
    look_back(remembered, archive)
    held = [rows(remembered.installation, table) for table in (t.Statement, t.Change, t.Visit)]
    archive.asked.clear()
    days_pass(remembered, 1)
    look_back(remembered, archive)
    assert archive.captures_asked == []
    assert held == [
        rows(remembered.installation, table) for table in (t.Statement, t.Change, t.Visit)
    ]


def test_an_archive_that_asks_for_time_is_left_and_taken_up_again(
    remembered: World, archive: WebArchive
) -> None:
    archive.refuses_after = 1
    first = look_back(remembered, archive)
    assert first.gathered.stopped
    assert first.gathered.stopped.code == "rate_limited"
    assert standing(remembered.installation, "members_companies") == {"about": {"150"}}
    with remembered.installation.database.write() as db:
        db.execute(delete(t.Host))  # an hour later
    archive.refuses_after, archive.asked = None, []
    days_pass(remembered, 1)
    look_back(remembered, archive)
    assert len(archive.captures_asked) == 2
    assert len(spells(remembered, "members_companies")) == 4
    assert differences(remembered.installation, remembered.now) == []


def test_a_process_that_ends_between_fetching_and_believing_loses_nothing(
    remembered: World, archive: WebArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        cut.setattr("observatory.engine.backfill.take_in", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            look_back(remembered, archive)
    assert differences(remembered.installation, remembered.now) == []
    remembered.look("profile")  # the clock goes on meanwhile
    archive.asked.clear()
    look_back(remembered, archive)
    assert archive.captures_asked == []
    assert len(spells(remembered, "members_companies")) == 4


def test_the_past_is_no_visit_of_today(remembered: World, archive: WebArchive) -> None:
    with remembered.installation.database.read() as db:
        (before,) = sources.states(db, ("profile",))
    look_back(remembered, archive)
    with remembered.installation.database.read() as db:
        (after,) = sources.states(db, ("profile",))
        log = sources.runs(db, "profile", 10)
    assert [run.past for run in log] == [True] * 4 + [False]
    assert (after.health, after.last_run, after.last_good, after.last_due) == (
        before.health, before.last_run, before.last_good, worlds.MONDAY,
    )  # fmt: skip


def test_what_was_known_before_is_still_told(remembered: World, archive: WebArchive) -> None:
    look_back(remembered, archive)
    recorded = {
        row["value"]: row["recorded_at"]
        for row in rows(remembered.installation, t.Statement)
        if row["property"] == "members_companies"
    }
    assert recorded == {
        "60": remembered.now, "90": remembered.now, "140": remembered.now, "150": worlds.MONDAY,
    }  # fmt: skip


def test_a_capture_that_is_no_page_is_named_and_nothing_rests_on_it(
    remembered: World, archive: WebArchive
) -> None:
    archive.holds(
        PROFILE, day("2023-05-01"), "<html><title>Page introuvable</title><h1>Page introuvable</h1>"
    )
    archive.holds(PROFILE, day("2023-06-01"), profile("Tarik Exemple", "100"), gone=True)
    archive.holds(PROFILE, day("2023-07-01"), "", status=301)
    found = look_back(remembered, archive)
    assert dict(found.taken.verdicts) == {"accepted": 4, "rejected": 1}
    (refused,) = found.gathered.refused
    assert (refused.code, "as of 2023-06-01" in refused.said) == ("not_found", True)
    assert len(spells(remembered, "members_companies")) == 4


def test_a_capture_that_is_implausible_is_held(world: World, archive: WebArchive) -> None:
    archive.holds(PROFILE, day("2020-01-01"), profile("Tarik Exemple", "60"))
    archive.holds(PROFILE, day("2021-01-01"), profile("Tarik Exemple", "60000"))
    found = look_back(world, archive)
    assert dict(found.taken.verdicts) == {"accepted": 1, "quarantined": 1}
    assert standing(world.installation, "members_companies") == {"about": {"60"}}


def test_an_index_that_cannot_be_read_is_no_empty_past(
    remembered: World, archive: WebArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing_there = look_back(remembered, archive, "partners")
    assert not nothing_there.gathered.failed
    busy = 200, "text/html", b"<html>the archive is busy</html>", dict[str, str]()
    monkeypatch.setattr(archive, "answer", lambda path: busy)
    assert look_back(remembered, archive).gathered.failed


def test_a_long_index_is_read_to_its_end(remembered: World, archive: WebArchive) -> None:
    archive.page = 2
    assert look_back(remembered, archive).gathered.captures == 5


def test_a_list_captured_alone_ends_nothing(world: World, archive: WebArchive) -> None:
    list_at = worlds.LIST
    worlds.list_says(world.web, {"Alpha": "1", "Beta": "2"}, {"Gamma": "3"})
    page = next(a for path, a in world.web.pages.items() if path.endswith("/list")).body.decode()
    archive.holds(list_at, datetime(2021, 1, 1, tzinfo=UTC), page)
    archive.holds(list_at, datetime(2022, 1, 1, tzinfo=UTC), page.replace("Beta", "Delta"))
    archive.holds(list_at, datetime(2023, 1, 1, tzinfo=UTC), page.replace("Beta", "Delta") + " ")
    look_back(world, archive, "partners")
    ended = [r for r in rows(world.installation, t.Statement) if r["closed_at"]]
    assert ended == []
    assert "no_longer_listed" not in {
        line[0] for line in lines(world.installation, retrospective=True)
    }


def test_one_list_whole_on_its_page_ends_what_it_no_longer_names(
    world: World, archive: WebArchive
) -> None:
    pages = []
    for _ in range(2):
        pages.append(next(a for p, a in world.web.pages.items() if "morocco" in p).body.decode())
        worlds.partnership_gone(world, "EnW") if len(pages) == 1 else None
    archive.holds(worlds.ECCP, day("2022-01-01"), pages[0])
    archive.holds(worlds.ECCP, day("2023-01-01"), pages[1])
    archive.holds(worlds.ECCP, day("2024-01-01"), pages[1])
    look_back(world, archive, "eccp_morocco")
    gone = [c for c in told(world.installation, retrospective=True) if c.kind == "no_longer_listed"]
    assert [(c.not_before, c.not_after) for c in gone] == [(day("2022-01-01"), day("2023-01-01"))]


def handed_over(world: World, folder: Path) -> tuple[Path, int]:
    """Write all that is kept of the profile into a WARC file; give how many looks it has."""
    with world.installation.database.read() as db:
        looks = kept_looks(db, "profile", None)
    body = world.installation.archive.body
    pages = [KeptPage(k.url, k.at, k.headers, body(k.sha256)) for k in looks]
    return folder / "kept.warc.gz", write_warc(folder / "kept.warc.gz", pages, "test")


def test_what_we_handed_over_ourselves_says_nothing_new(
    remembered: World, archive: WebArchive, tmp_path: Path
) -> None:
    look_back(remembered, archive)
    file, looks = handed_over(remembered, tmp_path)
    visits = len(rows(remembered.installation, t.Visit))
    loaded = remembered.installation.sources["profile"]
    days_pass(remembered, 1)
    found = backfill(remembered.installation, loaded, Warc(file), remembered.now)
    assert (found.gathered.captures, found.gathered.fetched) == (looks, 0)
    assert len(rows(remembered.installation, t.Visit)) == visits


def test_an_installation_of_elsewhere_takes_over_what_was_handed_over(
    remembered: World, archive: WebArchive, stores: Stores, tmp_path: Path
) -> None:
    look_back(remembered, archive)
    file, _ = handed_over(remembered, tmp_path)
    there = World(stores.installation("sqlite"), remembered.web, remembered.now)
    loaded = there.installation.sources["profile"]
    backfill(there.installation, loaded, Warc(file), there.now)
    assert spells(there, "members_companies") == spells(remembered, "members_companies")
    assert differences(there.installation, there.now) == []
