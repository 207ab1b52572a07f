"""Every row of the record about a body that is no cluster stands on one of the pages."""

from __future__ import annotations

from collections import defaultdict

import pytest

from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present import homes
from observatory.present.addresses import address
from observatory.present.reader import Reader
from observatory.present.scripts import isolate
from observatory.present.values import written
from observatory.store.queries import entities, events, statements
from observatory.store.queries.asof import AsOf
from observatory.store.queries.profiles import BODIES
from tests.web.conftest import NOW, Site

ELSEWHERE = (*BODIES, "call")
"""Kinds whose pages hold their rows to tests of their own."""


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("en", lambda *parts, **_: address(*parts, lang="en"))


def test_every_statement_and_event_about_others_is_on_a_page(site: Site, reader: Reader) -> None:
    as_of = AsOf.now(NOW.date())
    database = site.app.extensions["observatory"].database
    with database.read() as db:
        bodies = {body.id: body for body in entities.bodies_of(db) if body.kind not in ELSEWHERE}
        said = statements.said_of(db, as_of, list(bodies))
        told = events.told_of(db, as_of, list(bodies))
    wanted: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in said:
        parts, _ = homes.home(bodies[row.entity].kind, bodies[row.entity].slug)
        text = written(PROPERTIES[row.property], row.value, row.lang, reader).text
        wanted[address(*parts, lang="en")].append((f"s{row.id}", text))
    for event in told:
        parts, _ = homes.home(bodies[event.entity].kind, bodies[event.entity].slug)
        wanted[address(*parts, lang="en")].append((f"e{event.id}", event.text))
    assert len(said) > 120
    assert len(told) > 50
    lost = []
    for path, rows in wanted.items():
        page = site.page(path)
        ids = {str(tag["id"]) for tag in page.select("[id]")}
        words = flat(page.get_text())
        lost += [
            (path, key, text) for key, text in rows if key not in ids and flat(text) not in words
        ]
    assert lost == []


@pytest.mark.parametrize("kind", ["programme", "organisation", "partnership", "ecosystem", "place"])
def test_every_other_body_has_a_page(site: Site, kind: str) -> None:
    database = site.app.extensions["observatory"].database
    with database.read() as db:
        bodies = entities.bodies_of(db, (kind,))
    assert bodies
    for body in bodies:
        parts, place = homes.home(body.kind, body.slug)
        page = site.page(address(*parts, lang="fr"))
        assert not place or page.find(id=place), (body.slug, place)
        if kind not in ("place", "partnership"):
            assert str(isolate(body.title, "fr")) in str(page.main) or body.title in page.get_text()
