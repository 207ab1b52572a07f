"""Published figures: as stated, as computed again, with the clusters behind each."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from observatory.engine.run.collect import collect
from observatory.present.published.checking import asked, checked
from observatory.store.queries.asof import AsOf
from observatory.store.queries.published import evidence
from tests.stores import BEGIN, Stores
from tests.web.conftest import LANGS, Site

ROOT = Path(__file__).resolve().parents[2]
SURVEY = ROOT / "scrapers" / "data" / "survey_2023"
Row = dict[str, str]


def rows(site: Site, **query: str) -> dict[tuple[str, str], Row]:
    text = site.get("/data/figures.csv", **query).text
    return {(r["figure"], r["computed_from"]): r for r in csv.DictReader(io.StringIO(text))}


@pytest.mark.parametrize(
    ("figure", "share", "numerator", "denominator", "known", "verdict"),
    [
        ("labelled-share", "64.7", "11", "17", "17", "agrees"),
        ("in-process-share", "23.5", "4", "17", "17", "disagrees"),
        ("not-labelled-share", "11.8", "2", "17", "17", "disagrees"),
        ("private-governance-share", "76.5", "13", "17", "16", "disagrees"),
        ("mixed-financing-prevails", "mixed", "10", "17", "16", "agrees"),
        ("national-perimeter", "100.0", "17", "17", "17", "agrees"),
        ("since-2020-technological", "25.0", "1", "4", "4", "disagrees"),
        ("clusters-total", "17", "17", "17", "17", "agrees"),
    ],
)
def test_the_figures_of_the_study_come_out_of_its_own_tables(
    site: Site, figure: str, share: str, numerator: str, denominator: str, known: str, verdict: str
) -> None:
    row = rows(site)[figure, "survey"]
    said = (row["value"], row["numerator"], row["denominator"], row["known"], row["verdict"])
    assert said == (share, numerator, denominator, known, verdict)
    assert len(row["clusters"].split()) == int(numerator)


def test_what_the_study_does_not_print_is_not_computed_from_it(site: Site) -> None:
    found = rows(site)
    for figure in ("casablanca-rabat-axis", "team-max-5", "partners-15-40"):
        assert (found[figure, "survey"]["verdict"], found[figure, "survey"]["value"]) == (
            "none",
            "",
        )
    placed = found["casablanca-rabat-axis", "record"]
    assert (placed["numerator"], placed["known"], placed["verdict"]) == ("6", "13", "open")
    assert "No source places 4 clusters of 17: it may be 35.3% to 58.8%." in site.text(
        "/en/figures"
    )


def test_shares_stand_with_both_their_denominators_where_some_are_unknown(site: Site) -> None:
    article = site.page("/en/figures").select_one("#private-governance-share")
    assert article
    said = " ".join(article.get_text(" ").split())
    assert "76.5% 13 of 17 81.3% of those known, 13 of 16 disagrees" in said
    assert len(article.select(".figure-bar")) == 3


def test_published_counts_and_targets_lead_to_who_states_them(site: Site) -> None:
    found = rows(site)
    stated = {key: row["stated"] for (key, side), row in found.items() if row["kind"] != "claim"}
    assert sorted(stated.values(), key=lambda text: (float(text.strip("~")), text)) == [
        "4", "6", "10", "~10", "11", "13", "13", "14", "15", "15", "16", "20",
    ]  # fmt: skip
    assert set(found["labelled-2013", "record"]["clusters"].split()) == {
        "ahp", "ce3m", "menara", "mmc", "mnc", "oceanopole-tan-tan",
    }  # fmt: skip
    assert found["target-2013", "record"]["verdict"] == "missed"
    page = site.page("/en/figures")
    for place in page.select(".figure-said a"):
        path, _, mark = str(place["href"]).partition("#")
        assert site.page(path).find(id=mark), place["href"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_read_in_every_language_and_on_another_day(site: Site, lang: str) -> None:
    site.page(f"/{lang}/figures")
    days = {"valid_at": "2016-06-30", "seen_at": "2026-11-21", "known_at": "2026-11-21"}
    assert site.page(f"/{lang}/figures", **days).select_one(".past")
    assert "No source" in site.text("/en/figures", known_at="2020-01-01")


def test_the_api_gives_each_figure_with_its_statements(site: Site) -> None:
    items = json.loads(site.get("/api/v1/figures").data)["items"]
    one = next(item for item in items if item["key"] == "private-governance-share")
    survey, record = one["computed"]
    assert (survey["numerator"], survey["denominator"], survey["value_of_known"]) == (13, 17, 81.3)
    assert record["clusters_unknown"] == ["digipole"]
    assert one["stated_by"][0]["by"]["source"] == "survey_2023"


def test_the_shares_move_when_three_cells_of_the_survey_are_changed(
    stores: Stores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "edited_survey"
    shutil.copytree(SURVEY, package / "data" / "survey_2023")
    shutil.copy(ROOT / "scrapers" / "survey_2023.py", package)
    (package / "__init__.py").touch()
    table = package / "data" / "survey_2023" / "structure.csv"
    text = table.read_text(encoding="utf-8")
    for before, after in (
        ("mixed,private,No,stated_not_labelled", "private,private,Yes,stated_labelled"),
        ("digital,national,technological,,,In process", "digital,local,technological,,,In process"),
    ):
        assert text.count(before) == 1
        text = text.replace(before, after)
    table.write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    installation = stores.installation("sqlite", "edited_survey")
    report = collect(installation, installation.sources["survey_2023"], None, BEGIN)
    assert report.outcome == "ok", report
    chosen = AsOf.now(date(2026, 1, 6))
    with installation.database.read() as db:
        found = checked(evidence(db, chosen, *asked()), chosen)
    survey = {one.key: one.sides[0] for one in found}
    now = {
        key: (len(side.result.match), side.result.known, side.result.all, side.verdict)
        for key, side in survey.items() if side.result
    }  # fmt: skip
    assert now["labelled-share"] == (12, 17, 17, "disagrees")  # 70.6 %
    assert now["not-labelled-share"] == (1, 17, 17, "disagrees")
    assert now["private-governance-share"] == (14, 16, 17, "disagrees")
    assert now["national-perimeter"] == (16, 17, 17, "disagrees")  # 94.1 %
