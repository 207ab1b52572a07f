"""A page that prints two days for one text: which is right is for a person to see."""

from __future__ import annotations

import pytest

from observatory.domain.gate import judge_extract
from scrapers._doubt import two_dates
from scrapers._news import own_dates
from tests.scrapers.ministry_pages import look
from tests.scrapers.saved import read, sources

FEED = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>a</title><item><title>{title}</title>"
    "<link>https://www.maroc.ma/fr/a</link><pubDate>{day}</pubDate>"
    "<description>{text}</description></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (["15/02/2015 - El Jadida, le cluster"], ["15/02/2015"]),
        (["Rabat, le 13 janvier 2025 - Le cluster"], ["13 janvier 2025"]),
        (["الأربعاء 11 فبراير 2026", "نص", "نص (ومع: 11 فبراير 2025)"],
         ["الأربعاء 11 فبراير 2026", "11 فبراير 2025"]),
        (["Le cluster a été créé", "Il compte 40 membres (MAP - 13/01/2025)."], ["13/01/2025"]),
        (["Le cluster, créé le 13 janvier 2025, compte 40 membres (sur 60)."], []),
        ([], []),
    ],
)  # fmt: skip
def test_the_days_that_a_text_claims_stand_at_its_head_and_its_foot(
    lines: list[str], days: list[str]
) -> None:
    assert own_dates(lines) == days


@pytest.mark.parametrize(
    ("published", "claimed", "said"),
    [
        ("17/03/2025", "13/01/2025", "two dates: 17/03/2025 beside the text, 13/01/2025 in it"),
        ("26 mars 2025", "2017-03-26", "two dates: 26 mars 2025 beside the text, 2017-03-26 in it"),
        ("11 فبراير 2026", "11 فبراير 2025",
         "two dates: 11 فبراير 2026 beside the text, 11 فبراير 2025 in it"),
        ("13/01/2025", "lundi 13 janvier 2025", ""),
        ("13/01/2025", "2025-01-12", ""),
        ("13/01/2025", "31/02/2025", ""),
        ("", "13/01/2025", ""),
    ],
)  # fmt: skip
def test_two_days_apart_are_said_and_a_zone_s_difference_is_not(
    published: str, claimed: str, said: str
) -> None:
    assert two_dates(published, [claimed]) == said


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("<p>17/03/2025 - Rabat, les clusters.</p>", "degraded"),
        ("<p>28/03/2023 - Rabat, les clusters.</p>", "accepted"),
        ("<p>Les clusters du Royaume. (MAP : 13 janvier 2021)</p>", "degraded"),
    ],
)
def test_an_article_of_two_days_is_read_with_doubt(body: str, word: str) -> None:
    found = look(body, "Clusters : point d’étape")
    assert judge_extract(found).word == word
    assert bool([reason for reason in found.reasons if "two dates" in reason.said]) == (
        word == "degraded"
    )


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("كلاستر جديد (ومع: 11 فبراير 2025)",
         "two dates: Wed, 11 Feb 2026 10:00:00 +0000 beside the text, 11 فبراير 2025 in it"),
        ("كلاستر جديد (ومع: 11 فبراير 2026)", ""),
    ],
)  # fmt: skip
def test_an_item_of_two_days_says_so(text: str, note: str) -> None:
    body = FEED.format(title="كلاستر المنارة", day="Wed, 11 Feb 2026 10:00:00 +0000", text=text)
    found = read(sources()["press"], body.encode(), "https://www.maroc.ma/fr/rss.xml", "text/xml")
    assert {event.note for event in found.events} == {note}
