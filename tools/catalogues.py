"""Gathers the interface's words from templates and code, and keeps the catalogues in step.

``python tools/catalogues.py`` reports what is missing, unused or fuzzy and exits 1 if anything is;
``--update`` first adds new words (empty) to the .po files and drops those no longer used.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from observatory.present.catalogues import LOCALE, TRANSLATED, catalogue  # noqa: E402

PLACES: dict[str, str] = {"observatory": "**.py", "templates": "**.*"}
METHODS = {"observatory": "python", "templates": "jinja2"}
OPTIONS = {"templates": {"**.*": {"trimmed": "true", "silent": "false"}}}
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "dataset": (2,),
}  # fmt: skip


def gather() -> Catalog:
    """Read every word that templates and code mark for translation."""
    found = Catalog(project="observatory", charset="utf-8")
    for place, pattern in PLACES.items():
        for name, line, message, comments, context in extract_from_dir(
            ROOT / place, [(pattern, METHODS[place])], OPTIONS.get(place), KEYWORDS
        ):
            found.add(
                message,
                locations=[(f"{place}/{name}", line)],
                auto_comments=comments,
                context=context,
            )
    return found


def faults(lang: str, words: Catalog) -> Iterator[str]:
    """Say which words of ``lang`` are missing, fuzzy, unused, or lose a placeholder."""
    known = catalogue(lang)
    for message in words:
        if not message.id:
            continue
        entry = known.get(message.id, message.context)
        if entry is None or not _complete(entry, known.num_plurals):
            yield f"missing: {message.id!r}"
        elif entry.fuzzy:
            yield f"fuzzy: {message.id!r}"
        else:
            yield from (f"wrong: {message.id!r}: {error}" for error in entry.check(known))
    for entry in known:
        if entry.id and words.get(entry.id, entry.context) is None:
            yield f"unused: {entry.id!r}"
    yield from (f"unused: {key!r} (kept as obsolete)" for key in known.obsolete)


def update(lang: str, words: Catalog) -> None:
    """Bring the .po file of ``lang`` in step: new words empty, old words gone."""
    known = catalogue(lang)
    known.update(words, no_fuzzy_matching=True)
    known.obsolete.clear()
    with (LOCALE / lang / "messages.po").open("wb") as file:
        write_po(file, known, width=100, sort_output=True, include_lineno=False)


def _complete(entry: Message, plurals: int) -> bool:
    if entry.pluralizable:
        return len(entry.string) == plurals and all(entry.string)
    return bool(entry.string)


def main(arguments: list[str]) -> int:
    """Report, after an update if asked for one."""
    words = gather()
    if "--update" in arguments:
        for lang in TRANSLATED:
            update(lang, words)
    found = [f"{lang}: {fault}" for lang in TRANSLATED for fault in faults(lang, words)]
    print("\n".join(found) or f"{len(words)} words, complete in {', '.join(TRANSLATED)}")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
