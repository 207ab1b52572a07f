"""The site of Cluster Maintenance 4.0: what it is, who leads it, its members.

It prints "L'Association ne se compose de personnes morales", where "que" is missing: that
sentence is never read as a statement.
"""

from __future__ import annotations

from collections.abc import Iterator

from observatory.harvest import Page, Ref, Said, Source
from scrapers._site import Body, page_facts

SOURCE = Source(
    title="Cluster Maintenance 4.0, clustercm4.com",
    publisher="Cluster Maintenance 4.0",
    kind="cluster",
    start="https://clustercm4.com/about",
    every="7 days",
    anchors=("Cluster Maintenance 4.0",),
    scopes={"page": "value"},
)

BODY = Body(
    Ref("cluster", ("Cluster Maintenance 4.0", "CM4.0")),
    phrases=(("name", "Cluster Maintenance 4.0"), ("acronym", "CM4.0")),
    gives={"/about": ("name", "mission", "activities", "president", "members_total")},
)


def read(page: Page) -> Iterator[Said]:
    """Read the page that presents the cluster."""
    yield from page_facts(page, BODY)
