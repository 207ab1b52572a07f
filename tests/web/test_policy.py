"""Plans and milestones over the creations of clusters, and the rows behind the drawing."""

from __future__ import annotations

from datetime import date

import pytest

from observatory.present.yearline import Span, YearLine
from tests.web.conftest import LANGS, Site


def test_the_plans_of_the_study_stand_with_their_years(site: Site) -> None:
    years: dict[str, list[str]] = {}
    for row in site.rows("/data/policy.csv"):
        if row["what"] in ("plan_start", "plan_end"):
            years.setdefault(row["body"], []).append(row["on"][:4])
    assert years == {
        "plan-maroc-competitif": ["1995"],
        "plan-emergence": ["2005", "2009"],
        "pacte-emergence-industrielle": ["2009", "2015"],
        "maroc-innovation": ["2009"],
        "plan-acceleration-industrielle": ["2014", "2020"],
        "plan-relance-industrielle": ["2021", "2023"],
    }


def test_the_rows_are_by_time_from_1995_and_cited(site: Site) -> None:
    found = site.rows("/data/policy.csv")
    dated = [row["on"][:4] for row in found if row["on"]]
    assert dated == sorted(dated)
    assert dated[0] == "1995"
    assert all(row["source"] and row["url"] for row in found)
    assert {row["what"] for row in found} == {
        "plan_start", "plan_end", "milestone", "study", "creation",
    }  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_the_drawing_says_what_its_rows_say(site: Site, lang: str) -> None:
    page = site.page(f"/{lang}/policy")
    found = site.rows("/data/policy.csv")
    assert len(page.select(".creations rect")) == sum(row["what"] == "creation" for row in found)
    assert len(page.select(".plan-name")) == 7
    table = page.select_one(".policy-figure details table tbody")
    assert table
    assert len(table.select("tr")) == len(found)


def test_a_line_of_years_runs_the_other_way_in_arabic() -> None:
    span = Span(date(2005, 1, 1), date(2010, 1, 1), "stated")
    left = YearLine(2000, 2020).row("A plan", [span], [])
    right = YearLine(2000, 2020, direction="rtl").row("A plan", [span], [])
    assert left.bars[0].x + left.bars[0].width == pytest.approx(100 - right.bars[0].x, abs=0.05)
    assert left.bars[0].width == pytest.approx(right.bars[0].width, abs=0.05)
