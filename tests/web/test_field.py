"""The field around the clusters: words, plans, funds, ecosystems, the country."""

from __future__ import annotations

import pytest

from observatory.domain.vocabulary import VOCABULARIES
from observatory.domain.vocabulary.sectors import SECTORS
from observatory.present.glossary import entries
from tests.web.conftest import LANGS, Site
from tests.web.watched import words


@pytest.mark.parametrize("lang", LANGS)
def test_every_term_has_a_place_and_a_meaning(site: Site, lang: str) -> None:
    page = site.page(f"/{lang}/glossary")
    for entry in entries():
        term = page.find(id=entry.key)
        assert term is not None, entry.key
        assert " ".join(entry.said[lang][1].split())[1:40] in words(term)
    assert len(page.select(".terms > div")) == len(entries()) > 30


def test_every_lever_state_sector_and_region_is_explained(site: Site) -> None:
    page = site.page("/en/glossary")
    for prefix, vocabulary in (
        ("lever", "lever"), ("state", "label_state"), ("event", "event_kind"),
        ("sector", "sector"), ("region", "region"), ("change", "change_kind"),
    ):  # fmt: skip
        for key in VOCABULARIES[vocabulary]:
            assert page.find(id=f"{prefix}-{key}") is not None, (prefix, key)
    signs = {str(star["class"]) for star in page.select(".signs .star")}
    assert len(signs) == len(VOCABULARIES["label_state"])
    assert ", ".join(SECTORS["rail"].nma) in page.get_text()


def test_the_plans_are_drawn_and_every_bar_has_its_rows(site: Site) -> None:
    page = site.page("/en/policy")
    bars = page.select(".policy-drawing .bar-plan, .policy-drawing .bar-unknown")
    assert len(bars) == len(page.select(".plan")) == 6
    squares = len(page.select(".creations rect"))
    assert squares == len(page.select("section[aria-labelledby=creations] tbody tr"))
    assert "National Pact" in page.get_text() or "Pacte national" in page.get_text()
    assert "disagree" in words(page.find(id="plan-plan-emergence"))


def test_arabic_draws_the_years_from_the_right(site: Site) -> None:
    def first(lang: str) -> float:
        label = site.page(f"/{lang}/policy").select_one(".years text")
        assert label is not None
        return float(str(label["x"]).removesuffix("%"))

    assert first("en") < 5
    assert first("ar") > 95


def test_money_stands_fund_by_fund_and_is_never_added_up(site: Site) -> None:
    page = site.page("/en/programmes")
    text = words(page.main)
    for fund in ("fac", "fsi"):
        assert page.find(id=f"money-{fund}") is not None
    assert "62,000,000" in text
    assert "per: year" in text
    assert "380,000,000" in text
    assert "442" not in text  # 62 + 380 million
    rows = page.select("section[aria-labelledby=money] tbody tr")
    assert len(rows) >= 11
    assert all(row.select_one(".source") for row in rows)


def test_published_counts_say_what_they_count(site: Site) -> None:
    page = site.page("/en/programmes")
    tables = page.select("#counts-cluster-programme + .table-frame")
    said = words(tables[0])
    assert "16 Clusters selected, as stated counts: clusters selected in the ten calls" in said
    assert "10 Clusters in operation, as stated counts: of the 16 selected" in said


def test_the_survey_speaks_in_the_readers_language(site: Site) -> None:
    assert "تضم العينة 17 تجمعا عاملا" in site.text("/ar/programmes/cluster-programme")
    assert "L'échantillon compte 17 clusters" in site.text("/fr/programmes/cluster-programme")


def test_partnerships_that_are_only_cited_say_so(site: Site) -> None:
    said = site.text("/en/partnerships")
    for name in ("EnW", "FoodNet", "MOVE", "REINA PLUS", "SpaceWave"):
        assert name in said
    assert "cited; not on a list that we read" in said
    assert "THE NEXT SOCIETY" in said
