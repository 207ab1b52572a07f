"""Words are measured well enough that no line of a badge or a card runs out of its place."""

from __future__ import annotations

import pytest

from observatory.present.letters import embedded, lines, width

LONG = "Cluster Electronique, Mécatronique et Mécanique du Maroc et de tout le reste du monde"


@pytest.mark.parametrize(
    "words", [LONG, "W" * 80, "تجمع الإلكترونيك والميكاترونيك والميكانيك", "x"]
)
@pytest.mark.parametrize("most", [1, 2])
def test_no_line_is_wider_than_its_room(words: str, most: int) -> None:
    found = lines(words, 34, 400, most)
    assert 1 <= len(found) <= most
    assert all(width(line, 34) <= 400 for line in found)


def test_what_does_not_fit_ends_in_an_ellipsis_and_what_fits_is_whole() -> None:
    assert lines(LONG, 34, 400, 1)[0].endswith("…")
    assert " ".join(lines(LONG, 10, 400, 3)) == LONG
    assert lines("", 10, 400, 2) == []


def test_an_arabic_line_keeps_its_order() -> None:
    assert embedded("موسوم (CE3M)", "ar") == "\u202bموسوم (CE3M)\u202c"
    assert embedded("CE3M", "fr") == "CE3M"
