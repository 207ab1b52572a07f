"""Calls for projects: deadlines with their extensions, and who came through."""

from __future__ import annotations

import pytest

from tests.web.conftest import LANGS, Site

CALLS = [f"call-{year}" for year in (2011, 2012, 2016, 2023, 2024, 2025)]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", ["labelling/calls", *(f"calls/{slug}" for slug in CALLS)])
def test_it_keeps_its_limits_in_every_language(site: Site, path: str, lang: str) -> None:
    site.page(f"/{lang}/{path}")


def test_the_menu_leads_to_the_funnel(site: Site) -> None:
    link = site.page("/en/").select_one('.menu a[href="/en/labelling/calls"]')
    assert link is not None
    assert link.text == "Calls"


def test_an_extension_stands_beside_the_first_deadline(site: Site) -> None:
    deadlines = site.page("/en/calls/call-2023").select(".deadlines li")
    assert len(deadlines) == 2
    first, last = deadlines
    assert first.select_one("del time") is not None
    assert "19 May 2023" in first.text
    assert "14 June 2023, 15:00" in last.text
    assert last.select_one(".teller") is not None


def test_targets_are_neither_candidates_nor_winners(site: Site) -> None:
    stages = site.page("/en/calls/call-2023").select(".funnel-list > div")
    counts = [stage.select_one("b") for stage in stages]
    assert [int(count.text) if count else None for count in counts] == [9, None, None, 5]


def test_the_latest_call_comes_first(site: Site) -> None:
    links = site.page("/en/labelling/calls").select(".call-card h2 a")
    assert [str(link["href"]).rpartition("/")[2] for link in links] == CALLS[::-1]


def test_each_call_is_drawn_to_one_scale_and_an_unknown_step_is_no_zero(site: Site) -> None:
    cards = site.page("/en/labelling/calls").select(".call-card")
    assert len(cards) == len(CALLS)
    drawn = {}
    for card in cards:
        slug = str(card.h2["id"]) if card.h2 else ""
        for step in card.select(".step"):
            bar, number = step.select_one("rect"), step.select_one("b")
            assert (bar is None) == (number is None)
            assert bool(step.select(".bar-unknown")) == (number is None)
            key = str(step["class"][1])
            drawn[slug, key] = (int(number.text), str(bar["width"])) if number and bar else None
    assert drawn["call-2023", "step-named"] == (9, "100.0%")
    assert drawn["call-2011", "step-applied"] == (5, "55.56%")
    assert drawn["call-2025", "step-acts"] is None


def test_a_published_number_stands_with_its_sources(site: Site) -> None:
    step = site.page("/en/calls/call-2011").select_one(".step-applied")
    assert step is not None
    assert "published: 5" in step.text
    assert step.select_one(".teller") is not None


def test_one_sees_which_calls_were_open_on_a_day(site: Site) -> None:
    assert "No call is open on 22 November 2026" in site.text("/en/labelling/calls")
    page = site.page("/en/labelling/calls", valid_at="2025-06-01")
    assert "open until 24 July 2025" in " ".join(str(page.main and page.main.text).split())
    then = site.page("/en/labelling/calls", valid_at="2013-06-01")
    assert [str(one["id"]) for one in then.select(".call-card h2")] == ["call-2012", "call-2011"]
    open_then = site.page("/en/calls/call-2023", valid_at="2023-06-10").select(".step b")
    assert [int(one.text) for one in open_then] == [9]


def verdicts(site: Site, slug: str, **answers: str) -> list[str]:
    page = site.page(f"/en/calls/{slug}", **answers)
    return [str(one["class"][1]).removeprefix("check-") for one in page.select(".checks > li")]


def test_answers_are_compared_with_the_stated_conditions(site: Site) -> None:
    assert verdicts(site, "call-2011") == ["asked"] * 3
    given = {"members": "20", "firms": "9", "association": "yes"}
    assert verdicts(site, "call-2011", **given) == ["met", "met", "not_met"]
    assert verdicts(site, "call-2025", labelled="no") == ["met"]
    assert verdicts(site, "call-2025", labelled="yes", years="9") == ["met"]
    assert verdicts(site, "call-2025", labelled="yes", years="3") == ["not_met"]
    assert verdicts(site, "call-2025", labelled="yes") == ["cannot_say"]
    assert verdicts(site, "call-2024", labelled="no") == ["met", "cannot_say"]


def test_each_condition_names_its_source_and_nobody_is_declared_eligible(site: Site) -> None:
    page = site.page("/en/calls/call-2025", labelled="no")
    (condition,) = page.select(".checks > li")
    assert len(condition.select(".teller")) == 2
    section = page.find(id="check")
    assert section is not None
    assert "ministry alone says who is eligible" in section.text
    assert "No source states its conditions" in site.text("/en/calls/call-2012")


@pytest.mark.parametrize("wrong", ["members=many", "association=perhaps", "years=-1"])
def test_a_wrong_answer_is_refused(site: Site, wrong: str) -> None:
    assert site.get(f"/en/calls/call-2011?{wrong}").status_code == 400


def test_every_condition_of_the_record_has_a_question(site: Site) -> None:
    for slug in CALLS:
        for lang in LANGS:
            for one in site.page(f"/{lang}/calls/{slug}").select(".check-text"):
                assert one.find("bdi") is None, (slug, one.text)


def test_money_is_kept_apart_by_fund(site: Site) -> None:
    page = site.page("/en/labelling/calls")
    fac, programme = page.find(id="f-fac"), page.find(id="f-cluster-programme")
    assert fac is not None
    assert programme is not None
    assert "62,000,000" in fac.text
    assert "160,000,000" in programme.text


def test_what_is_no_call_is_not_found(site: Site) -> None:
    assert site.get("/fr/calls/ce3m").status_code == 404
    assert site.get("/fr/calls/nothing").status_code == 404
