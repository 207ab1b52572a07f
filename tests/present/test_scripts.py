"""Latin and numbers inside Arabic, Arabic inside Latin: isolated, escaped, and in linear time."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from observatory.present.scripts import isolate, spoken


def test_latin_and_numbers_are_isolated_in_arabic() -> None:
    assert isolate("تجمع CE3M أسس سنة 2010", "ar") == Markup(
        'تجمع <bdi dir="ltr">CE3M</bdi> أسس سنة <bdi dir="ltr">2010</bdi>'
    )


def test_a_bracket_stays_with_its_pair() -> None:
    assert '(<bdi dir="ltr">CE3M</bdi>)' in isolate("الميكانيك (CE3M)، أسس", "ar")
    assert isolate("Invest (BMZ/GIZ)", "ar") == Markup('<bdi dir="ltr">Invest (BMZ/GIZ)</bdi>')


def test_a_sign_stays_before_its_number() -> None:
    assert isolate("> 110", "ar") == Markup('<bdi dir="ltr">&gt; 110</bdi>')


def test_arabic_is_isolated_and_named_in_latin() -> None:
    assert isolate("Cluster منارة, Marrakech", "fr") == Markup(
        'Cluster <bdi lang="ar" dir="rtl">منارة</bdi>, Marrakech'
    )


def test_a_name_keeps_its_language() -> None:
    assert spoken("Haliopôle", "fr", "ar") == Markup('<bdi lang="fr" dir="ltr">Haliopôle</bdi>')
    assert spoken("<b>", "", "en") == Markup("<bdi>&lt;b&gt;</bdi>")


@given(st.text(), st.sampled_from(["fr", "ar", "en"]))
def test_no_text_is_lost_and_none_becomes_markup(text: str, lang: str) -> None:
    shown = str(isolate(text, lang))
    for tag in ('<bdi dir="ltr">', '<bdi lang="ar" dir="rtl">', "</bdi>"):
        shown = shown.replace(tag, "")
    assert Markup(shown).unescape() == Markup(Markup.escape(text)).unescape()
    assert "<" not in shown


def test_a_long_text_takes_no_long_time() -> None:
    started = time.perf_counter()
    for text in ("a " * 50_000, "1." * 50_000, "a(" * 50_000, "> " * 50_000, "م 1" * 30_000):
        for lang in ("ar", "fr"):
            isolate(text, lang)
    assert time.perf_counter() - started < 5
