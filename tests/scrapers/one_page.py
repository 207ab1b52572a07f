"""One saved page as the only page of its source, looked at again and again by a real run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property

from observatory.engine.doors import open_door
from observatory.engine.installation import Installation
from observatory.engine.run.collect import Report, collect
from observatory.harvest import Follow, Loaded, Page, Said, clean_url
from observatory.harvest.door import Door
from tests.loopback import Answer, Web
from tests.scrapers.saved import Saved
from tests.telling import standing, told

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
APART = timedelta(days=1)
"""Two looks this far apart are two looks: what both lack is gone."""


@dataclass
class Looking:
    """A source with one page, its store and the time, which moves with each look."""

    installation: Installation
    web: Web
    loaded: Loaded
    url: str
    content_type: str
    now: datetime = MONDAY

    @cached_property
    def _door(self) -> Door:
        return open_door(self.installation, mirror=self.web.base)

    def at(self, text: str) -> Report:
        """Look at the page as it says ``text``, a day after the last look."""
        self.now += APART
        self.web.put(self.url, Answer(text.encode(), content_type=self.content_type))
        return collect(self.installation, self.loaded, self._door, self.now)

    def held(self) -> dict[str, set[str]]:
        """Give what stands, by record."""
        return standing(self.installation)

    def told(self) -> int:
        """Give how many changes were told, those of feeds and all others."""
        return len(told(self.installation, retrospective=True))


def alone(installation: Installation, web: Web, saved: Saved) -> Looking:
    """Make a saved page the only one of its source; it is asked for nothing else."""
    source, url = saved.loaded.source, clean_url(saved.says["url"])
    found = len(saved.read().facts)
    expect = source.expect if found in source.expect else range(1_000_000)
    anchors = source.anchors if url in source.starts else ()
    loaded = replace(
        saved.loaded,
        source=replace(source, start=url, anchors=anchors, expect=expect),
        read=lambda page: _without_follows(saved.loaded, page),
    )
    return Looking(installation, web, loaded, url, saved.says["content_type"])


def _without_follows(loaded: Loaded, page: Page) -> Iterator[Said]:
    for said in loaded.read(page):
        if not isinstance(said, Follow):
            yield said
