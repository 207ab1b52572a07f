"""CM4.0's site: a typing error that would turn a sentence round, and sample data in its script."""

from __future__ import annotations

from observatory.domain.gate import judge_extract
from tests.scrapers.saved import read, saved_pages, sources


def test_the_sentence_without_its_que_is_never_read() -> None:
    (page,) = saved_pages("cluster_cm40")
    assert "ne se compose de" in page.text
    found = page.read()
    raws = [*(fact.raw for fact in found.facts), *(event.raw for event in found.events)]
    assert not any("compose" in raw for raw in raws)


def test_sample_data_of_the_application_is_not_read() -> None:
    (page,) = saved_pages("cluster_cm40")
    assert {f.raw for f in page.read().facts if f.property.startswith("members")} == {"27"}


def test_a_page_that_only_a_script_fills_is_not_the_page_we_know() -> None:
    html = "<html><head><title>CM4.0</title></head><body><div id='root'>…</div></body></html>"
    found = read(sources()["cluster_cm40"], html.encode(), "https://clustercm4.com/about")
    assert (judge_extract(found).word, found.facts) == ("rejected", ())
