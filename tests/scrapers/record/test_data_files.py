"""The reviewed data files: each row has its shape, its terms and its citation.

Every check collects what is wrong as ``file:line: reason``, so that a reviewer finds the row.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from observatory.domain.clean.contacts import has_contact
from observatory.domain.clean.text import mixed_script, script
from observatory.domain.periods import Period
from observatory.domain.vocabulary.bodies import (
    ENTITY_KINDS,
    FINANCING,
    GOVERNANCE,
    LEGAL_FORM,
    LIFE_STATUS,
    MARK,
    PERIMETER,
    VOCATION,
)
from observatory.domain.vocabulary.events import (
    EVENT_KINDS,
    INFERRED,
    NAME_KINDS,
    SCHEMES,
    SOURCE_KINDS,
)
from observatory.domain.vocabulary.places import REGIONS
from observatory.domain.vocabulary.properties import LEVERS, PROPERTIES
from observatory.domain.vocabulary.sectors import SECTORS

ROOT = Path(__file__).resolve().parents[3]
IDENTITY = ROOT / "observatory" / "data" / "identity"
GLOSSARY = ROOT / "observatory" / "data" / "glossary.csv"
DATA = ROOT / "scrapers" / "data"
RECORD = DATA / "record"
SURVEY = DATA / "survey_2023"
BODIES = sorted((RECORD / "bodies").iterdir(), key=lambda path: path.name)

COLUMNS = {
    "bodies.csv": "slug kind context counted note",
    "names.csv": "slug name lang script kind needs_context note",
    "publishers.csv": "key name kind lang url",
    "publications.csv": "key url publisher title published lang origin note",
    "glossary.csv": "term en fr ar source",
    "ecosystems.csv": "slug en fr ar means_en means_fr means_ar offers_en offers_fr offers_ar"
    " source",
    "published.csv": "key body what number day measure en fr ar",
    "conditions.csv": "said rule least en fr ar",
    "promises.csv": "purse body what said outcomes first last en fr ar",
    "regions.csv": "region path",
    "structure.csv": "slug name_as_printed creation_date sector_as_printed sector perimeter"
    " vocation governance financing labelling_as_printed labelling locator",
    "levers.csv": "slug " + " ".join(f"lever_{key}" for key in LEVERS) + " locator",
    "claims.csv": "id measure stated computed agrees locator en fr ar note",
    "ecosystem_types.csv": "slug type_as_printed origin_plan origin_year sites_count site"
    " site_planned locator note",
    "policy_plans.csv": "slug name_as_printed plan_start plan_end locator note",
    "in_creation.csv": "slug acronym_as_printed name_as_printed life_status sector_as_printed"
    " sector locator",
}
ROW = "what value lang on publication inferred details note"
LANGS = {"", "fr", "ar", "en"}
SCRIPTS = {"Latn", "Arab", "Cyrl"}
TERMS: dict[str, Container[str]] = {
    "legal_form": LEGAL_FORM,
    "life_status": LIFE_STATUS,
    "governance": GOVERNANCE,
    "financing": FINANCING,
    "perimeter": PERIMETER,
    "sector": SECTORS,
}
DETAILS = {
    "affiliation", "also", "amount", "applicants", "call", "contracts", "counts", "for", "from",
    "group", "labelled", "limit", "moved_from", "of", "per", "period", "programme", "role",
    "scheme", "selected", "source", "status", "term_until", "title", "to", "topic", "until", "url",
    "years",
}  # fmt: skip
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LABEL_KINDS = {kind for kind, term in EVENT_KINDS.items() if term.in_ledger}


@dataclass(frozen=True)
class Row:
    """One row with its place, as a reviewer names it."""

    where: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    @property
    def details(self) -> dict[str, str]:
        """Give the details as pairs; a part without ``=`` has an empty name."""
        parts = (part.partition("=") for part in self["details"].split("; ") if part)
        return {name if eq else "": value for name, eq, value in parts}


@cache
def rows(path: Path) -> tuple[Row, ...]:
    """Read a file; the line of a row is that of its last character."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        return tuple(Row(f"{path.name}:{reader.line_num}", dict(cells)) for cells in reader)


def statements() -> Iterator[tuple[str, Row]]:
    """Give every row of the record with the slug of its body."""
    for path in BODIES:
        for row in rows(path):
            yield path.name.removesuffix(".csv"), row


