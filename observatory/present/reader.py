"""For whom something is written: language, addresses, and the words of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from observatory.domain.vocabulary import VOCABULARIES, Term
from observatory.present import dates
from observatory.present.addresses import Link
from observatory.present.catalogues import translations


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader's language, and how addresses of pages are made for them."""

    lang: str
    link: Link

    def gettext(self, text: str, /, **parts: object) -> str:
        """Give an interface sentence in the reader's language, with its parts filled in."""
        said = translations(self.lang).gettext(text)
        return said % parts if parts else said

    def ngettext(self, one: str, many: str, count: int, /, **parts: object) -> str:
        """Give the form of a sentence that fits ``count``, written as ``%(count)s``."""
        said = translations(self.lang).ngettext(one, many, count)
        return said % {"count": dates.number(count, self.lang), **parts}

    def term(self, vocabulary: str, key: str) -> str:
        """Give the label of a term; a key that the vocabulary does not have stays as it is."""
        terms: Mapping[str, Term] = VOCABULARIES[vocabulary]
        return terms[key].label(self.lang) if key in terms else key

    def joined(self, parts: list[str]) -> str:
        """Join parts of a sentence with the comma of the language."""
        return ("، " if self.lang == "ar" else ", ").join(part for part in parts if part)
