"""Promises stand beside what was stated later; purses stay apart; silence is shown as silence."""

from __future__ import annotations

from pathlib import Path

from observatory import paths
from observatory.domain.clean import fold
from observatory.present.programmes.promises import rules
from observatory.store.queries import entities, statements
from observatory.store.queries.asof import AsOf
from tests.web.conftest import NOW, Site

BODIES = Path(__file__).parents[2] / "scrapers" / "data" / "record" / "bodies"
ABROAD = {"poctefex-2"}
"""Programmes of others, whose money is no promise to Morocco's clusters."""


def promised(site: Site, **asked: str) -> dict[str, str]:
    rows = site.page("/en/programmes", **asked).select(".promises tbody tr")
    return {
        " ".join(row.th.text.split()): " ".join(row.select("td")[-1].text.split())
        for row in rows
        if row.th
    }


def test_every_target_and_sum_of_the_record_has_its_row() -> None:
    listed = {(rule.body, rule.what, said) for rule in rules() for said in rule.said}
    for path in BODIES.glob("*.csv"):
        for row in paths.rows(path):
            if row["what"] == "target" and path.stem not in ABROAD:
                assert (path.stem, "target", fold(row["value"])) in listed, row


def test_every_row_names_something_that_the_record_says(site: Site) -> None:
    with site.app.extensions["observatory"].database.read() as db:
        slugs = {one.id: one.slug for one in entities.bodies_of(db, ("programme", "call"))}
        said = statements.said_of(db, AsOf.now(NOW.date()), slugs, ("target", "envelope"))
    known = {(slugs[one.entity], one.property, fold(one.value.text)) for one in said}
    sums = {(slug, what, text) for slug, what, text in known if slug not in ABROAD}
    listed = {(rule.body, rule.what, one) for rule in rules() for one in rule.said}
    assert listed == sums


def test_a_promise_stands_beside_what_was_stated_later(site: Site) -> None:
    rows = promised(site)
    assert rows["15 clusters by 2013"].startswith("6 Clusters labelled, as stated")
    assert "10" in rows["20 labelled clusters by 2020"]
    assert "16" in rows["20 labelled clusters by 2020"]
    assert rows["1,000 patents and 200 start-ups by 2014"] == "nothing stated"
    assert rows["160 million dirhams for clusters, 2022–2028"] == "nothing stated"


def test_money_of_research_stands_under_another_heading(site: Site) -> None:
    page = site.page("/en/programmes")
    tables = {
        str(table.caption and table.caption.text): table.text for table in page.select(".promises")
    }
    assert len(tables) == 3
    assert "62 million" in tables["The clusters"]
    assert "160 million" in tables["The clusters"]
    (research,) = [text for title, text in tables.items() if title.startswith("Research")]
    assert "300 million dirhams a year" in research
    assert "222 million" not in page.text


def test_on_a_past_day_the_future_is_not_known(site: Site) -> None:
    rows = promised(site, valid_at="2012-12-31")
    assert rows["15 clusters by 2013"] == "nothing stated"
    assert "20 labelled clusters by 2020" not in rows
