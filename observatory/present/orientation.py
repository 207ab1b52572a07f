"""Where each kind of reader may begin."""

from __future__ import annotations

from collections.abc import Collection

from observatory.present.reader import Reader
from observatory.present.views import Link
from observatory.present.words import MENU, N_

READERS = {
    N_("A firm"): ("find", "clusters", "map"),
    N_("A ministry"): ("labelling", "week", "policy"),
    N_("A cluster"): ("clusters", "method", "subscribe"),
    N_("A researcher"): ("data", "analysis", "figures"),
    N_("A journalist"): ("changes", "week", "glossary"),
}
"""Who comes, and the pages (keys of ``words.MENU``) that answer them first."""


def readers(pages: Collection[str], reader: Reader) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Give each kind of reader with links to those of their pages that exist."""
    return tuple(
        (
            reader.gettext(who),
            tuple(
                Link(reader.gettext(MENU[key]), reader.link(key)) for key in keys if key in pages
            ),
        )
        for who, keys in READERS.items()
    )
