"""Two scripts on one line: Latin words and numbers inside Arabic, and Arabic inside Latin text."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_RUN = r"[A-Za-zÀ-ɏ0-9](?:[A-Za-zÀ-ɏ0-9 .'’&+/@_:#–-]*[A-Za-zÀ-ɏ0-9])?"
_IN_ARABIC = re.compile(
    # A number with its sign and unit; else a Latin run, with a bracket that it opens and closes.
    r"(?:[<>~] ?|[+−-])?\d+(?:[.,\u00a0\u202f/:-]\d+)*[\u00a0\u202f]?%?(?![A-Za-zÀ-ɏ])"
    rf"|{_RUN}(?: \({_RUN}\))?"
)
_IN_LATIN = re.compile(
    r"[\u0600-\u06ff\u0750-\u077f](?:[\u0600-\u06ff\u0750-\u077f\s\d.-]*[\u0600-\u06ff\u0750-\u077f])?"
)


def isolate(text: str, lang: str) -> Markup:
    """Escape ``text`` and wrap each run of the other script in ``<bdi>``.

    In Arabic that is every Latin run and every number; elsewhere every Arabic run, marked as such.
    """
    pattern, opening = _IN_LATIN, '<bdi lang="ar" dir="rtl">'
    if lang == "ar":
        pattern, opening = _IN_ARABIC, '<bdi dir="ltr">'
    parts, end = [], 0
    for run in pattern.finditer(text):
        parts += [
            escape(text[end : run.start()]),
            Markup(opening),
            escape(run[0]),
            Markup("</bdi>"),
        ]
        end = run.end()
    return Markup("").join([*parts, escape(text[end:])])


def spoken(text: str, language: str, lang: str) -> Markup:
    """Isolate a text in its own ``language`` on a page in ``lang``: a name, a quotation."""
    if not language or language == lang:
        return Markup("<bdi>{}</bdi>").format(text)
    direction = "rtl" if language == "ar" else "ltr"
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(language, direction, text)
