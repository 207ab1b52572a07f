"""Badges and cards say a state with its day, in any language, and any site may show them."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from observatory.domain.periods import Period
from observatory.present import sharing
from observatory.present.addresses import link_in
from observatory.present.reader import Reader
from observatory.present.views import ShownValue, SourceTag
from tests.web.conftest import LANGS, QUERIES, Site

SVG = "{http://www.w3.org/2000/svg}"
PLACES = ("ce3m", "menara", "gifer", "mnc", "maroc-clusters")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("slug", PLACES)
def test_a_badge_says_state_and_day_at_twenty_pixels(site: Site, slug: str, lang: str) -> None:
    answer = site.get(f"/badge/{slug}.svg", lang=lang)
    assert answer.mimetype == "image/svg+xml"
    assert len(site.asked) <= QUERIES
    drawn = ElementTree.fromstring(answer.data)
    assert drawn.attrib["height"] == "20"
    words = [text.text or "" for text in drawn.iter(f"{SVG}text")]
    assert len(words) == 3
    assert any("2026" in word for word in words)
    right = max(
        float(box.attrib.get("x", 0)) + float(box.attrib["width"])
        for box in drawn.iter(f"{SVG}rect")
    )
    assert right == pytest.approx(float(drawn.attrib["width"]), abs=0.2)
    for text in drawn.iter(f"{SVG}text"):
        end = float(text.attrib["x"]) + float(text.attrib["textLength"])
        assert end < float(drawn.attrib["width"])
    link = drawn.find(f".//{SVG}a")
    assert link is not None
    assert link.attrib["href"] == f"https://clusters.example/{lang}/clusters/{slug}"


def test_a_badge_is_data_too(site: Site) -> None:
    found = site.get("/badge/ce3m.json", lang="en").get_json()
    assert found["state"] == "labelled"
    assert found["until"] == "2028-12-22"
    assert found["computed"] is True
    assert found["as_of"]["known_at"] == "2026-11-22"
    assert found["message"] == "Labelled · term ends 22 Dec 2028, computed"


def test_a_badge_of_the_past_shows_the_past(site: Site) -> None:
    past = site.get("/badge/mnc.json", lang="en", valid_at="2013-12-31").get_json()
    assert past["state"] == "labelled"
    assert site.get("/badge/mnc.json", lang="en").get_json()["state"] != "labelled"


def test_what_no_source_says_is_not_called_unlabelled(site: Site) -> None:
    assert site.get("/badge/gifer.json", lang="en").get_json()["message"] == "Label: no source says"


@pytest.mark.parametrize("path", ["/badge/ce3m.svg", "/badge/ce3m.json", "/card/ce3m.png"])
def test_any_site_may_show_them_and_ask_again_cheaply(site: Site, path: str) -> None:
    answer = site.get(path)
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "max-age" not in answer.headers["Cache-Control"]
    again = site.client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert again.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert again.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("lang", LANGS)
def test_a_card_is_a_picture_of_the_size_that_is_shared(site: Site, lang: str) -> None:
    answer = site.get("/card/ce3m.png", lang=lang)
    assert answer.mimetype == "image/png"
    assert answer.data[:8] == b"\x89PNG\r\n\x1a\n"
    size = [int.from_bytes(answer.data[at : at + 4], "big") for at in (16, 20)]
    assert size == [1200, 630]
    assert len(site.asked) <= QUERIES


def test_a_key_value_on_a_card_keeps_its_source_however_long_its_name() -> None:
    tag = SourceTag("Al Bahr News", "press", Period.parse("2017-05"))
    named = "Entreprises membres"
    value = ShownValue("members_companies", named, text="62", tag=tag)
    fact = sharing.fact(value, Reader("fr", link_in("fr")))
    assert "presse, mai 2017" in fact.label
    assert fact.label_size < 20


def test_cards_in_two_languages_differ(site: Site) -> None:
    assert site.get("/card/ce3m.png", lang="ar").data != site.get("/card/ce3m.png", lang="fr").data


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/badge/nobody.svg", 404), ("/badge/call-2023.svg", 404), ("/card/nobody.png", 404),
        ("/badge/ce3m.png", 404), ("/badge/ce3m.svg?lang=de", 400),
        ("/card/ce3m.png?valid_at=x", 400),
    ],
)  # fmt: skip
def test_what_there_is_not_is_refused(site: Site, path: str, status: int) -> None:
    assert site.client.get(path).status_code == status
