"""Pages and documents that are made to break a reader: refused or read, and soon."""

from __future__ import annotations

import itertools
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest

from observatory.domain.facts import Fact, Ref, Said
from observatory.domain.gate import GOOD, judge_extract
from observatory.harvest import Column, Page, Source, read_page, table
from observatory.harvest.source import Loaded
from tests.battery.near_matches import compiled, near_matches
from tests.harvest.pages import page
from tests.scrapers.saved import Saved, read, saved_pages, without_place

BOMBS = """
import resource, sys, time
from datetime import UTC, datetime
from observatory.harvest import Misread, Page, feed_items, sitemap_entries

PROLOG = '<?xml version="1.0" encoding="utf-8"?>'
laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPES = [
    f'<!DOCTYPE r [<!ENTITY l0 "lol">{laughs}]>',
    f'<!DOCTYPE r [<!ENTITY l9 "{"A" * 100_000}">]>',
    '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/outside.dtd">',
    '<!DOCTYPE r [<!ENTITY l9 SYSTEM "file:///etc/hostname">]>',
    '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd"> %p;]>',
    "",
]
XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
worst = 0.0
for doctype in DOCTYPES:
    said = "&l9;" * 20_000 if doctype else '<xi:include href="file:///etc/hostname" parse="text"/>'
    for text, reader in (
        (f"{PROLOG}{doctype}<rss version='2.0' {XI}><channel><item><title>{said}</title>"
         "<link>https://a.ma/</link></item></channel></rss>", feed_items),
        (f"{PROLOG}<!-- cached -->{doctype}<urlset {XI}><url><loc>https://a.ma/{said}</loc></url></urlset>",
         sitemap_entries),
    ):
        page = Page("https://a.ma/feed", text.encode(), "application/xml", seen=datetime.now(UTC))
        size = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (size + (64 << 20), resource.RLIM_INFINITY))
        begun = time.process_time()
        try:
            found = reader(page)
            sys.exit(f"read {reader.__name__} of {doctype[:60]!r}: {str(found)[:80]}")
        except Misread:
            worst = max(worst, time.process_time() - begun)
print(worst)
"""


@pytest.mark.battery("T023")
def test_documents_that_swell_or_draw_others_in_are_refused_at_once() -> None:
    ran = subprocess.run([sys.executable, "-c", BOMBS], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-600:]
    assert float(ran.stdout) < 1


LINE = "Le cluster compte 52 membres, créé en 2012 : « M. Ali Exemple, président », label. "
ROWS = "<tr><td>Alpha</td><td>52</td><td>Rabat</td></tr>"
BIG = {
    "a megabyte on one line": f"<p>{LINE * 12_000}</p>",
    "30 000 rows": f"<table>{ROWS * 30_000}</table>",
    "10 MB of rows": f"<table>{ROWS * 210_000}</table>",
}


@pytest.mark.battery("T024")
def test_a_real_list_of_30_000_rows_is_read_in_time() -> None:
    def read(page: Page) -> Iterator[Said]:
        for row in table(page, Column("acronym", ("Acronym",)), Column("members_total", ("No.",))):
            name = row.text("acronym")
            yield Fact(name, Ref("cluster", (name,)), "acronym", name, locator=row.locator)

    source = Source(title="T", publisher="P", kind="eu", start="https://a.ma/")
    rows = "".join(f"<tr><td>C{n}</td><td>{n}</td></tr>" for n in range(30_000))
    whole = f"<html><body><table><tr><th>Acronym<th>No.</tr>{rows}</table></body></html>"
    begun = time.process_time()
    found = read_page(Loaded("big", source, read, "1"), page(whole), start=True)
    assert time.process_time() - begun < 10
    assert (len(found.facts), found.reasons) == (30_000, ())


def every_reader_in_time(big: str, pages: list[Saved]) -> None:
    for saved in pages:
        swollen = re.sub("(</main>|</body>)", lambda end: big + end[0], saved.text, count=1)
        begun = time.process_time()
        found = read(saved.loaded, swollen.encode(), saved.says["url"])
        assert time.process_time() - begun < 10, saved.id
        assert len(swollen) < 10_000_000 or found.reasons


def _one_of_each() -> list[Saved]:
    pages = [saved for saved in saved_pages() if saved.path.suffix == ".html"]
    return list({saved.loaded.name: saved for saved in pages}.values())


@pytest.mark.battery("T024")
def test_a_page_of_10_mb_is_refused_by_every_reader() -> None:
    every_reader_in_time(BIG["10 MB of rows"], _one_of_each()[:1])


@pytest.mark.soak
@pytest.mark.battery("T024")
@pytest.mark.parametrize("what", BIG)
def test_every_reader_reads_a_big_page_in_time_or_refuses_it(what: str) -> None:
    every_reader_in_time(BIG[what], _one_of_each())


@pytest.mark.battery("T030")
@pytest.mark.parametrize("saved", [pytest.param(saved, id=saved.id) for saved in saved_pages()])
def test_a_saved_page_cut_at_any_kilobyte_is_no_whole_page(saved: Saved) -> None:
    """A cut page is refused, or says it is damaged, or says all that the whole page says."""
    body, whole = saved.path.read_bytes(), without_place(saved.read())
    for size in range(1024, len(body), 1024):
        found = read(saved.loaded, body[:size], saved.says["url"], saved.says["content_type"])
        assert judge_extract(found).word not in GOOD or without_place(found) == whole, size


SIZE, MOST = 100_000, 0.1
PATTERNS = compiled("observatory.domain.clean", "observatory.harvest", "scrapers")


@contextmanager
def given_up(seconds: float) -> Iterator[None]:
    """Break off what runs for so long: a pattern listens to signals."""

    def late(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def seconds(pattern: re.Pattern[Any], text: Any) -> float:
    """Measure one pass over a text, in seconds of the processor."""
    begun = time.process_time()
    try:
        with given_up(3 * MOST):
            for _ in itertools.islice(pattern.finditer(text), 10**6):
                pass
    except TimeoutError:
        return 3 * MOST
    return time.process_time() - begun


def slow(patterns: Iterable[tuple[str, re.Pattern[Any]]], *, every: bool = False) -> Iterator[str]:
    """Name the patterns that take too long, twice in a row."""
    for where, pattern in patterns:
        for text in near_matches(pattern, SIZE, every=every):
            if seconds(pattern, text) > MOST and seconds(pattern, text) > MOST:
                yield f"{where}: {pattern.pattern!r} on {text[:30]!r}"


@pytest.mark.battery("T036")
def test_no_pattern_of_a_reader_is_slow_on_what_nearly_matches() -> None:
    assert len(PATTERNS) > 100
    assert list(slow(PATTERNS.values())) == []


@pytest.mark.soak
@pytest.mark.battery("T036")
def test_no_pattern_of_a_reader_is_slow_on_anything_like_it() -> None:
    assert list(slow(PATTERNS.values(), every=True)) == []


@pytest.mark.parametrize("bad", [r"\s*,", r"(?:a+)+$"])
def test_a_pattern_that_explodes_is_found(bad: str) -> None:
    assert next(slow([("planted", re.compile(bad))]), "")
