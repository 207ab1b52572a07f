"""Values as people read them, in three languages."""

from __future__ import annotations

import pytest

from observatory.domain.values import Value
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present.addresses import link_in
from observatory.present.reader import Reader
from observatory.present.values import scalar, written

FR, AR, EN = (Reader(lang, link_in(lang)) for lang in ("fr", "ar", "en"))


@pytest.mark.parametrize(
    ("reader", "said"),
    [(EN, "more than 1,110"), (FR, "plus de 1 110"), (AR, "أكثر من 1.110")],
)
def test_a_qualifier_is_said_in_words(reader: Reader, said: str) -> None:
    value = Value("1110", ">1110", 1110.0, ">")
    text = written(PROPERTIES["members_total"], value, "en", reader).text
    assert " ".join(text.split()) == said


def test_a_term_is_labelled_and_leads_to_those_who_share_it() -> None:
    found = written(PROPERTIES["sector"], Value("rail", "rail"), "en", FR)
    assert (found.text, found.href) == ("Industrie ferroviaire", "/fr/clusters?sector=rail")


def test_a_city_a_date_and_an_hour() -> None:
    city = written(PROPERTIES["host_city"], Value("tan-tan", "tan-tan"), "fr", AR)
    assert city.text == "طانطان"
    month = written(PROPERTIES["creation_date"], Value("2010-12", "2010-12"), "", FR)
    assert month.text == "décembre 2010"
    moment = "2023-06-14T15:00"
    assert written(PROPERTIES["deadline"], Value(moment, moment), "", EN).text == (
        "14 June 2023, 15:00"
    )


def test_an_address_is_shown_bare_and_a_name_keeps_its_language() -> None:
    url = "https://clustermenara.com/"
    assert written(PROPERTIES["website"], Value(url, url), "", EN).text == "clustermenara.com"
    name = written(PROPERTIES["president"], Value("طارق", "t"), "ar", EN)
    assert (name.text, name.lang) == ("طارق", "ar")


def test_money_keeps_its_currency() -> None:
    value = Value("17000000", "17000000MAD", 17e6, "", "MAD")
    assert written(PROPERTIES["envelope"], value, "", EN).text == "17,000,000\u00a0MAD"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("members_total", 110, "110"), ("members_total", ">110", "more than 110"),
        ("governance", "mixed", "Mixed"), ("creation_date", "2010", "2010"),
        ("contract_signed", "2023-12-22", "22 December 2023"), ("", "REINA PLUS", "REINA PLUS"),
    ],
)  # fmt: skip
def test_scalars_of_changes(name: str, value: object, said: str) -> None:
    assert scalar(name, value, EN) == said
