"""A citation survives the signs of TeX, line breaks and any script, and names all three days."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from observatory.present import citing
from observatory.present.addresses import link_in
from observatory.present.reader import Reader
from observatory.store.queries.asof import AsOf

TODAY = date(2026, 11, 22)
PAST = AsOf(TODAY, date(2013, 12, 31), date(2026, 11, 21), TODAY)


def cited(title: str, as_of: AsOf = PAST, lang: str = "en") -> citing.Citation:
    return citing.citation("ce3m", title, as_of, Reader(lang, link_in(lang)), "https://o.example")


def test_the_address_holds_the_three_days() -> None:
    asked = parse_qs(urlsplit(cited("CE3M").url).query)
    assert asked == {
        "valid_at": ["2013-12-31"],
        "seen_at": ["2026-11-21"],
        "known_at": ["2026-11-22"],
    }


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Research & Development 100 %", r"Research \& Development 100 \%"),
        ("a_b #1 $x ~ ^", r"a\_b \#1 \$x \textasciitilde{} \textasciicircum{}"),
        ("brace } and \\ slash", r"brace \} and \textbackslash{} slash"),
        ("two\nlines\r\nhere", "two lines here"),
        ("مجموعة منارة", "مجموعة منارة"),
    ],
)
def test_bibtex_escapes_what_tex_would_read(title: str, printed: str) -> None:
    entry = citing.bibtex(cited(title))
    assert f"  title = {{{{{printed}}}}},\n" in entry
    assert entry.startswith("@misc{ce3m-2026-11-22,\n")


def test_no_name_begins_a_field_of_ris() -> None:
    record = citing.ris(cited("Cluster\r\nER  - \r\nTY  - BOOK"))
    tags = [line[:6] for line in record.split("\r\n")]
    assert tags[0] == "TY  - "
    assert tags[-2:] == ["ER  - ", ""]
    assert tags.count("TY  - ") == 1


def test_the_sentence_says_which_state() -> None:
    reader = Reader("en", link_in("en"))
    assert "state as known on 22 November 2026" in citing.text(
        cited("CE3M", AsOf.now(TODAY)), reader
    )
    past = citing.text(cited("CE3M"), reader)
    assert "true on 31 December 2013, as seen by 21 November 2026" in past
    assert past.endswith("(accessed 22 November 2026). CC BY 4.0.")
