"""Counts, shares, areas and sums, as printed in three languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.domain.clean import Blank, amount, area, count, share
from observatory.domain.values import Unclear
from tests.domain.clean.growth import grows_with_the_text


@pytest.mark.parametrize(
    ("text", "number", "qualifier"),
    [
        (">110", 110, ">"),
        ("plus de 200", 200, ">"),
        ("more than 110 (90+ SMEs, 10 universities and schools, 4 large companies)", 110, ">"),
        ("une centaine", 100, "~"),
        ("plus d’une centaine", 100, ">"),
        ("around a hundred", 100, "~"),
        ("more than fifty", 50, ">"),
        ("about forty founding members", 40, "~"),
        ("+90", 90, ">"),
        ("+90 SMEs", 90, ">"),
        ("90+", 90, ">"),
        ("about 12", 12, "~"),
        ("at least 300 in its ecosystem", 300, ">"),
        ("at most 16; bureau elected every three years", 16, "<"),
        ("33 848 242", 33_848_242, ""),
        ("33\u202f848\u00a0242 (2015)", 33_848_242, ""),
        ("3.100", 3100, ""),
        ("3,100", 3100, ""),
        ("1.234.567", 1_234_567, ""),
        ("37 millions d'habitants", 37_000_000, ""),
        ("1,5 million", 1_500_000, ""),
        ("74 cooperatives and GIE", 74, ""),
        ("about 10 AMITH companies + ESITH + CTTH", 10, "~"),
        ("dix-sept clusters", 17, ""),
        ("أكثر من 200 عضو", 200, ">"),
        ("حوالي ١٠٠", 100, "~"),
        ("0", 0, ""),
    ],
)
def test_a_count_is_read_with_its_qualifier(text: str, number: int, qualifier: str) -> None:
    assert count(text) == (number, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "15-40", "15 à 40", "60 full members and about 300 linked entities", "-5", "12,5",
        "2 MDH", "65%", "many", "1e309", "1 4000", "more than 40 a year; more than 600 since 2015",
        "05 22 12 34 56", "42e", "0.125",
    ],
)  # fmt: skip
def test_a_range_a_sum_or_a_fraction_is_no_count(text: str) -> None:
    with pytest.raises(Unclear):
        count(text)


@pytest.mark.parametrize("read", [count, share, amount, area])
@pytest.mark.parametrize("text", ["", "-", "–", "n/a", "N.C.", "unknown", "non renseigné", "?"])
def test_a_blank_is_unknown_and_never_zero(read: object, text: str) -> None:
    assert callable(read)
    with pytest.raises(Blank):
        read(text)


@pytest.mark.parametrize(
    ("text", "number", "currency", "qualifier"),
    [
        ("62 million MAD", 62e6, "MAD", ""),
        ("62 million MAD for 2011-2013", 62e6, "MAD", ""),
        ("62 MDH", 62e6, "MAD", ""),
        ("12,5 MDH", 12.5e6, "MAD", ""),
        ("2 MMDH", 2e9, "MAD", ""),
        ("15 MDHS", 15e6, "MAD", ""),
        ("300 KDHS", 300e3, "MAD", ""),
        ("160 MMAD 2022-2028", 160e6, "MAD", ""),
        ("17,5 milliards DH", 17.5e9, "MAD", ""),
        ("5 milliards DH", 5e9, "MAD", ""),
        ("50 milliards DH", 50e9, "MAD", ""),
        ("environ 30 millions de dirhams", 30e6, "MAD", "~"),
        ("62 مليون درهم", 62e6, "MAD", ""),
        ("5 ملايير سنتيم", 50e6, "MAD", ""),
        ("3 291 USD", 3291, "USD", ""),
        ("3 291 USD (2015)", 3291, "USD", ""),
        ("USD 3.000", 3000, "USD", ""),
        ("just above USD 109 billion in 2017", 109e9, "USD", ">"),
        ("$5 million", 5e6, "USD", ""),
        ("two projects of about 80,000 EUR each", 80e3, "EUR", "~"),
        ("2M€", 2e6, "EUR", ""),
        ("total budget 1,128,800 USD; first agreement 23 November 2018", 1_128_800, "USD", ""),
    ],
)
def test_a_sum_is_read_with_its_currency(
    text: str, number: float, currency: str, qualifier: str
) -> None:
    assert amount(text) == (number, currency, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "5 milliards", "62", "12,500 MDH", "10 Mn MDHS", "5 MM€", "12 MDH et 3 MDH",
        "2 MDH/an (180 000 €) pendant trois ans", "2 million MAD a year for 3 years",
        "5 dollars canadiens",
    ],
)  # fmt: skip
def test_no_currency_two_sums_or_a_yearly_rate_is_unclear(text: str) -> None:
    with pytest.raises(Unclear):
        amount(text)


@pytest.mark.parametrize(
    ("text", "percent", "qualifier"),
    [
        ("65%", 65, ""),
        ("65 %", 65, ""),
        (">90%", 90, ">"),
        ("~80%", 80, "~"),
        ("plus de 60 %", 60, ">"),
        ("64.7 %", 64.7, ""),
        ("64.705 %", 64.705, ""),
        ("12,5 %", 12.5, ""),
        ("60 pour cent", 60, ""),
        ("65٪", 65, ""),
    ],
)
def test_a_share_is_read_in_percent(text: str, percent: float, qualifier: str) -> None:
    assert share(text) == (percent, qualifier)


@pytest.mark.parametrize("text", ["65", "0.65", "120%", "5 % à 10 %"])
def test_what_is_no_share_is_unclear(text: str) -> None:
    with pytest.raises(Unclear):
        share(text)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("446 550 km2", 446_550, "km2"),
        ("446 550 km²", 446_550, "km2"),
        ("710 850 square kilometres", 710_850, "km2"),
        ("50 ha", 50, "ha"),
        ("1 200 m²", 1200, "m2"),
    ],
)
def test_an_area_is_read_with_its_unit(text: str, number: float, unit: str) -> None:
    assert area(text) == (number, unit, "")


@given(st.integers(0, 999_999_999))
def test_a_number_is_read_back_however_its_thousands_are_grouped(number: int) -> None:
    for mark in (",", ".", " ", "\u202f", "\u00a0"):
        assert count(f"{number:,}".replace(",", mark)) == (number, "")


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "111.", "plus de ", "5 million ", "(", "111 111 ", "5 M", "1,1"]
)
def test_the_work_grows_with_the_text(piece: str) -> None:
    for read in (count, share, amount, area):
        assert grows_with_the_text(read, piece)
