"""The site of Cluster Menara: the president's message, the members' page, news.

The message is a New Year's text of 2022 that stands as a page; it speaks for that time.
"""

from __future__ import annotations

from collections.abc import Iterator

from observatory.harvest import Page, Ref, Said, Source
from scrapers._site import Body
from scrapers._wordpress import read_site

SOURCE = Source(
    title="Cluster Menara, clustermenara.com",
    publisher="Cluster Menara",
    kind="cluster",
    start="https://clustermenara.com/cluster-menara/mot-du-president/",
    every="7 days",
    anchors=("Cluster Menara", "Mot du Président"),
    scopes={"page": "value", "news": "never"},
)

BODY = Body(
    Ref("cluster", ("Cluster Menara",)),
    phrases=(("name", "Cluster Menara"), ("region", "Marrakech-Safi")),
    gives={
        "/mot-du-president/": ("name", "president", "mission"),
        "/membres/": ("members_total", "members_companies", "members_sme", "members_research"),
    },
)


def read(page: Page) -> Iterator[Said]:
    """Read a standing page, or the feed."""
    yield from read_site(page, SOURCE.starts, BODY)
