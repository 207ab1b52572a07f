"""The site of CISE, the environmental services' cluster: mission, activities, seat, news."""

from __future__ import annotations

from collections.abc import Iterator

from observatory.harvest import Page, Ref, Said, Source
from scrapers._site import Body
from scrapers._wordpress import read_site

SOURCE = Source(
    title="CISE Maroc, cisemaroc.org",
    publisher="CISE Maroc",
    kind="cluster",
    start="http://cisemaroc.org/fr_FR/mission/",
    every="7 days",
    anchors=("CISE", "Mission"),
    scopes={"page": "value", "news": "never"},
)

BODY = Body(
    Ref("cluster", ("Cluster Industriel pour les Services Environnementaux", "CISE Maroc")),
    phrases=(
        ("name", "Cluster Industriel pour les Services Environnementaux"),
        ("acronym", "CISE"),
    ),
    gives={"/mission/": ("acronym", "mission", "activities")},
)


def read(page: Page) -> Iterator[Said]:
    """Read a standing page, or the feed."""
    yield from read_site(page, SOURCE.starts, BODY)
