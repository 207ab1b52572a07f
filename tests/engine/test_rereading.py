"""An improved reader reads kept pages again: beliefs are corrected, the world stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest

from observatory.domain.facts import Event, Fact, Said
from observatory.engine.past.rebuilding import differences
from observatory.engine.past.rereading import Reread, reread
from observatory.engine.upkeep.doctor import remarks
from observatory.harvest import NothingFound, Page, Ref, labelled
from observatory.store import tables as t
from observatory.store.queries.asof import AsOf
from observatory.store.queries.statements import believed_values
from tests import worlds
from tests.publishers.profile import COLUMNS
from tests.telling import lines, rows, standing, told
from tests.worlds import World, days_pass

NAME = "Cluster Electronique, Mécatronique et Mécanique du Maroc"
Reader = Callable[[Page], Iterator[Said]]


def reads(world: World, source: str, read: Reader, version: str) -> None:
    """Put another reader in the place of a source's present one."""
    sources = dict(world.installation.sources)
    sources[source] = replace(sources[source], read=read, version=version)
    world.installation = replace(world.installation, sources=sources)


def the_last_number(page: Page) -> Iterator[Said]:
    """Read a profile and take the last number of the line of members: the wrong one."""
    yield from _profile(page, -1)


def the_first_number(page: Page) -> Iterator[Said]:
    """Read the same as it is meant."""
    yield from _profile(page, 0)


def _profile(page: Page, which: int) -> Iterator[Said]:
    for key, cell in labelled(page, *COLUMNS).items():
        said = [word for word in cell.text.split() if word.isdigit()] or [cell.text]
        yield Fact(
            "about", Ref("cluster", (page.title,)), key, said[which], "fr",
            locator=cell.locator, scope="facts",
        )  # fmt: skip


def nothing(page: Page) -> Iterator[Said]:
    """Find nothing any more."""
    raise NothingFound(f"{page.url} has no profile")


def again(world: World, source: str = "profile", *, check: bool = False) -> Reread:
    """Read what is kept of a source again, now."""
    loaded = world.installation.sources[source]
    return reread(world.installation, loaded, world.now, check=check)


@pytest.fixture
def misread(world: World) -> World:
    """A profile whose members were read wrongly on two days, with another president between."""
    reads(world, "profile", the_last_number, "1")
    worlds.profile_says(world.web, Président="Tarik Exemple", Entreprises_membres="142 dont 90 PME")
    world.look("profile")
    days_pass(world, 30)
    worlds.profile_says(world.web, Président="Salma Modèle", Entreprises_membres="150 dont 95 PME")
    world.look("profile")
    days_pass(world, 30)
    return world


def believed(world: World, property: str, known: date) -> tuple[str, ...]:
    """Give what was shown of CE3M for a property, as known on a day."""
    (entity,) = {row["entity"] for row in rows(world.installation, t.Statement)}
    today = world.now.date()
    as_of = AsOf(valid=today, seen=today, known=known, today=today)
    with world.installation.database.read() as db:
        return believed_values(db, as_of, {(entity, property)})[entity, property][0]


def test_what_was_misread_is_corrected_and_nothing_changed_in_the_world(misread: World) -> None:
    before = [(c.seq, c.kind) for c in told(misread.installation, retrospective=True)]
    reads(misread, "profile", the_first_number, "2")
    found = again(misread)
    assert (found.pages, found.differ, found.corrections) == (2, 2, 1)
    assert standing(misread.installation, "members_companies") == {"about": {"150"}}
    after = told(misread.installation, retrospective=True)
    assert [(c.seq, c.kind) for c in after][: len(before)] == before
    (correction,) = after[len(before) :]
    assert (correction.kind, correction.before, correction.after) == ("correction", 95, 150)
    corrected = next(c for c in after if c.seq == correction.corrects)
    assert (corrected.kind, corrected.after) == ("value_changed", 95)


def test_what_was_known_before_is_still_known_to_have_been_believed(misread: World) -> None:
    yesterday = misread.now.date()
    days_pass(misread, 10)
    reads(misread, "profile", the_first_number, "2")
    again(misread)
    assert believed(misread, "members_companies", yesterday) == ("95",)
    assert believed(misread, "members_companies", misread.now.date()) == ("150",)
    assert believed(misread, "president", yesterday) == ("mdl selma",)


