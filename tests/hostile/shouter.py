"""A page whose every text is an attack: as a name, a value, an address, a title, a place."""

from __future__ import annotations

import json
from collections.abc import Iterator

from observatory.harvest import Event, Fact, Page, Ref, Said, Source, follow

SOURCE = Source(
    title="Shouter",
    publisher="Shouter & Sons",
    kind="press",
    start="https://shouter.example/all",
    every="1 day",
    scopes={"all": "never"},
    lang="en",
    mints=("partnership",),
)


def read(page: Page) -> Iterator[Said]:
    """Say each of the texts, which the page holds as JSON, in every way in which one can."""
    texts = json.loads(page.select("pre")[0].get_text())
    for number, text in enumerate(texts):
        record, evil = f"r{number} {text}", Ref("partnership", (text, f"{text} II"), context=text)
        for key in ("acronym", "name", "technology_field", "smes_involved", "targeted_country"):
            yield Fact(record, evil, key, text, lang="en", locator=text, scope="all", note=text)
        ours = Ref("cluster", ("CE3M",))
        for key in ("mission", "website", "president", "host_city", "creation_date"):
            yield Fact(f"us{number}", ours, key, text, lang="fr", locator=text, scope="all")
        nobody = Ref("cluster", (f"Cluster {text}",), context=text)
        yield Fact(f"no{number}", nobody, "mission", text, lang=text[:8], scope="all")
        for kind in ("mention", "lead"):
            payload = {"title": text, "url": text, "summary": text, "scheme": text}
            yield Event(
                f"e{number}{kind}", ours, kind, "2026-03-01", text, "fr", payload,
                locator=text, scope="all", note=text,
            )  # fmt: skip
        yield follow(text)
    if page.url.endswith("?broken"):
        raise ValueError("".join(texts))
