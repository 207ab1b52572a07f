"""Every term speaks three languages, and every name that a property uses exists."""

import re

import pytest

from observatory.domain.vocabulary import VOCABULARIES
from observatory.domain.vocabulary.bodies import ALIASES, ENTITY_KINDS, INCLUSION_RULE
from observatory.domain.vocabulary.countries import ALIASES as COUNTRY_ALIASES
from observatory.domain.vocabulary.countries import countries
from observatory.domain.vocabulary.properties import LEVERS, PROPERTIES
from observatory.domain.vocabulary.term import Term

ARABIC = re.compile("[\u0600-\u06ff]")
TERMS = [
    pytest.param(term, id=f"{name}:{key}")
    for name, terms in VOCABULARIES.items()
    for key, term in terms.items()
]


@pytest.mark.parametrize("term", TERMS)
def test_every_term_has_a_label_in_three_languages(term: Term) -> None:
    assert term.label("en")
    assert term.label("fr")
    assert ARABIC.search(term.label("ar"))


@pytest.mark.parametrize("term", TERMS)
def test_a_meaning_is_given_in_three_languages_or_in_none(term: Term) -> None:
    said = [term.means(lang) for lang in ("en", "fr", "ar")]
    assert all(said) or not any(said)


def test_every_vocabulary_that_a_property_names_exists() -> None:
    used = {prop.vocabulary for prop in PROPERTIES.values() if prop.vocabulary}
    assert used <= VOCABULARIES.keys()


def test_every_kind_that_a_property_is_about_exists() -> None:
    assert {kind for prop in PROPERTIES.values() for kind in prop.kinds} <= ENTITY_KINDS.keys()


def test_other_forms_lead_to_terms_that_exist() -> None:
    for name, forms in ALIASES.items():
        assert set(forms.values()) <= VOCABULARIES[name].keys()


def test_the_levers_and_the_rule_of_inclusion_say_what_they_mean() -> None:
    for term in (*LEVERS.values(), INCLUSION_RULE):
        assert all(term.means(lang) for lang in ("en", "fr", "ar"))


def test_countries_are_those_of_iso_3166() -> None:
    assert len(countries()) == 249
    assert countries()["MA"].label("fr") == "Maroc"
    assert {code for code in COUNTRY_ALIASES.values() if code} <= countries().keys()
    assert not {"EU", "XK", "UN", "IC"} & countries().keys()
