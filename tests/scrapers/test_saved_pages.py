"""Every reader against its saved pages: as a person reads them, as recorded, mutated, damaged."""

from __future__ import annotations

import json
from random import Random

import pytest

from observatory.domain.gate import ACCEPTED, judge_extract
from tests.scrapers.careful import disagreements
from tests.scrapers.damaging import DAMAGES
from tests.scrapers.harmless import MUTANTS
from tests.scrapers.saved import (
    Saved,
    as_json,
    saved_pages,
    sources,
    without_place,
)

PAGES = [pytest.param(saved, id=saved.id) for saved in saved_pages()]
HTML = [pytest.param(saved, id=saved.id) for saved in saved_pages() if saved.path.suffix == ".html"]


@pytest.mark.parametrize("saved", PAGES)
def test_a_reader_says_what_a_careful_person_reads(saved: Saved) -> None:
    assert list(disagreements(saved, saved.read())) == []


@pytest.mark.parametrize("saved", PAGES)
def test_a_saved_page_is_judged_as_a_person_would(saved: Saved) -> None:
    verdict = judge_extract(saved.read())
    assert verdict.word == saved.says["verdict"], verdict.reasons


@pytest.mark.parametrize("saved", PAGES)
def test_a_reader_says_what_was_recorded(saved: Saved) -> None:
    """A difference is a change of the reader: look at it, then record it again."""
    assert saved.recorded.exists(), "python -m tests.scrapers.record"
    assert as_json(saved.read()) == json.loads(saved.recorded.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(sources()))
def test_a_source_has_a_saved_page_and_recorded_facts(name: str) -> None:
    """Reviewed files are their own page; what they say is tested beside them."""
    if sources()[name].source.files:
        return
    assert any(saved.recorded.exists() for saved in saved_pages(name))


@pytest.mark.parametrize("mutant", MUTANTS)
@pytest.mark.parametrize("saved", HTML)
def test_a_harmless_mutant_says_the_same(saved: Saved, mutant: str) -> None:
    changed = MUTANTS[mutant](saved.text, Random(f"{saved.id} {mutant}"))
    assert changed != saved.text
    before, after = saved.read(), saved.read(changed)
    assert without_place(after) == without_place(before)
    assert judge_extract(after) == judge_extract(before)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("saved", PAGES)
def test_a_damaged_page_is_never_accepted_with_less(saved: Saved, damage: str) -> None:
    changed = DAMAGES[damage](saved.text, Random(f"{saved.id} {damage}"))
    before, after = saved.read(), saved.read(changed)
    word = judge_extract(after).word
    assert word != ACCEPTED or without_place(after) == without_place(before)
