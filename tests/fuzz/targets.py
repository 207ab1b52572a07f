"""What is fuzzed: each function that meets strangers' bytes, and what must hold whatever they are.

A target takes bytes and returns; what it lets through is a finding. An input is the target's name,
a line feed and those bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TypeVar

from observatory.domain.clean import person_key, same_person, search_key, skeleton, value
from observatory.domain.gate import judge_extract
from observatory.domain.periods import Period
from observatory.domain.values import Unclear
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.domain.wire import pack
from observatory.engine.run.placing import place_page
from observatory.harvest import (
    BadAddress,
    Event,
    Fact,
    Loaded,
    Misread,
    Page,
    absolute,
    bundle,
    clean_url,
    curated_url,
    feed_items,
    identity,
    read_page,
    sitemap_entries,
)
from observatory.harvest.encoding import decode
from observatory.harvest.poison import damage, poison, sent_home
from observatory.harvest.robots import decoded, rules
from observatory.harvest.text import CONTROL
from tests.fuzz.examples import ADDRESSES, ENCODED, values
from tests.scrapers.careful import known_bodies
from tests.scrapers.saved import SEEN, saved_pages, sources

T = TypeVar("T")
PAGE = "https://site.example/fr/actualites"
_SEVERAL = 3
"""Files of bodies that stand for all of them where the reviewed record is read."""


class Wrong(AssertionError):
    """Something that must hold of every input does not."""


@dataclass(frozen=True)
class Target:
    """One thing to be fuzzed, with inputs that are well; ``markup`` where tags mean something."""

    name: str
    attempt: Callable[[bytes], None]
    seeds: tuple[bytes, ...]
    markup: bool = True


@cache
def targets() -> dict[str, Target]:
    """Give all targets by name: every saved page's reader, every reviewed file, every rule."""
    saved_texts = [page for page in saved_pages() if page.path.suffix != ".pdf"]
    pages = {page.id: page.path.read_bytes() for page in saved_texts}
    feeds = tuple(b for name, b in pages.items() if "feed" in name or name.startswith("press"))
    found = [
        Target(saved.id, partial(_read, saved.loaded, saved.says), (pages[saved.id],))
        for saved in saved_texts
    ]
    found += _reviewed()
    found += [
        Target("page", _page, tuple(pages.values())),
        Target("feed", _feed, feeds),
        Target("sitemap", _sitemap, (pages["eccp_profiles/sitemap"],)),
        Target("robots", _robots, (b"User-agent: *\nCrawl-delay: 5\nDisallow: /*?page=\n",), False),
        Target("address", _address, ADDRESSES, False),
        Target("encoding", _encoding, ENCODED, False),
        Target("value", _value, tuple(values()), False),
    ]
    return {target.name: target for target in found}


def attempt(data: bytes) -> None:
    """Hand an input to its target; one for no target is none."""
    name, _, rest = data.partition(b"\n")
    target = targets().get(name.decode("utf-8", "replace"))
    if target:
        target.attempt(rest)


def seeds() -> list[bytes]:
    """Give every input that is well."""
    return [
        target.name.encode() + b"\n" + seed
        for target in targets().values()
        for seed in target.seeds
    ]


def _read(loaded: Loaded, says: dict[str, str], body: bytes) -> None:
    """Read, judge and place a page, as a run does between the door and the store."""
    page = Page(says["url"], body, says["content_type"], seen=SEEN)
    starts = {clean_url(start) for start in loaded.source.starts}
    _read_and_place(loaded, page, start=clean_url(page.url) in starts)


def _read_and_place(loaded: Loaded, page: Page, *, start: bool) -> None:
    found = read_page(loaded, page, start=start)
    if any(reason.code == "reader_raised" for reason in found.reasons):
        for _ in loaded.read(replace(page)):  # raises again, with its traceback
            pass
        raise Wrong("; ".join(map(str, found.reasons)))
    judge_extract(found)
    said: list[Fact | Event] = [*found.facts, *found.events]
    for one in said:
        json.dumps(pack(one))
        if CONTROL.search(one.raw):
            raise Wrong(f"a control character in {one.raw!r}")
    for url in " ".join(found.follows).split():
        if clean_url(url) != url:
            raise Wrong(f"a follow that is not clean: {url!r}")
    place_page(
        loaded, found.facts, found.events, url=page.url, read_at=SEEN, reading=1,
        index=known_bodies(), mint=lambda _: None,
    )  # fmt: skip


