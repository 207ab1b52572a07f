"""The site of C2TM, the technical textiles' cluster: what it is, and the projects it labels.

Its "Cluster C2TM label" is given to projects: no news of it is a lead to the State's label.
"""

from __future__ import annotations

from collections.abc import Iterator

from observatory.harvest import Page, Ref, Said, Source
from scrapers._site import Body
from scrapers._wordpress import read_site

SOURCE = Source(
    title="C2TM, c2tm.ma",
    publisher="C2TM",
    kind="cluster",
    start=("http://c2tm.ma/en/the-cluster/", "http://c2tm.ma/en/labeling/"),
    every="7 days",
    anchors=("C2TM", "cluster"),
    scopes={"page": "value", "news": "never"},
    lang="en",
)

BODY = Body(
    Ref("cluster", ("The Cluster of Moroccans Textiles Techniques", "C2TM")),
    phrases=(("name", "The Cluster of Moroccans Textiles Techniques"), ("acronym", "C2TM")),
    gives={
        "/the-cluster/": ("name", "creation_date", "mission", "activities", "president"),
        "/labeling/": ("acronym", "projects_labelled"),
    },
)


def read(page: Page) -> Iterator[Said]:
    """Read a standing page, or the feed."""
    yield from read_site(page, SOURCE.starts, BODY, label=False)
