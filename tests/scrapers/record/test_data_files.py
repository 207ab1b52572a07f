"""The reviewed data files: each row has its shape, its terms and its citation.

Every check collects what is wrong as ``file:line: reason``, so that a reviewer finds the row.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from observatory.domain.clean.contacts import has_contact
from observatory.domain.vocabulary.bodies import (
    FINANCING,
    GOVERNANCE,
    LEGAL_FORM,
    LIFE_STATUS,
    PERIMETER,
)
from observatory.domain.vocabulary.events import (
    EVENT_KINDS,
    INFERRED,
    SCHEMES,
    SOURCE_KINDS,
)
from observatory.domain.vocabulary.places import REGIONS
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.domain.vocabulary.sectors import SECTORS
from tests.scrapers.record_files import (
    BODIES,
    COLUMNS,
    DETAILS,
    GLOSSARY,
    KINDS,
    LABEL_KINDS,
    LANGS,
    PUBLICATIONS,
    PUBLISHERS,
    RECORD,
    ROW,
    SLUG,
    Row,
    every_file,
    fails,
    period,
    rows,
    statements,
)

TERMS: dict[str, Container[str]] = {
    "legal_form": LEGAL_FORM,
    "life_status": LIFE_STATUS,
    "governance": GOVERNANCE,
    "financing": FINANCING,
    "perimeter": PERIMETER,
    "sector": SECTORS,
}


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