def test_the_past_is_read_better_too(misread: World) -> None:
    reads(misread, "profile", the_first_number, "2")
    again(misread)
    spells = [
        (row["value"], row["first_seen"], row["absent_since"])
        for row in rows(misread.installation, t.Statement)
        if row["property"] == "members_companies" and row["superseded_at"] is None
    ]
    first, second = worlds.MONDAY, worlds.MONDAY.replace(month=4, day=1)
    assert sorted(spells, key=str) == [("142", first, second), ("150", second, None)]
    given_up = [
        (row["value"], row["superseded_why"])
        for row in rows(misread.installation, t.Statement)
        if row["superseded_at"] == misread.now
    ]
    assert sorted(given_up) == [("90", "reread"), ("95", "reread")]


def test_everything_folds_again_to_the_same(misread: World) -> None:
    reads(misread, "profile", the_first_number, "2")
    again(misread)
    assert differences(misread.installation, misread.now) == []
    days_pass(misread, 5)
    worlds.profile_says(
        misread.web, Président="Salma Modèle", Entreprises_membres="151 dont 95 PME"
    )
    misread.look("profile")
    assert differences(misread.installation, misread.now) == []
    assert lines(misread.installation)[-1] == (
        "value_changed", NAME, "members_companies", 150, 151,
    )  # fmt: skip


def test_a_reader_that_is_worse_takes_nothing_away(misread: World) -> None:
    before = standing(misread.installation)
    reads(misread, "profile", nothing, "2")
    found = again(misread)
    assert len(found.worse) == 2
    assert standing(misread.installation) == before
    assert again(misread).differ == 0  # they have been read by this reader


def test_a_check_says_what_would_differ_and_writes_nothing(misread: World) -> None:
    held = [rows(misread.installation, table) for table in (t.Statement, t.Reading, t.Change)]
    reads(misread, "profile", the_first_number, "2")
    found = again(misread, check=True)
    assert found.differences == (
        "given up: profile, about, members_companies = '90'",
        "given up: profile, about, members_companies = '95'",
        "believed: profile, about, members_companies = '142'",
        "believed: profile, about, members_companies = '150'",
    )
    assert held == [
        rows(misread.installation, table) for table in (t.Statement, t.Reading, t.Change)
    ]


def test_the_same_reader_reads_nothing_again(misread: World) -> None:
    assert again(misread).pages == 0


def test_a_page_once_refused_is_believed_from_then_on(world: World) -> None:
    reads(world, "profile", nothing, "1")
    worlds.profile_says(world.web, Président="Tarik Exemple", Entreprises_membres="142 dont 90 PME")
    assert world.look("profile").outcome == "rejected"
    seen = world.now
    days_pass(world, 3)
    reads(world, "profile", the_first_number, "2")
    (asked,) = (said for said in remarks(world.installation, world.now) if "reread" in said)
    assert "observatory reread profile" in asked
    again(world)
    assert not [said for said in remarks(world.installation, world.now) if "reread" in said]
    assert standing(world.installation, "members_companies") == {"about": {"142"}}
    (row,) = [r for r in rows(world.installation, t.Statement) if r["property"] == "president"]
    assert (row["first_seen"], row["recorded_at"]) == (seen, world.now)
    assert {line[0] for line in lines(world.installation, retrospective=True)} == {"correction"}


def acts(*kinds: str) -> Reader:
    """Give a reader that finds acts of these kinds in the gazette."""

    def read(page: Page) -> Iterator[Said]:
        for kind in kinds:
            yield Event(
                "item", Ref("cluster", ("CE3M",)), kind, "2026-02-20", "CE3M est labellisé", "fr",
                {"scheme": "ministry-industry"}, scope="news",
            )  # fmt: skip

    return read


def test_an_act_that_nobody_did_is_taken_back(world: World) -> None:
    worlds.gazette_says(world.web, "labelled | 2026-02-20 | CE3M | CE3M est labellisé")
    reads(world, "gazette", acts("labelled"), "1")
    world.look("gazette")
    days_pass(world, 1)
    reads(world, "gazette", acts("mention"), "2")
    assert again(world, "gazette").corrections == 1
    correction = told(world.installation, retrospective=True)[-1]
    assert (correction.kind, correction.property, correction.corrects) == (
        "correction", "labelled", 1,
    )  # fmt: skip
    kinds = {r["kind"]: r["superseded_at"] for r in rows(world.installation, t.Event)}
    assert kinds == {"labelled": world.now, "mention": None}


def test_two_improvements_are_two_editions(misread: World) -> None:
    moments: list[datetime] = []
    for version, read in (("2", the_first_number), ("3", the_last_number), ("4", the_first_number)):
        reads(misread, "profile", read, version)
        again(misread)
        moments.append(misread.now)
        days_pass(misread, 2)
    assert [believed(misread, "members_companies", m.date()) for m in moments] == [
        ("150",), ("95",), ("150",),
    ]  # fmt: skip
    assert differences(misread.installation, misread.now) == []
