"""How a run finds its pages: each once, no list without end, one way standing in for another."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from observatory.engine.installation import Installation
from observatory.store import tables as t
from tests.loopback import Answer, Web
from tests.stores import PUBLISHERS, Stores
from tests.telling import codes, lines, rows, standing
from tests.worlds import World, days_pass

HOST = "https://www.poles.example"
READER = '''
"""Poles and their pages, found by every way that a site offers."""
from observatory.harvest import Fact, Ref, Source, follow
from scrapers._sitemap import below, is_sitemap, listed
from scrapers._pager import by_number

SOURCE = Source(title="Poles", publisher="P", kind="eu", start={start!r}, max_pages={most},
                scopes={{"poles": "record"}}, lang="en", mints=("partnership",))

def read(page):
    if is_sitemap(page):
        yield from listed(page, below("/content"))
        return
    names = [tag.get_text(strip=True) for tag in page.select("h3.pole")]
    for name in names:
        record = {record}
        yield Fact(record, Ref("partnership", (name,), context="ESCP-4i " + name), "acronym", name,
                   lang="en", scope="poles")
    for url in page.links("a.more, h3.pole a"):
        yield follow(url)
    if {numbered}:
        yield from by_number(page, bool(names), 9)
'''


class Site:
    """A made source over a site on loopback."""

    def __init__(self, stores: Stores, web: Web, folder: Path) -> None:
        self._stores, self.web, self._folder = stores, web, folder
        self.packages: list[str] = []

    def world(
        self, start: str = f"{HOST}/poles", *, most: int = 12, numbered: bool = False,
        record: str = "name.lower()",
    ) -> World:  # fmt: skip
        """Write the source and open an installation with it."""
        package = f"poles_{uuid.uuid4().hex[:8]}"
        self.packages.append(package)
        home = self._folder / package
        home.mkdir()
        (home / "__init__.py").write_text("")
        code = READER.format(start=start, most=most, numbered=numbered, record=record)
        (home / "poles.py").write_text(code)
        return World(self._stores.installation("sqlite", f"{PUBLISHERS},{package}"), self.web)

    def put(self, path: str, *poles: str, head: str = "", more: str = "") -> None:
        """Put a page with these poles on the web, each look with a token of its own."""
        body = "".join(f"<h3 class='pole'>{pole}</h3>" for pole in poles)
        self.web.put(
            f"{HOST}{path}",
            f"<!DOCTYPE html><html lang='en'><head><title>Poles</title>{head}</head><body>"
            f"<!-- {uuid.uuid4()} --><main><h1>Poles</h1>{body}{more}</main></body></html>",
        )

    def asked(self) -> list[str]:
        """Give the paths that were fetched, robots.txt left out."""
        paths = [path.partition(".example")[2] for path in self.web.asked]
        return [path for path in paths if path != "/robots.txt"]


@pytest.fixture
def made(
    stores: Stores, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Site]:
    monkeypatch.syspath_prepend(str(tmp_path))
    site = Site(stores, web, tmp_path)
    yield site
    for name in [n for n in sys.modules if n.partition(".")[0] in site.packages]:
        del sys.modules[name]


def records(installation: Installation) -> set[str]:
    return set(standing(installation))


def link(*paths: str) -> str:
    return "".join(f"<a class='more' href='{path}'>more</a>" for path in paths)


CANONICAL = f"<link rel='canonical' href='{HOST}/content/morocco'>"
SHORT = "<link rel='shortlink' href='/node/312'>"


@pytest.mark.parametrize("record", ["name.lower()", "page.url + name"])
@pytest.mark.parametrize("head", [CANONICAL, SHORT])
def test_one_page_under_two_addresses_gives_one_record(made: Site, head: str, record: str) -> None:
    world = made.world(record=record)
    aliases = ("/content/morocco", "/international-cooperation/morocco")
    made.put("/poles", more=link(*aliases, "/other"))
    for path in aliases:
        made.put(path, "Alpha", head=head)
    made.put("/other", "Beta")
    for _ in range(3):
        assert world.look("poles").outcome in ("ok", "unchanged")
        days_pass(world)
    assert len(records(world.installation)) == 2
    aside = [v["reason"] for v in rows(world.installation, t.Visit) if not v["verdict"]]
    assert aside == [f"the same page as {HOST}/content/morocco"] * 3


def test_an_address_that_is_written_otherwise_or_named_by_its_page_is_not_visited_again(
    made: Site,
) -> None:
    world = made.world()
    made.put("/poles", more=link(
        "/international-cooperation/morocco?amp%3Bamp%3Bsort=desc&page=0%2C0&order=x&sort=asc",
        "https://poles.example/international-cooperation/morocco/",
        "http://www.poles.example/international-cooperation/morocco#top",
        "/content/morocco", "https://qa-cms.eccp.hosted-temp.com/content/x",
        "https://poles.example.arc-cdn.net/content/x",
    ))  # fmt: skip
    address = "/international-cooperation/morocco?page=0%2C0&order=x&sort=asc"
    made.put(address, "Alpha", head=CANONICAL)
    assert world.look("poles").outcome == "ok"
    assert made.asked() == ["/poles", address]


def test_a_page_that_only_borrows_a_name_is_a_page_of_its_own(made: Site) -> None:
    world = made.world()
    made.put("/poles", more=link("/a", "/b"))
    made.put("/a", "Alpha", head=CANONICAL)
    made.put("/b", "Alpha", "Beta", head=CANONICAL)
    world.look("poles")
    assert records(world.installation) == {"alpha", "beta"}


@pytest.mark.battery("T031")
def test_a_list_without_end_ends_at_the_cap(made: Site) -> None:
    world = made.world(most=6)
    for number in range(9):
        query = f"?page={number}" if number else ""
        made.put(f"/poles{query}", f"P{number}", more=link(f"/poles?page={number + 1}"))
    report = world.look("poles")
    assert (report.outcome, codes(report), len(made.asked())) == ("degraded", ["page_missing"], 6)


@pytest.mark.battery("T031")
def test_a_calendar_without_end_ends_at_the_cap(made: Site) -> None:
    world = made.world(most=6)
    made.put("/poles", "Alpha", more=link("/calendar/1"))
    for month in range(1, 9):
        made.put(f"/calendar/{month}", more=link(f"/calendar/{month}", f"/calendar/{month + 1}"))
    report = world.look("poles")
    assert (report.outcome, len(made.asked())) == ("degraded", 6)
    assert records(world.installation) == {"alpha"}


@pytest.mark.battery("T031")
def test_a_second_page_that_is_the_first_ends_the_list_and_ends_nothing_else(made: Site) -> None:
    """The pager is broken: what stood on the real second page is not gone."""
    world = made.world()
    made.put("/poles", "Alpha", more=link("/poles?page=1"))
    made.put("/poles?page=1", "Beta", more=link("/poles?page=2"))
    made.put("/poles?page=2", "Gamma")
    assert world.look("poles").outcome == "ok"
    made.web.asked.clear()
    for number in (1, 2, 3):
        made.put(f"/poles?page={number}", "Alpha", more=link(f"/poles?page={number + 1}"))
    for _ in range(3):
        days_pass(world)
        report = world.look("poles")
        assert (report.outcome, codes(report)) == ("degraded", ["page_missing"])
    assert made.asked() == ["/poles", "/poles?page=1"] * 3
    assert records(world.installation) == {"alpha", "beta", "gamma"}
    assert lines(world.installation) == []


@pytest.mark.parametrize("past_the_end", [("Gamma",), ()], ids=["the last again", "empty"])
def test_a_list_read_by_number_ends_where_nothing_new_is(
    made: Site, past_the_end: tuple[str, ...]
) -> None:
    world = made.world(numbered=True)
    for query, poles in {"": ("Alpha",), "?page=1": ("Beta",), "?page=2": ("Gamma",),
                         "?page=3": past_the_end, "?page=4": past_the_end}.items():  # fmt: skip
        made.put(f"/poles{query}", *poles)
    for _ in range(2):
        report = world.look("poles")
        assert (report.outcome in ("ok", "unchanged"), codes(report)) == (True, [])
        days_pass(world)
    assert records(world.installation) == {"alpha", "beta", "gamma"}
    assert set(made.asked()) == {"/poles", *(f"/poles?page={n}" for n in (1, 2, 3))}


def test_a_sitemap_of_drupal_leads_to_the_pages_of_wanted_folders(made: Site) -> None:
    world = made.world(f"{HOST}/sitemap.xml")
    made.web.put(f"{HOST}/sitemap.xml", Answer(
        b"<!-- debug --><?xml version='1.0' encoding='UTF-8'?>\n<sitemapindex"
        b" xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        b"<sitemap><loc>http://default/sitemap.xml?page=1</loc></sitemap></sitemapindex>",
        content_type="application/xml"))  # fmt: skip
    made.web.put(f"{HOST}/sitemap.xml?page=1", Answer(
        b"<?xml version='1.0' encoding='UTF-8'?><urlset"
        b" xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>http://default/content/a"
        b"</loc><lastmod>2026-04-04T08:00Z</lastmod></url><url><loc>http://default/user/login"
        b"</loc></url><url><loc>https://elsewhere.example/content/b</loc></url></urlset>",
        content_type="application/xml"))  # fmt: skip
    made.put("/content/a", "Alpha")
    assert world.look("poles").outcome == "ok"
    assert made.asked() == ["/sitemap.xml", "/sitemap.xml?page=1", "/content/a"]
    assert records(world.installation) == {"alpha"}
    cut = made.web.pages["/www.poles.example/sitemap.xml?page=1"].body[:250]
    made.web.put(f"{HOST}/sitemap.xml?page=1", Answer(cut, content_type="application/xml"))
    for _ in range(3):
        days_pass(world)
        assert world.look("poles").outcome == "rejected"
    assert records(world.installation) == {"alpha"}
