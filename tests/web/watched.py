"""A site over a small world: pages that change, and what the site then shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from bs4 import BeautifulSoup, Tag

from observatory.web import create_app
from tests import worlds
from tests.web.strict import strictly
from tests.worlds import World


@dataclass
class Watched:
    """A world and the site that watches it; time is the world's, an hour later."""

    world: World

    def look(self, times: int = 1, days: float = 7) -> None:
        """Look so many times, with some days before each."""
        for _ in range(times):
            worlds.days_pass(self.world, days)
            self.world.look()

    def page(self, path: str, **query: str) -> BeautifulSoup:
        """Give a page as the site shows it now."""
        app = create_app(
            self.world.installation.settings, lambda: self.world.now + timedelta(hours=1)
        )
        answer = app.test_client().get(path, query_string=query or None)
        assert answer.status_code == 200, (path, answer.status_code)
        return strictly(answer.data)

    def words(self, path: str, **query: str) -> str:
        """Give the words of a page's content, blanks made one."""
        return words(self.page(path, **query).main)


def slugs(links: Iterable[Tag]) -> list[str]:
    """Give the last part of the address of each link."""
    return [str(link["href"]).partition("?")[0].rpartition("/")[2] for link in links]


def words(tag: Tag | None) -> str:
    """Give the words of a part of a page, blanks made one."""
    assert tag is not None
    return " ".join(tag.get_text(" ").split())