def every_file() -> list[Path]:
    """Give every data file."""
    return [
        path
        for folder in (GLOSSARY.parent, IDENTITY, RECORD, RECORD / "bodies", SURVEY)
        for path in folder.iterdir()
        if path.name.endswith(".csv")
    ]


KINDS = {row["slug"]: row["kind"] for row in rows(IDENTITY / "bodies.csv")}
PUBLISHERS = {row["key"] for row in rows(RECORD / "publishers.csv")}
PUBLICATIONS = {row["key"]: row for row in rows(RECORD / "publications.csv")}


def fails(problems: Iterator[str]) -> None:
    """Fail with all that was found."""
    found = sorted(problems)
    assert not found, "\n" + "\n".join(found)


def period(text: str) -> bool:
    """Say whether ``text`` is an ISO day, month, year or window."""
    try:
        Period.parse(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("path", every_file(), ids=lambda path: path.name)
def test_a_file_is_plain_utf8_with_its_header(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert "\x00" not in text
    assert text.endswith("\n")
    header = COLUMNS.get(path.name, ROW).split()
    assert next(csv.reader([text.split("\n", 1)[0]])) == header

    def problems() -> Iterator[str]:
        for row in rows(path):
            if set(row.cells) != set(header) or None in row.cells.values():
                yield f"{row.where}: a cell too many or too few"
                continue
            for column, cell in row.cells.items():
                if cell != cell.strip() or "\n" in cell:
                    yield f"{row.where}: {column} has blanks around it or a line break"
                if column != "url" and "://" not in cell and has_contact(cell):
                    yield f"{row.where}: {column} holds a phone number or an e-mail address"

    fails(problems())


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


def test_every_publication_and_publisher_exists_and_is_used() -> None:
    cited = {row["publication"] for _, row in statements()}
    cited |= {row["source"] for row in rows(GLOSSARY)} & set(PUBLICATIONS)
    named = {row["publisher"] for row in PUBLICATIONS.values()}
    origins = {row["origin"] for row in PUBLICATIONS.values() if row["origin"]}
    explained = {row["source"] for row in rows(GLOSSARY)} & set(PUBLICATIONS)
    assert cited | explained == set(PUBLICATIONS)
    assert named | origins == PUBLISHERS

    def problems() -> Iterator[str]:
        for row in rows(RECORD / "publishers.csv"):
            if not SLUG.fullmatch(row["key"]) or row["kind"] not in SOURCE_KINDS:
                yield f"{row.where}: key or kind"
            if not row["name"] or row["lang"] not in LANGS:
                yield f"{row.where}: name or language"
        urls = Counter(row["url"] for row in PUBLICATIONS.values())
        for row in PUBLICATIONS.values():
            if not SLUG.fullmatch(row["key"]):
                yield f"{row.where}: {row['key']!r} is not a key"
            if row["published"] and not period(row["published"]):
                yield f"{row.where}: published is not an ISO date: {row['published']!r}"
            if row["published"].partition("-")[0] not in row["key"]:
                yield f"{row.where}: the key tells another year"
            address = urlsplit(row["url"])
            if address.scheme not in {"http", "https"} or not address.netloc or " " in row["url"]:
                yield f"{row.where}: not an address: {row['url']!r}"
            if urls[row["url"]] > 1:
                yield f"{row.where}: the address stands twice"

    fails(problems())


@pytest.mark.parametrize("path", BODIES, ids=lambda path: path.name)
def test_a_body_file_is_sorted_and_well_formed(path: Path) -> None:
    slug = path.name.removesuffix(".csv")
    assert slug in KINDS

    def key(row: Row) -> tuple[str, ...]:
        return tuple(row[column] for column in ("what", "on", "publication", "value", "details"))

    keys = [key(row) for row in rows(path)]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))

    def problems() -> Iterator[str]:
        for row in rows(path):
            what, kind = PROPERTIES.get(row["what"]), EVENT_KINDS.get(row["what"])
            if not what and not kind:
                yield f"{row.where}: unknown property or event {row['what']!r}"
            if what and KINDS[slug] not in what.kinds:
                yield f"{row.where}: a {KINDS[slug]} has no {row['what']}"
            if not row["value"] or len(row["value"]) > 300 or row["lang"] not in LANGS - {""}:
                yield f"{row.where}: value or language"
            if row["on"] and not period(row["on"]):
                yield f"{row.where}: not an ISO date: {row['on']!r}"
            if row["publication"] not in PUBLICATIONS:
                yield f"{row.where}: unknown publication {row['publication']!r}"
            if not set(row["inferred"].split("|")) <= {"", *INFERRED}:
                yield f"{row.where}: inferred {row['inferred']!r}"
            if not set(row.details) <= DETAILS:
                yield f"{row.where}: details {sorted(set(row.details) - DETAILS)}"

    fails(problems())