def _reviewed() -> Iterable[Target]:
    """Give a target for each file of the reviewed sources, among the others as they are."""
    for name, loaded in sources().items():
        if not loaded.source.files:
            continue
        files: dict[str, str] = json.loads(bundle(loaded))
        many = [path for path in sorted(files) if "/" in path]
        files = {path: text for path, text in files.items() if path not in many[_SEVERAL:]}
        for path, text in files.items():
            attempt = partial(_read_file, loaded, files, path)
            yield Target(f"{name}/{path}", attempt, (text.encode(),), False)


def _read_file(loaded: Loaded, files: dict[str, str], path: str, text: bytes) -> None:
    body = json.dumps(files | {path: text.decode("utf-8", "replace")}).encode()
    page = Page(curated_url(loaded.name), body, "application/json", seen=SEEN)
    _read_and_place(loaded, page, start=True)


def _page(body: bytes) -> None:
    page = Page(PAGE, body, "text/html", seen=SEEN)
    poison(page), damage(page)
    if CONTROL.search(page.text.replace("\n", "")) or CONTROL.search(page.title):
        raise Wrong("a control character in the text")
    for url in (*page.links(), page.canonical_url):
        if clean_url(url) != url:
            raise Wrong(f"an address that is not clean: {url!r}")
    _ = page.lang, page.meta("og:title"), page.folded, page.broken_blocks, page.select("main h1 a")
    heading = next((line.text for line in page.lines if line.heading), "")
    for one in _unless_misread(lambda: page.section(heading).lines):
        _ = one.text


def _feed(body: bytes) -> None:
    page = Page(PAGE, body, "application/rss+xml", seen=SEEN)
    for item in _unless_misread(lambda: feed_items(page)):
        _clean(item.url)
        if CONTROL.search(item.title + item.summary + item.content + item.id):
            raise Wrong(f"a control character in {item}")


def _sitemap(body: bytes) -> None:
    page = Page(PAGE, body, "application/xml", seen=SEEN)
    for entry in _unless_misread(lambda: sitemap_entries(page)):
        _clean(entry.url)


def _robots(body: bytes) -> None:
    found = rules(200, decoded(body), "ClusterObservatory/1.0 (+https://clusters.example)")
    found.permit(PAGE)
    if not 0 <= found.delay <= 60:
        raise Wrong(f"a pause of {found.delay}")


def _address(body: bytes) -> None:
    for url in body.decode("utf-8", "replace").split("\n"):
        try:
            _clean(clean_url(url))
            if identity(clean_url(url)) != identity(url):
                raise Wrong(f"{url!r} and its clean form are two pages")
        except BadAddress:
            pass
        _clean(absolute(PAGE, url))
        sent_home(PAGE, absolute(PAGE, url) or PAGE)


def _clean(url: str) -> None:
    if url and clean_url(url) != url:
        raise Wrong(f"{url!r} becomes {clean_url(url)!r} when it is cleaned again")


def _encoding(body: bytes) -> None:
    content_type, _, rest = body.partition(b"\n")
    found = decode(rest, content_type.decode("latin-1"))
    if rest.isascii() and found.encoding == "utf-8" and found.text != rest.decode():
        raise Wrong("plain ASCII came out otherwise")


def _value(body: bytes) -> None:
    """Type one text, as ``property|text``; a date is read back from what it became."""
    name, _, raw = body.decode("utf-8", "replace").partition("|")
    person_key(raw), same_person(raw, raw[::-1]), search_key(raw), skeleton(raw)
    rule = PROPERTIES.get(name)
    if rule is None:
        return
    try:
        found = value(rule, raw, "fr", SEEN.date())
    except Unclear:
        return
    if not found.text or not found.key:
        raise Wrong(f"{raw!r} became an empty value")
    if rule.datatype == "date" and str(Period.parse(found.text)) != found.text:
        raise Wrong(f"{found.text!r} is not read back")


def _unless_misread(read: Callable[[], Iterable[T]]) -> Iterable[T]:
    try:
        return read()
    except Misread:
        return ()
