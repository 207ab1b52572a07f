"""The board of labels agrees with the ledger, today and on any other day."""

from __future__ import annotations

from datetime import date

import pytest

from observatory.domain.labels import states
from observatory.store.queries import entities, events, profiles
from observatory.store.queries.asof import AsOf
from tests.labelled import LABELLED
from tests.web.conftest import LANGS, NOW, Site
from tests.web.watched import slugs

DAYS = ("2013-12-31", "2016-12-31", "2023-12-31", "2026-11-22")


def under(site: Site, state: str, day: str) -> set[str]:
    page = site.page("/en/labelling", valid_at=day)
    links = page.select(f"#{state} tbody th > a, #{state} .plain-list > a")
    return set(slugs(links))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("day", DAYS)
def test_it_keeps_its_limits_in_every_language(site: Site, lang: str, day: str) -> None:
    site.page(f"/{lang}/labelling", valid_at=day)


def test_eight_are_labelled_today(site: Site) -> None:
    assert under(site, "labelled", "2026-11-22") == LABELLED


def test_the_board_of_2013(site: Site) -> None:
    first = {"mnc", "mmc", "ce3m", "oceanopole-tan-tan", "menara", "ahp"}
    assert under(site, "labelled", "2013-12-31") == first
    assert site.page("/en/labelling", valid_at="2013-12-31").select_one(".past") is not None


@pytest.mark.parametrize("day", DAYS)
def test_every_state_is_that_of_the_ledger(site: Site, day: str) -> None:
    chosen = date.fromisoformat(day)
    with site.app.extensions["observatory"].database.read() as db:
        bodies = {b.id: b.slug for b in entities.bodies_of(db, profiles.BODIES)}
        as_of = AsOf(NOW.date(), chosen, NOW.date(), NOW.date())
        ledgers = events.ledgers(events.told_of(db, as_of, kinds=events.LABEL_KINDS))
    expected: dict[str, set[str]] = {}
    for entity, ledger in ledgers.items():
        for state in states(ledger, chosen):
            if state.scheme in ("ministry-industry", "ministry-agriculture"):
                expected.setdefault(state.state, set()).add(bodies[entity])
    expected.pop("unknown", None)
    assert {state: under(site, state, day) for state in expected} == expected


def test_a_term_is_marked_as_stated_or_computed(site: Site) -> None:
    rows = {
        str(row.select_one("th a")["href"]).rpartition("/")[2]: " ".join(row.text.split())  # type: ignore[index]
        for row in site.page("/en/labelling").select("#labelled tbody tr")
    }
    assert "22 December 2028 computed" in rows["ce3m"]
    assert "2028 stated" in rows["ahp"]
    assert "2 voices" in rows["green-h2-maroc"]
    assert "worked out: Call" in rows["coer"]


def test_a_contract_without_a_label_stands_apart(site: Site) -> None:
    page = site.page("/en/labelling")
    apart = page.select_one('[aria-labelledby="contracts"]')
    assert apart is not None
    assert "mnc" in str(apart.select_one("tbody th a"))
    assert "mnc" not in under(site, "labelled", "2026-11-22")


def test_whose_term_ends_within_twelve_months(site: Site) -> None:
    def soon(day: str) -> list[tuple[str, str]]:
        page = site.page("/en/labelling", valid_at=day)
        rows = page.select('[aria-labelledby="ending"] > .ends > li')
        return [(str(row.a and row.a.text), "computed" if row.select(".computed") else "stated")
                for row in rows]  # fmt: skip

    assert soon("2026-11-22") == []
    assert "No running term that is known ends before 22 November 2027" in site.text(
        "/en/labelling"
    )
    first = soon("2013-12-31")
    assert {name for name, _ in first} >= {"Maroc Numeric Cluster", "Océanopôle Tan-Tan"}
    assert {kind for _, kind in first} == {"computed"}
    assert ("Green H2 Maroc", "stated") in soon("2027-06-30")


@pytest.mark.parametrize("wrong", ["valid_at=yesterday", "seen_at=2031-01-01"])
def test_a_wrong_day_is_refused(site: Site, wrong: str) -> None:
    assert site.get(f"/fr/labelling?{wrong}").status_code == 400
