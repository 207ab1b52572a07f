"""The Jinja environment of one language: escaping, strict about names, with words and dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from observatory.domain.periods import Period
from observatory.domain.vocabulary import VOCABULARIES
from observatory.present import dates, words
from observatory.present.addresses import Link, address, link_in, root, web
from observatory.present.catalogues import translations
from observatory.present.languages import LANGUAGES
from observatory.present.scripts import isolate, spoken
from observatory.present.timeline import Drawing, lay_out
from observatory.present.views import Timeline

Asset = Callable[[str], str]


def asset(name: str) -> str:
    """Give the address of a file under ``static/``."""
    return f"/static/{name}"


def environment(
    lang: str, templates: Path, *, link: Link | None = None, asset: Asset = asset
) -> Environment:
    """Build the environment for pages in ``lang``; build it once and keep it.

    ``link`` and ``asset`` make addresses: a static copy gives its own. Templates find ``lang``,
    ``direction``, ``link(*parts, **query)``, ``root`` (without language), ``asset`` and the
    filters below (those that cost are remembered); dates come out with their precision and in
    Morocco's time.
    """
    made = Environment(
        loader=FileSystemLoader(templates),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.policies["ext.i18n.trimmed"] = True
    catalogue = translations(lang)
    made.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {
        "lang": lang,
        "direction": LANGUAGES[lang].direction,
        "languages": LANGUAGES,
        "link": link or link_in(lang),
        "root": root,
        "address": address,
        "asset": asset,
    }

    @lru_cache(maxsize=4096)
    def word(key: str, family: str) -> str:
        found: dict[str, str] = getattr(words, family)
        return catalogue.gettext(found[key])

    @lru_cache(maxsize=4096)
    def term(key: str, vocabulary: str) -> str:
        return VOCABULARIES[vocabulary][key].label(lang)

    @lru_cache(maxsize=4096)
    def state(key: str) -> str:
        found = words.STATES.get(key)
        return catalogue.gettext(found) if found else term(key, "label_state")

    @lru_cache(maxsize=4096)
    def period(when: Period | date) -> Markup:
        text = dates.period(when, lang) if isinstance(when, Period) else dates.day(when, lang)
        return isolate(text, lang)

    @lru_cache(maxsize=4096)
    def short(when: Period) -> Markup:
        return isolate(dates.short(when, lang), lang)

    @lru_cache(maxsize=4096)
    def day(when: date | datetime) -> Markup:
        return isolate(dates.day(when, lang), lang)

    def moment(when: datetime) -> Markup:
        return isolate(dates.moment(when, lang), lang)

    def bdi(text: object) -> str:
        return isolate(str(text), lang)

    def said(text: str, language: str = "") -> Markup:
        return spoken(text, language, lang)

    def drawn(timeline: Timeline) -> Drawing:
        return lay_out(timeline, LANGUAGES[lang].direction)

    def number(value: float) -> Markup:
        return isolate(dates.number(value, lang), lang)

    def percent(share: float) -> Markup:
        return isolate(dates.percent(share, lang), lang)

    made.filters |= {
        "word": word,
        "term": term,
        "state": state,
        "period": period,
        "short": short,
        "moment": moment,
        "day": day,
        "bdi": bdi,
        "said": said,
        "drawn": drawn,
        "number": number,
        "percent": percent,
        "web": web,
        "iso": lambda when: str(when) if isinstance(when, Period) else when.isoformat(),
    }
    return made
