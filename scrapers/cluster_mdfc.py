"""The site of the Moroccan Denim & Fashion Cluster, once Moroccan Denim Cluster: message, news.

The English page has French paragraphs, and both names of the cluster.
"""

from __future__ import annotations

from collections.abc import Iterator

from observatory.harvest import Page, Ref, Said, Source
from scrapers._site import Body
from scrapers._wordpress import read_site

SOURCE = Source(
    title="MDFC, mdfc.ma",
    publisher="Moroccan Denim & Fashion Cluster",
    kind="cluster",
    start="https://mdfc.ma/en/presidents-message/",
    every="7 days",
    anchors=("MDFC", "Message"),
    scopes={"page": "value", "news": "never"},
    lang="en",
)

BODY = Body(
    Ref("cluster", ("Moroccan Denim & Fashion Cluster", "MDFC")),
    phrases=(
        ("name", "Moroccan Denim & Fashion Cluster"),
        ("acronym", "MDFC"),
        ("former_name", "Moroccan Denim Cluster"),
    ),
    gives={"/presidents-message/": ("acronym", "president", "mission", "activities", "address")},
)


def read(page: Page) -> Iterator[Said]:
    """Read a standing page, or the feed."""
    yield from read_site(page, SOURCE.starts, BODY)
