"""What of an archive is believed: no page that is none, no list cut short, nothing twice."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from observatory.engine.past.backfill import backfill
from observatory.engine.past.rebuilding import differences
from observatory.harvest.archives.warc import KeptPage, Warc, write_warc
from observatory.store import tables as t
from observatory.store.queries.kept import kept_looks
from tests import worlds
from tests.archives import WebArchive, day
from tests.archives import archive as archive
from tests.engine.remembered import look_back, profile, spells
from tests.engine.remembered import remembered as remembered
from tests.stores import Stores
from tests.telling import lines, rows, standing, told
from tests.worlds import PROFILE, World, days_pass


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
