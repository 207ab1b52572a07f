"""PDFs: text and tables with their places; hostile, damaged and Arabic ones with their reason."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from observatory.domain.extract import Extract
from observatory.domain.facts import Fact, Ref
from observatory.domain.gate import judge_extract
from observatory.harvest import (
    Column,
    Loaded,
    Misread,
    Page,
    Source,
    UnknownHeader,
    read_page,
)
from observatory.harvest.pdf import Pdf, is_pdf, read_pdf, reading
from observatory.harvest.pdf.damage import damage
from observatory.harvest.pdf.reading import Limits
from observatory.harvest.poison import poison
from tests.documents import Drawn, Ruled, Words, assembled, paragraphs, pdf
from tests.harvest.pages import NOON

CALL = (
    "Le cluster regroupe au moins quinze mem-\nbres, dont 60 % d’entreprises, et",
    "signe un contrat-\nprogramme de cinq ans avec l’État.",
)
COLUMNS = (Column("item", ("Rubrique",)), Column("sum", ("Montant",)), Column("term", ("Terme",)))


def running(number: int) -> list[Drawn]:
    """Draw the head and the foot that every page has."""
    return [Words("Ministère de l’Industrie", y=40), Words(f"Page {number} sur 3", y=815)]


@pytest.fixture(scope="module")
def document() -> Pdf:
    """Read a call's specification of three pages."""
    head = [["Rubrique", "Montant", "Terme"], ["Fonctionnement", "2 MDH", "3 ans"]]
    return read_pdf(
        pdf(
            [*running(1), Words("Cahier des charges", y=90, size=18), *paragraphs(*CALL, y=130),
             *paragraphs("• des membres", "2) un siège au Maroc", y=250)],
            [*running(2), Ruled(head, y=100), Words("Article 2", y=300, size=14)],
            [*running(3), Ruled([["Animation", "12,5 MDH", ""]], y=100)],
            made="D:20230327101500+01'00'", unicode="",
        )
    )  # fmt: skip


def test_text_comes_in_paragraphs_without_heads_and_feet(document: Pdf) -> None:
    found = [(part.text, part.item, part.heading) for part in document.paragraphs]
    assert found == [
        ("Cahier des charges", False, True),
        ("Le cluster regroupe au moins quinze membres, dont 60 % d’entreprises, et", False, False),
        ("signe un contrat-programme de cinq ans avec l’État.", False, False),
        ("des membres", True, False),
        ("un siège au Maroc", True, False),
        ("Article 2", False, True),
    ]
    assert (document.pages, document.made, document.doubts) == (3, "2023-03-27", ())


def test_a_value_says_on_which_line_it_stands(document: Pdf) -> None:
    first = document.paragraphs[1]
    assert first.place.startswith("page 1, line 3 (72 ")
    assert first.place_of("60 % d’entreprises").startswith("page 1, line 4 (72 ")
    box = document.lines[1].box
    assert box == pytest.approx((72, 121, 288, 132), abs=10)


def test_a_table_goes_on_over_the_page_and_says_where(document: Pdf) -> None:
    rows = document.table(COLUMNS)
    assert [{name: row.text(name) for name in row} for row in rows] == [
        {"item": "Fonctionnement", "sum": "2 MDH", "term": "3 ans"},
        {"item": "Animation", "sum": "12,5 MDH"},
    ]
    assert rows[0]["term"].locator == 'page 2, table 1, row 1, column "Terme"'
    assert rows[1]["sum"].locator == 'page 3, table 1, row 1, column "Montant"'
    with pytest.raises(UnknownHeader, match="Terme"):
        document.table(COLUMNS[:2])
    assert document.table((Column("city", ("Ville",)),)) == []


@pytest.mark.parametrize(
    ("body", "header", "is_one"),
    [
        (b"%PDF-1.7\n", "text/html", True),
        (b"\n%PDF-1.4", "", True),
        (b"<html>%PDF-1.4", "application/pdf", False),
        (b"<!doctype html><title>Page introuvable</title>", "application/pdf", False),
    ],
)
def test_a_pdf_is_known_by_its_bytes(body: bytes, header: str, is_one: bool) -> None:
    page = Page("https://example.org/a.pdf", body, header, seen=NOON)
    assert (is_pdf(body), page.is_pdf) == (is_one, is_one)
    assert not is_one or (poison(page), page.text, page.decoded.doubt) == ([], "", "")


def bomb() -> bytes:
    """Give a page of 60 MB that came in 60 kB."""
    packed = zlib.compress(b" " * 60_000_000, 1).decode("latin-1")
    stream = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n{packed}\nendstream"
    return assembled(
        ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
         "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>", stream]
    )  # fmt: skip


PLAIN = pdf([Words("Bonjour")])
LOCK = "/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (x) /P -44 >> /ID [(a) (b)] "
ARABIC = "جهةﻟﻢتعا"


