"""The bodies and their names: sorted, of a known kind, each with one official name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from observatory.domain.clean.text import mixed_script, script
from observatory.domain.vocabulary.bodies import (
    ENTITY_KINDS,
)
from observatory.domain.vocabulary.events import (
    NAME_KINDS,
)
from tests.scrapers.record_files import (
    IDENTITY,
    KINDS,
    LANGS,
    SCRIPTS,
    SLUG,
    fails,
    rows,
)


def test_bodies_are_sorted_and_of_a_known_kind() -> None:
    bodies = rows(IDENTITY / "bodies.csv")
    slugs = [row["slug"] for row in bodies]
    assert slugs == sorted(set(slugs))

    def problems() -> Iterator[str]:
        for row in bodies:
            if not SLUG.fullmatch(row["slug"]):
                yield f"{row.where}: {row['slug']!r} is not a slug"
            if row["kind"] not in ENTITY_KINDS:
                yield f"{row.where}: unknown kind {row['kind']!r}"
            if row["counted"] not in {"yes", "no"}:
                yield f"{row.where}: counted is yes or no"
            if row["counted"] == "yes" and row["kind"] != "cluster":
                yield f"{row.where}: only clusters are counted"
            for word in row["context"].split("|") if row["context"] else ():
                if word != word.strip().lower() or not word:
                    yield f"{row.where}: context word {word!r}"

    fails(problems())


def test_every_body_has_one_official_name_and_no_name_twice() -> None:
    names = rows(IDENTITY / "names.csv")
    context = {row["slug"]: row["context"] for row in rows(IDENTITY / "bodies.csv")}
    official = Counter(row["slug"] for row in names if row["kind"] == "official")
    twice = Counter((row["slug"], row["name"]) for row in names)

    def problems() -> Iterator[str]:
        for slug in KINDS:
            if official[slug] != 1:
                yield f"names.csv: {slug} has {official[slug]} official names"
        for row in names:
            if row["slug"] not in KINDS:
                yield f"{row.where}: unknown body {row['slug']!r}"
            if row["kind"] not in NAME_KINDS or row["lang"] not in LANGS:
                yield f"{row.where}: unknown kind or language"
            if row["needs_context"] not in {"yes", "no"}:
                yield f"{row.where}: needs_context is yes or no"
            if row["needs_context"] == "yes" and not context.get(row["slug"]):
                yield f"{row.where}: needs context, but the body has no context words"
            if row["kind"] == "official" and row["script"] != "Latn":
                yield f"{row.where}: a display name is Latin"
            if row["script"] not in SCRIPTS:
                yield f"{row.where}: unknown script"
            if mixed_script(row["name"]) and row["kind"] != "lookalike":
                yield f"{row.where}: letters of two scripts in one name"
            if row["script"] == "Cyrl" and row["kind"] != "lookalike":
                yield f"{row.where}: Cyrillic letters are a look-alike"
            if twice[row["slug"], row["name"]] > 1:
                yield f"{row.where}: the name stands twice"

    fails(problems())


def test_colliding_acronyms_need_context() -> None:
    colliding = {"AMC", "MMC", "MTI", "MTA", "MCIC", "ENR", "EMC", "MNC", "MIC", "Menara", "CMM"}
    found = {
        row["name"]: row["needs_context"]
        for row in rows(IDENTITY / "names.csv")
        if row["name"] in colliding
    }
    assert found == dict.fromkeys(colliding, "yes")


def test_the_four_cyrillic_letters_of_the_paper_are_kept() -> None:
    names = [row for row in rows(IDENTITY / "names.csv") if row["kind"] == "lookalike"]
    assert [(row["slug"], row["name"]) for row in names] == [("ce3m", "\u0421\u0415\u0417\u041c")]
    assert script(names[0]["name"]) == "Cyrl"