def test_label_acts_carry_a_scheme_and_reported_lines_a_topic() -> None:
    def problems() -> Iterator[str]:
        for slug, row in statements():
            if row["what"] in LABEL_KINDS:
                if KINDS[slug] != "cluster":
                    yield f"{row.where}: a label act of something that is no cluster"
                if row.details.get("scheme") not in SCHEMES:
                    yield f"{row.where}: a label act without a known scheme"
                call = row.details.get("call")
                if call and KINDS.get(call) != "call":
                    yield f"{row.where}: unknown call {call!r}"
                until = row.details.get("term_until")
                if until and not period(until):
                    yield f"{row.where}: term_until is not a date: {until!r}"
            elif "scheme" in row.details:
                yield f"{row.where}: a scheme on something that is no label act"
            if (row["what"] == "reported") != ("topic" in row.details):
                yield f"{row.where}: a topic belongs to reported lines, and to each of them"
            for name in ("until", "moved_from"):
                if name in row.details and not period(row.details[name]):
                    yield f"{row.where}: {name} is not a date"

    fails(problems())


def test_typed_values_have_the_shape_of_their_property() -> None:
    shapes = {
        "date": re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?"),
        "moment": re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?"),
        "count": re.compile(r"(?:[<>~]|at least )?\d+"),
        "amount": re.compile(r"[<>~]?\d[\d.,]*(?: million| billion)? (?:MAD|MDH|EUR|USD)"),
        "url": re.compile(r"https?://\S+"),
        "person": re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+)+"),
        "name": re.compile(r".{2,200}"),
    }

    def problems() -> Iterator[str]:
        for _, row in statements():
            what = PROPERTIES.get(row["what"])
            if what is None:
                continue
            shape = shapes.get(what.datatype)
            if shape and not shape.fullmatch(row["value"]):
                yield f"{row.where}: {row['what']} is no {what.datatype}: {row['value']!r}"
            terms = TERMS.get(what.vocabulary)
            if terms is not None and row["value"] not in terms:
                yield f"{row.where}: unknown {what.vocabulary} {row['value']!r}"

    fails(problems())


def test_counts_of_clusters_say_what_they_count() -> None:
    def problems() -> Iterator[str]:
        for slug, row in statements():
            stated = slug == "cluster-programme" and row["what"].endswith("_stated")
            if stated and not row.details.get("counts"):
                yield f"{row.where}: it does not say what it counts"

    fails(problems())


def test_money_of_the_innovation_fund_stands_apart_from_that_of_the_clusters() -> None:
    money = defaultdict(set)
    for slug, row in statements():
        if row["what"] == "envelope":
            money[slug].add(row["value"])
    assert money["fac"] == {"62 million MAD"}
    assert money["fac"].isdisjoint(money["fsi"])


def test_the_survey_covers_its_seventeen() -> None:
    structure, levers = rows(SURVEY / "structure.csv"), rows(SURVEY / "levers.csv")
    assert len(structure) == 17
    assert [row["slug"] for row in structure] == [row["slug"] for row in levers]

    def problems() -> Iterator[str]:
        for row in structure:
            if KINDS.get(row["slug"]) != "cluster":
                yield f"{row.where}: unknown cluster"
            for column, terms in (
                ("sector", SECTORS),
                ("perimeter", PERIMETER),
                ("governance", GOVERNANCE),
                ("financing", FINANCING),
            ):
                if row[column] not in {"", *terms}:
                    yield f"{row.where}: unknown {column} {row[column]!r}"
            if not set(row["vocation"].split("|")) <= set(VOCATION):
                yield f"{row.where}: vocation {row['vocation']!r}"
            if not EVENT_KINDS[row["labelling"]].stated:
                yield f"{row.where}: a survey states; it does not label"
        for row in levers:
            marks = {row[f"lever_{key}"] for key in LEVERS}
            blank = row["slug"] == "digipole"
            if not (marks == {""} if blank else marks <= set(MARK)):
                yield f"{row.where}: marks {marks}"
        for name, column in (
            ("ecosystem_types.csv", "slug"),
            ("ecosystem_types.csv", "origin_plan"),
            ("policy_plans.csv", "slug"),
            ("in_creation.csv", "slug"),
        ):
            for row in rows(SURVEY / name):
                if row[column] not in KINDS:
                    yield f"{row.where}: unknown {column} {row[column]!r}"

    fails(problems())


