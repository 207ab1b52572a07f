"""Noise is no news: whole runs over mutated and damaged pages change nothing that stands.

One page of every source is looked at again and again in one store; ``make soak`` takes all pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from observatory.domain.extract import BLOCKED, DEGRADED, FAILED, QUARANTINED, REJECTED
from observatory.engine.run.collect import collect
from tests.loopback import Web
from tests.scrapers.damaging import DAMAGES, TOLD_BY_THE_PAST
from tests.scrapers.harmless import MUTANTS
from tests.scrapers.one_page import APART, MONDAY, Looking, alone
from tests.scrapers.reviewed_files import REWRITTEN, reviewed, rewritten
from tests.scrapers.saved import Saved, saved_pages, sources
from tests.stores import Stores
from tests.telling import standing, told

WELL = {"ok", "unchanged"}
HELD = {FAILED, BLOCKED, REJECTED, QUARANTINED}
VERDICTS = {
    "login": {BLOCKED},
    "challenge": {BLOCKED},
    "not_found": {REJECTED},
    "parked": {REJECTED},
    "maintenance": {REJECTED},
    "empty": {REJECTED},
    "app_shell": {REJECTED},
    "crashed": {FAILED},
    "cut_in_half": {FAILED, REJECTED},
    "truncated_tag": {FAILED, REJECTED},
}
"""What a damage must be called where the page leaves no choice."""


def _pages(*, every: bool) -> list[Saved]:
    """Give the saved pages that are HTML or feeds: all, or one that is well of each source."""
    pages = [page for page in saved_pages() if page.path.suffix in (".html", ".xml")]
    if every:
        return pages
    wellest = sorted(pages, key=lambda page: (page.says["verdict"] != "accepted", page.path.suffix))
    return list({page.loaded.name: page for page in reversed(wellest)}.values())


ONE_OF_EACH = [pytest.param(page, id=page.id) for page in _pages(every=False)]
ALL = [pytest.param(page, id=page.id) for page in _pages(every=True)]
HTML = [pytest.param(p, id=p.id) for p in _pages(every=True) if p.path.suffix == ".html"]
"""Mutants are of HTML: in XML the case of a name matters."""


def harmless_is_no_news(look: Looking, saved: Saved, *, at_once: int) -> None:
    """Look at the mutants of a page, so many at once: each look is as well as the first."""
    well = WELL | {look.at(saved.text).outcome}
    held, told_so_far = look.held(), look.told()
    assert well <= WELL | {DEGRADED}
    for names in batched(MUTANTS, at_once):
        text = saved.text
        for name in names:
            text = MUTANTS[name](text, Random(f"{saved.id} {name}"))
        report = look.at(text)
        assert (names, report.changes, report.outcome in well) == (names, 0, True), report
        assert look.held() == held, names
    assert look.told() == told_so_far


def batched(names: Iterable[str], size: int) -> Iterator[list[str]]:
    """Cut names into batches of one size, the last may be shorter."""
    rest = iter(names)
    while batch := list(islice(rest, size)):
        yield batch


def damage_moves_nothing(look: Looking, saved: Saved) -> None:
    """Look at every damaged page, twice if it is believed: nothing closes and nothing is told."""
    look.at(saved.text)
    held, told_so_far = look.held(), look.told()
    for name, damage in DAMAGES.items():
        damaged = damage(saved.text, Random(f"{saved.id} {name}"))
        for _twice in range(2):
            report, wanted = look.at(damaged), VERDICTS.get(name, WELL | HELD | {DEGRADED})
            assert (name, report.changes, report.outcome in wanted) == (name, 0, True), report
            assert look.held() == held, name
            if report.outcome in HELD:
                break  # what is not believed once is not believed twice
    assert look.at(saved.text).changes == 0
    assert (look.held(), look.told()) == (held, told_so_far)


@pytest.mark.battery("T034")
@pytest.mark.parametrize("saved", ONE_OF_EACH)
def test_harmless_mutants_change_nothing(saved: Saved, stores: Stores, web: Web) -> None:
    look = alone(stores.installation("sqlite"), web, saved)
    harmless_is_no_news(look, saved, at_once=4)


@pytest.mark.parametrize("saved", ONE_OF_EACH)
def test_damaged_pages_change_nothing(saved: Saved, stores: Stores, web: Web) -> None:
    damage_moves_nothing(alone(stores.installation("sqlite"), web, saved), saved)


@pytest.mark.soak
@pytest.mark.parametrize("saved", HTML)
def test_no_mutant_of_any_page_changes_anything(saved: Saved, stores: Stores, web: Web) -> None:
    look = alone(stores.installation("sqlite"), web, saved)
    harmless_is_no_news(look, saved, at_once=1)


@pytest.mark.soak
@pytest.mark.parametrize("saved", ALL)
def test_no_damage_to_any_page_changes_anything(saved: Saved, stores: Stores, web: Web) -> None:
    damage_moves_nothing(alone(stores.installation("sqlite"), web, saved), saved)


@pytest.mark.parametrize("damage", TOLD_BY_THE_PAST)
def test_what_only_the_past_tells_is_held(damage: str, stores: Stores, web: Web) -> None:
    (saved,) = (page for page in saved_pages() if page.id == "eccp_morocco/morocco_filled")
    look = alone(stores.installation("sqlite"), web, saved)
    look.at(saved.text)
    held, told_so_far = look.held(), look.told()
    damaged = TOLD_BY_THE_PAST[damage](saved.text, Random(1))
    assert [look.at(damaged).outcome, look.at(damaged).outcome] == [QUARANTINED, QUARANTINED]
    assert look.held() == held
    assert look.at(saved.text).changes == 0
    assert look.told() == told_so_far


@pytest.mark.parametrize("name", [n for n, loaded in sources().items() if loaded.source.files])
def test_a_reviewed_file_may_be_written_otherwise(
    name: str, stores: Stores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installation, files = stores.installation("sqlite"), reviewed(sources()[name])
    monkeypatch.syspath_prepend(str(tmp_path))
    collect(installation, rewritten(sources()[name], files, tmp_path), None, MONDAY)
    held = standing(installation), len(told(installation, retrospective=True))
    assert held[0]
    for number, rewrite in enumerate(REWRITTEN.values(), start=1):
        changed = {path: rewrite(text, Random(number)) for path, text in files.items()}
        assert changed != files
        loaded = rewritten(sources()[name], changed, tmp_path)
        report = collect(installation, loaded, None, MONDAY + number * APART)
        assert (report.changes, report.outcome in WELL) == (0, True), report
        assert (standing(installation), len(told(installation, retrospective=True))) == held
