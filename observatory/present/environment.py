"""The Jinja environment of one language: escaping, strict about names, with words and dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from observatory.domain.periods import Period
from observatory.domain.vocabulary import VOCABULARIES
from observatory.present import dates, words
from observatory.present.addresses import Link, address, link_in, root, web
from observatory.present.catalogues import translations
from observatory.present.languages import LANGUAGES
from observatory.present.scripts import isolate, spoken
from observatory.present.timeline import lay_out

Asset = Callable[[str], str]
Filter = Callable[..., Any]

remembered = lru_cache(maxsize=4096)
"""For filters that cost: what they gave is kept."""


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

    def said(text: str, language: str = "") -> Markup:
        return spoken(text, language, lang)

    made.filters |= {
        **_terms(lang, catalogue),
        **_figures(lang),
        "bdi": lambda text: isolate(str(text), lang),
        "said": said,
        "drawn": lambda timeline: lay_out(timeline, LANGUAGES[lang].direction),
        "web": web,
        "iso": lambda when: str(when) if isinstance(when, Period) else when.isoformat(),
    }
    return made


def _terms(lang: str, catalogue: NullTranslations) -> dict[str, Filter]:
    """Give the filters that turn a key into a word of the language."""

    @remembered
    def word(key: str, family: str) -> str:
        found: dict[str, str] = getattr(words, family)
        return catalogue.gettext(found[key])

    @remembered
    def term(key: str, vocabulary: str) -> str:
        return VOCABULARIES[vocabulary][key].label(lang)

    @remembered
    def state(key: str) -> str:
        found = words.STATES.get(key)
        return catalogue.gettext(found) if found else term(key, "label_state")

    return {"word": word, "term": term, "state": state}


def _figures(lang: str) -> dict[str, Filter]:
    """Give the filters that write dates and numbers, each isolated from the text around it."""

    def written(form: Callable[[Any, str], str]) -> Filter:
        return lambda given: isolate(form(given, lang), lang)

    def period(when: Period | date, lang: str) -> str:
        return dates.period(when, lang) if isinstance(when, Period) else dates.day(when, lang)

    return {
        "period": remembered(written(period)),
        "short": remembered(written(dates.short)),
        "day": remembered(written(dates.day)),
        "moment": written(dates.moment),
        "number": written(dates.number),
        "percent": written(dates.percent),
    }