def test_the_claims_of_the_paper_stand_beside_what_its_own_table_gives() -> None:
    table = rows(SURVEY / "structure.csv")
    counts = {
        "labelled-share": sum(row["labelling"] == "stated_labelled" for row in table),
        "in-process-share": sum(row["labelling"] == "stated_in_process" for row in table),
        "not-labelled-share": sum(row["labelling"] == "stated_not_labelled" for row in table),
        "private-governance-share": sum(row["governance"] == "private" for row in table),
        "national-perimeter": sum(row["perimeter"] == "national" for row in table),
    }
    claims = {row["id"]: row for row in rows(SURVEY / "claims.csv")}
    assert {key: claims[key]["computed"] for key in counts} == {
        key: f"{count}/{len(table)}" for key, count in counts.items()
    }
    assert all(row["agrees"] in {"yes", "no", "unknown"} for row in claims.values())
    assert all(row["en"] and row["fr"] and row["ar"] for row in claims.values())


def test_the_glossary_defines_each_term_in_three_languages() -> None:
    glossary = rows(GLOSSARY)
    assert [row["term"] for row in glossary] == sorted({row["term"] for row in glossary})

    def problems() -> Iterator[str]:
        for row in glossary:
            if not SLUG.fullmatch(row["term"]):
                yield f"{row.where}: {row['term']!r} is not a key"
            for lang in ("en", "fr", "ar"):
                if not row[lang].endswith((".", "؟")):
                    yield f"{row.where}: no sentence in {lang}"
            if script(row["ar"]) != "Arab":
                yield f"{row.where}: the Arabic is not Arabic"
                if ": " not in row[lang]:
                    yield f"{row.where}: no term before the colon in {lang}"
            own = row["source"] == "observatory"
            if (
                not own
                and row["source"] not in PUBLICATIONS
                and urlsplit(row["source"]).scheme != "https"
            ):
                yield f"{row.where}: unknown source {row['source']!r}"

    fails(problems())


def test_each_form_of_ecosystem_is_defined_in_three_languages() -> None:
    forms = rows(GLOSSARY.parent / "ecosystems.csv")
    assert {row["slug"] for row in forms} == {k for k, kind in KINDS.items() if kind == "ecosystem"}

    def problems() -> Iterator[str]:
        for row in forms:
            if row["source"] not in PUBLICATIONS:
                yield f"{row.where}: unknown source {row['source']!r}"
            for lang in ("en", "fr", "ar"):
                if not row[lang] or not row[f"means_{lang}"].endswith("."):
                    yield f"{row.where}: no name or no sentence in {lang}"
            if len({row[f"offers_{lang}"].count("|") for lang in ("en", "fr", "ar")}) != 1:
                yield f"{row.where}: not as many offers in each language"

    fails(problems())


def test_published_counts_are_stated_by_bodies_of_the_record() -> None:
    found = rows(GLOSSARY.parent / "published.csv")
    assert len({row["key"] for row in found}) == len(found)
    assert {row["body"] for row in found} <= set(KINDS)
    assert all(row["en"] and row["fr"] and row["ar"] for row in found)


def test_regions_are_printed_so_that_they_can_be_placed() -> None:
    known = {name.lower() for term in REGIONS.values() for name in (term.en, term.fr)}
    loose = {name.replace("l'", "") for name in known}

    def problems() -> Iterator[str]:
        for _, row in statements():
            if row["what"] == "region" and row["value"].lower() not in known | loose:
                yield f"{row.where}: {row['value']!r} is no region of today"

    fails(problems())