@pytest.mark.battery("T068")
@pytest.mark.parametrize(
    ("body", "limits", "reason"),
    [
        (PLAIN[:-200], Limits(), "truncated: the document stops before its end"),
        (b"%PDF-1.4\nrubbish\n%%EOF", Limits(), "pdf_unreadable: the document is damaged"),
        (pdf([Words("a")], trailer=LOCK), Limits(), "pdf_unreadable: the document is locked"),
        (pdf([], []), Limits(), "empty: the document holds no text"),
        (pdf([], [], []), Limits(pages=2), "too_large: the document has more than 2 pages"),
        (PLAIN, Limits(objects=3), "too_large: the document has more than 3 objects"),
        (PLAIN, Limits(characters=3), "too_large: the document has more than 3 letters"),
        (PLAIN, Limits(seconds=0.02), "too_large: the document takes longer than 0.02 seconds"),
        (bomb(), Limits(memory=120), "too_large: the document needs more memory than 120 MB"),
    ],
    ids=lambda given: given[-25:] if isinstance(given, str) else "",
)
def test_what_cannot_be_read_is_refused_with_a_reason(
    body: bytes, limits: Limits, reason: str
) -> None:
    with pytest.raises(Misread) as raised:
        read_pdf(body, limits)
    assert str(raised.value).startswith(reason)


def test_without_the_library_the_reason_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bare = tmp_path / "bare.py"
    bare.write_text(
        "import runpy, sys\nsys.modules['pdfplumber'] = None\n"
        f"runpy.run_path({str(reading.WORKER)!r}, run_name='__main__')"
    )
    monkeypatch.setattr(reading, "WORKER", bare)
    with pytest.raises(Misread, match=r"pdf_unreadable: no library .*observatory\[pdf\]"):
        read_pdf(PLAIN)


@pytest.mark.battery("T068")
def test_a_worker_that_is_killed_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WORKER", "/no/such/worker.py")
    with pytest.raises(Misread, match="too_large: the document needs more memory"):
        read_pdf(PLAIN)


def test_a_stream_that_cannot_be_unpacked_is_no_empty_page() -> None:
    whole = pdf([Words("Premier")], [Words("Second")], packed=True)
    start = whole.rindex(b"stream\nx") + 12
    broken = whole[:start] + b"zzzz" + whole[start + 4 :]
    assert read_pdf(whole).doubts == ()
    assert read_pdf(broken).doubts == ("the document is damaged: parts of it may be missing",)


def test_an_arabic_letterhead_is_left_out() -> None:
    page = [Words("ABCD", y=40), Words("le ministre a dit " * 3, y=90)]
    found = read_pdf(pdf(page, unicode=ARABIC[:4]))
    assert [line.text for line in found.lines] == [("le ministre a dit " * 3).strip()]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Le Ples de comptitivits " * 80, "the French text has lost its accents"),
        ("L e c l u s t e r a u n s i è g e à R a b a t", "the words came out letter by letter"),
        ("(cid:12)luster \ue001", "2 letters came out as codes"),
        ("Maintenan ce 4.0 et Maintenance 4.0", "words came out in pieces: maintenan ce"),
    ],
)
def test_damaged_text_is_flagged(text: str, said: str) -> None:
    assert list(damage(text)) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "Le pôle de compétitivité et le cluster " * 80,
        "The cluster and its members were there " * 80,
        "la contrepartie de la contre partie, une contre proposition",
        "• siège à Rabat \uf0b7 A ou B",
    ],
)
def test_text_that_is_well_is_not(text: str) -> None:
    assert list(damage(text)) == []


def read(body: bytes) -> Extract:
    """Read a document with a reader that says each of its paragraphs."""

    def reader(page: Page) -> Iterator[Fact]:
        assert page.pdf is not None
        for part in page.pdf.paragraphs:
            yield Fact("one", Ref("cluster", ("One",)), "mission", part.text, locator=part.place)

    source = Source("One", "One", "cluster", "https://a.example/")
    loaded = Loaded("one", source, reader, "1", "tests.one")
    return read_page(loaded, Page("https://a.example/a", body, seen=NOON), start=False)


def test_damaged_text_is_read_with_doubt_and_arabic_waits_for_a_person() -> None:
    found = read(pdf([Words("Maintenan ce et Maintenance")]))
    assert [str(reason) for reason in found.reasons] == [
        "damaged_text: words came out in pieces: maintenan ce"
    ]
    assert [judge_extract(found).word, len(found.facts)] == ["degraded", 1]
    arabic = read(pdf([Words("ABCD EFGH")], unicode=ARABIC))
    assert [judge_extract(arabic).word, arabic.facts] == ["quarantined", ()]
    assert [reason.code for reason in arabic.reasons] == ["arabic_pdf"]


def test_a_table_whose_text_runs_over_is_for_a_person_to_see() -> None:
    rows = [["Rubrique", "Montant"], ["Fonctionnement et équipement du siège", "2 MDH"]]
    found = read_pdf(pdf([Ruled(rows, y=100, widths=(80, 80))]))
    with pytest.raises(UnknownHeader, match="runs over the edge"):
        found.table(COLUMNS)
