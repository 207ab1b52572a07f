"""Figures are drawn here, with our own letters, and the unknown has a form of its own."""

from __future__ import annotations

import socket
from datetime import date

import pytest
import vl_convert
from lxml import etree

from observatory.present.figures import drawing
from observatory.present.figures.bars import Bar, bars
from observatory.present.figures.dots import Dot, Plot, plots
from observatory.present.figures.ground import PAPER, Sheet
from observatory.present.figures.years import columns

SHEET = Sheet("en", "A title", "A finding.", ("A source.",))


def texts(svg: str) -> list[str]:
    return [str(node.text) for node in etree.fromstring(svg.encode()).iter("{*}text")]


def test_a_figure_holds_its_words() -> None:
    svg = drawing.svg(bars(SHEET, [Bar("Rail", 3, "3")]), "t", "d")
    assert {"A title", "A finding.", "A source.", "Rail", "3"} <= set(texts(svg))


def test_drawing_fetches_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        data = {"url": f"http://127.0.0.1:{server.getsockname()[1]}/rows.json"}
        with pytest.raises(ValueError, match="not allowed"):
            drawing.svg({"data": data, "mark": "point", "encoding": {}}, "t", "d")
        with pytest.raises(TimeoutError):
            server.accept()


def test_who_is_not_known_is_a_dotted_outline() -> None:
    svg = drawing.svg(bars(SHEET, [Bar("Rail", 3, "3"), Bar("?", 2, "2", unknown=True)]), "t", "d")
    dotted = [node for node in etree.fromstring(svg.encode()).iter("{*}path")
              if node.get("stroke-dasharray") == "2,3"]  # fmt: skip
    assert len(dotted) == 1
    assert dotted[0].get("fill") == PAPER


def test_a_year_without_a_number_is_a_gap() -> None:
    spec = columns(SHEET, {"2013": 1, "2016": 2}, 0, "")
    body = spec["vconcat"][0]
    assert body["layer"][0]["encoding"]["x"]["scale"]["domain"] == ["2013", "2014", "2015", "2016"]
    assert [value["year"] for value in body["data"]["values"]] == ["2013", "2016"]


def test_arabic_begins_at_the_right_and_keeps_the_order_of_its_words() -> None:
    sheet = Sheet("ar", "التجمعات (2023)", "", ())
    spec = bars(sheet, [Bar("السكك", 3, "3")])
    assert spec["title"]["anchor"] == "end"
    assert spec["vconcat"][0]["layer"][0]["encoding"]["x"]["scale"]["reverse"] is True
    assert "\u2067التجمعات (2023)\u2069" in texts(drawing.svg(spec, "t", "d"))


def test_our_own_letters_are_used() -> None:
    """Arabic and Latin come out in the vendored font: without it, boxes or another face."""
    ours = drawing.png(bars(SHEET, [Bar("السكك Rail", 3, "3")]))
    assert ours.startswith(b"\x89PNG")
    svg = drawing.svg(bars(SHEET, [Bar("السكك Rail", 3, "3")]), "t", "d")
    assert 'font-family="Noto Sans, ' in svg
    elsewhere = vl_convert.svg_to_png(svg.replace("Noto Sans", "DejaVu Sans"), scale=drawing.SCALE)
    assert ours != elsewhere


def test_what_a_source_wrote_cannot_become_markup() -> None:
    svg = drawing.svg(bars(SHEET, [Bar("<script>x</script>", 1, "1")]), "<b>", '"&')
    assert "<script>" not in svg
    assert etree.fromstring(svg.encode())[0].text == "<b>"


def test_the_whole_is_named_and_no_piece_of_it() -> None:
    root = etree.fromstring(drawing.svg(bars(SHEET, [Bar("R", 1, "1")]), "t", "d").encode())
    assert [node.get("role") for node in root.iter() if node.get("role")] == ["img"]
    assert [root[0].text, root[1].text] == ["t", "d"]


def test_equal_numbers_close_together_are_written_once() -> None:
    dots = (Dot(date(2022, 3, 1), 200, "200"), Dot(date(2022, 6, 1), 200, "200"))
    written = texts(drawing.svg(plots(SHEET, [Plot("A", "Members", dots)]), "t", "d"))
    on_the_axis = 1
    assert written.count("200") == on_the_axis + 1
