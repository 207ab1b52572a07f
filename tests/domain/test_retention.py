"""Which bytes may go: what repeats, long enough ago, and no more than is needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from observatory.domain.retention import Look, enough, idle

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
DAY = timedelta(days=1)
PAGE = "s", "https://a.example/"


def look(day: int, body: str, said: str | None = "x", *, worthless: bool = False) -> Look:
    return Look(PAGE, MONDAY + day * DAY, body, said, worthless)


def test_what_repeats_may_go_and_what_tells_stays() -> None:
    far = MONDAY + 900 * DAY
    looks = [
        look(1, "first"), look(2, "noise"), look(3, "wall", None, worthless=True),
        look(4, "held", None), look(5, "other", "y"), look(6, "first"), look(7, "rests"),
        look(8, "newest"),
    ]  # fmt: skip
    assert idle(looks, {"rests"}, far) == ["noise", "wall"]
    assert idle(looks, set(), MONDAY + 3 * DAY) == ["noise"]
    assert idle([*looks, look(300, "noise"), look(301, "newest")], set(), MONDAY + 9 * DAY) == [
        "wall", "rests",
    ]  # fmt: skip
    elsewhere = replace(look(9, "noise"), page=("s", "https://b.example/"))
    assert "noise" not in idle([*looks, elsewhere], set(), far)


def test_no_more_goes_than_is_needed() -> None:
    sizes = {"a": 10, "b": 10, "c": 10}
    assert enough(["a", "gone", "b", "c"], sizes, 11) == ["a", "b"]
    assert enough(["a"], sizes, 0) == []
    assert enough(["a", "b"], sizes, 100) == ["a", "b"]
