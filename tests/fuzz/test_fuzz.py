"""Every reader stands what strangers may send; the hour-long search for more is ``make fuzz``."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.mutating import MOST, mutated
from tests.fuzz.targets import attempt, seeds, targets
from tests.fuzz.watching import Watch

SEEDS = st.sampled_from(seeds())
SEEDED = st.integers(0, 2**32)
RULES = ("page", "feed", "sitemap", "robots", "address", "encoding", "value")


def stands(data: bytes, seed: int) -> None:
    """Attempt a mutated input; libFuzzer's own mutations are more of the same."""
    attempt(mutated(data, Random(seed)))


@pytest.mark.parametrize("name", targets())
def test_a_target_stands_what_is_well(name: str) -> None:
    target = targets()[name]
    for seed in target.seeds[:5]:
        target.attempt(seed)


@settings(max_examples=60)
@given(SEEDS, SEEDED)
def test_no_mutated_input_breaks_anything(data: bytes, seed: int) -> None:
    stands(data, seed)


@settings(max_examples=100)
@given(st.sampled_from(RULES), st.text().map(str.encode) | st.binary(max_size=300))
def test_no_text_and_no_bytes_break_a_rule(name: str, data: bytes) -> None:
    """Addresses are clean once cleaned, dates are read back, no control character comes out."""
    targets()[name].attempt(data)


@pytest.mark.soak
@settings(max_examples=5_000)
@given(st.sampled_from(RULES), st.text().map(str.encode) | st.binary(max_size=3000))
def test_no_text_of_many_breaks_a_rule(name: str, data: bytes) -> None:
    targets()[name].attempt(data)


@pytest.mark.soak
@settings(max_examples=5_000)
@given(SEEDS, SEEDED)
def test_no_input_of_many_breaks_anything(data: bytes, seed: int) -> None:
    stands(data, seed)


def test_a_mutated_input_is_another_one_for_the_same_target() -> None:
    some = seeds()[::5]
    others = 0
    for number, seed in enumerate(some):
        found = mutated(seed, Random(number))
        assert found.partition(b"\n")[0] == seed.partition(b"\n")[0]
        assert len(found) < 5 * MOST
        others += found != seed
    assert others > 0.8 * len(some)


def test_an_input_for_nobody_becomes_one_for_somebody() -> None:
    assert mutated(b"", Random(1)).partition(b"\n")[0].decode() in targets()


def test_what_is_raised_is_kept_once_with_its_shortest_input(tmp_path: Path) -> None:
    def fails(data: bytes) -> None:
        raise IndexError(len(data))

    watch = Watch(tmp_path, 1.0)
    for data in (b"feed\nlong", b"feed\n", b"feed\nlonger"):
        watch.run(fails, data)
    (kept,) = tmp_path.glob("*.input")
    assert kept.read_bytes() == b"feed\n"
    assert "IndexError: 5" in kept.with_suffix(".txt").read_text(encoding="utf-8")
    assert "3 inputs, 1 findings" in watch.told()


def test_an_input_that_takes_too_long_is_stopped_and_kept(tmp_path: Path) -> None:
    def hangs(_data: bytes) -> None:
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue

    watch = Watch(tmp_path, 0.05)
    watch.run(hangs, b"feed\n")
    assert list(watch.found) == [f"Hang at {Path(__file__).name}:hangs"]
    assert 0.01 < watch.slowest < 1
