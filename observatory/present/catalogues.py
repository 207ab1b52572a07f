"""The interface's words in French and Arabic, compiled in memory from the .po files at start.

English is the message id. Labels of vocabulary terms are not here: ``Term.label`` has them.
"""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

LOCALE = Path(__file__).parent / "locale"
TRANSLATED = ("fr", "ar")


def catalogue(lang: str) -> Catalog:
    """Read the .po file of ``lang``; raises babel's ``PoFileError`` if it is malformed."""
    with (LOCALE / lang / "messages.po").open("rb") as file:
        return read_po(file, locale=lang, abort_invalid=True)


@cache
def translations(lang: str) -> NullTranslations:
    """Give the compiled catalogue of ``lang``; English needs none and gives the ids back."""
    if lang not in TRANSLATED:
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalogue(lang))
    compiled.seek(0)
    return Translations(compiled)
