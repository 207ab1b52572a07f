"""The site of Cluster EMC, the construction materials' cluster: what it is, who leads it, news.

The address by number is the one that is known; the site answers from a readable one.
"""

from __future__ import annotations

from collections.abc import Iterator

from observatory.harvest import Page, Ref, Said, Source
from scrapers._site import Body
from scrapers._wordpress import read_site

SOURCE = Source(
    title="Cluster EMC, clusteremc.org",
    publisher="Cluster EMC",
    kind="cluster",
    start="https://clusteremc.org/?p=2403",
    every="7 days",
    anchors=("Cluster EMC",),
    scopes={"page": "value", "news": "never"},
)

BODY = Body(
    Ref("cluster", ("Cluster Efficacité Energétique des Matériaux de Construction", "Cluster EMC")),
    phrases=(
        ("name", "Cluster Efficacité Energétique des Matériaux de Construction"),
        ("name", "Cluster EMC"),
        ("acronym", "EMC"),
    ),
    gives={"/?p=2403": ("acronym", "creation_date", "president", "members_total", "activities")},
)


def read(page: Page) -> Iterator[Said]:
    """Read a standing page, or the feed."""
    yield from read_site(page, SOURCE.starts, BODY)
