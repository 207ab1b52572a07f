"""The parts of every page: they render in three languages, escape, and need no inline style."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from observatory.domain.periods import Period
from observatory.domain.vocabulary.events import LABEL_STATES
from observatory.paths import STATIC, TEMPLATES
from observatory.present import words
from observatory.present.environment import environment
from observatory.present.views import (
    HealthLine,
    LabelView,
    Page,
    PastView,
    ShownValue,
    SourceTag,
    SourceTrouble,
)

EVIL = '"><script>alert(1)</script>'
LANGS = ("fr", "ar", "en")


def call(lang: str, file: str, macro: str, *arguments: object) -> str:
    module = environment(lang, TEMPLATES).get_template(file).module
    return str(getattr(module, macro)(*arguments))


def page() -> Page:
    return Page(
        EVIL,
        ("clusters",),
        (("q", EVIL),),
        menu=tuple(words.MENU),
        data_at=datetime(2026, 11, 21, tzinfo=UTC),
        health=HealthLine(
            3,
            2,
            "/x",
            datetime(2026, 11, 21, tzinfo=UTC),
            (SourceTrouble(EVIL, "/y", date(2026, 11, 3)),),
        ),
        pasts=(PastView("seen", date(2023, 12, 31), "/z"),),
    )


def disputed() -> ShownValue:
    tag = SourceTag(EVIL, "survey", Period.parse("2023-06/2023-12"), url="javascript:alert(1)")
    other = ShownValue("x", "Created", EVIL, tag=SourceTag(EVIL, "press"))
    return ShownValue(
        "x", "Created", "2010", url="javascript:alert(1)", raw=EVIL, tag=tag, others=(other,),
        conflict=True, statement_id=7,
    )  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_says_first_whose_it_is(lang: str) -> None:
    html = environment(lang, TEMPLATES).get_template("base.html").render(page=page())
    body = html.split("<body>")[1]
    assert body.index('class="standing"') < body.index('class="logo"')
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in html
    assert 'href="/ar/clusters?q=' in html
    assert "<script>" not in html
    assert not re.search(r"\sstyle=|\son\w+=", html)


@pytest.mark.parametrize("lang", LANGS)
def test_a_disputed_value_shows_both_and_runs_nothing(lang: str) -> None:
    html = call(lang, "_value.html", "value", disputed())
    assert "disagree" in html
    assert "2010" in html
    assert "&lt;script&gt;" in html
    assert "javascript:" not in html
    assert "<script>" not in html


def test_a_value_says_when_it_speaks_for() -> None:
    html = call("en", "_value.html", "value", disputed())
    assert 'datetime="2023-06/2023-12">Dec 2023' in html
    assert "June" in html


@pytest.mark.parametrize("reason", words.UNKNOWNS)
def test_an_unknown_value_has_a_form_of_its_own(reason: str) -> None:
    html = call("fr", "_value.html", "value", ShownValue("x", "Président", unknown=reason))
    assert 'class="unknown"' in html


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("state", LABEL_STATES)
def test_every_state_of_a_label_has_its_star_and_its_word(lang: str, state: str) -> None:
    view = LabelView(
        state, since=Period.parse("2025-12"), until=Period.parse("2014-09"), computed=True
    )
    html = call(lang, "_marks.html", "label", view)
    assert f"star-{state}" in html
    assert re.search(r'class="sign-word">[^<]+<', html)


def test_stars_are_all_different() -> None:
    drawn = {call("en", "_marks.html", "shape", state) for state in LABEL_STATES}
    assert len(drawn) == len(LABEL_STATES)


def test_every_icon_used_is_in_the_sprite() -> None:
    sprite = (STATIC / "icons.svg").read_text()
    for template in TEMPLATES.glob("*.html"):
        for name in re.findall(r'icon\("([a-z0-9-]+)"\)', template.read_text()):
            assert f'id="i-{name}"' in sprite, (template.name, name)


def test_the_style_sheet_asks_for_nothing_that_is_not_here() -> None:
    for address in re.findall(r'url\("?([^")]+)', (STATIC / "site.css").read_text()):
        assert (STATIC / address).is_file(), address


@pytest.mark.parametrize("theme", [1, 2])
def test_colours_keep_their_contrast(theme: int) -> None:
    roles = {
        found[1]: found[1 + theme]
        for found in re.finditer(
            r"--([a-z-]+): light-dark\((#\w{6}), (#\w{6})\)", (STATIC / "site.css").read_text()
        )
    }
    for ground in ("paper", "raised", "sunken"):
        for text in ("ink", "quiet", "link", "labelled", "process-ink", "brick", "slate"):
            assert contrast(roles[text], roles[ground]) >= 4.5, (text, ground)
        for shape in ("process", "rule"):
            assert contrast(roles[shape], roles[ground]) >= 3, (shape, ground)
    assert contrast(roles["on-labelled"], roles["labelled"]) >= 4.5
    assert contrast(roles["ink"], roles["process-ground"]) >= 4.5


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance and contrast ratio."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)
