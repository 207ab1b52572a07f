"""From a raw text to a value, by the property it is stated for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.domain.clean import Blank, country, has_contact, place, region, term, value, values
from observatory.domain.values import Unclear
from observatory.domain.vocabulary.properties import PROPERTIES
from tests.domain.clean.growth import grows_with_the_text

ANCHOR = date(2024, 9, 12)


@pytest.mark.parametrize(
    ("prop", "raw", "text", "key"),
    [
        ("name", "СЕЗМ", "СЕЗМ", "ce3m"),
        ("name", "Agadir  Haliopôle", "Agadir Haliopôle", "agadir haliopole"),
        ("mission", "Fédérer\nles acteurs", "Fédérer les acteurs", "federer les acteurs"),
        ("president", "Ali Oukacha (élu)", "Ali Oukacha", "AkSa ali"),
        ("creation_date", "2010", "2010", "2010"),
        ("creation_date", "fin 2013", "2013-09/2013-12", "2013-09/2013-12"),
        ("deadline", "14 juin 2023 à 15h00", "2023-06-14T15:00", "2023-06-14T15:00"),
        ("members_total", "more than 200", "200", ">200"),
        ("population", "33 848 242 (2015)", "33848242", "33848242"),
        ("sme_share", "64.7 %", "64.7", "64.7%"),
        ("gdp_per_capita", "3 291 USD (2015)", "3291", "3291USD"),
        ("total_area", "446 550 km2", "446550", "446550km2"),
        ("website", "http://c2tm.ma (pages /en/the-cluster/)", "http://c2tm.ma", "c2tm.ma"),
        ("website", "https://www.c2tm.ma/", "https://www.c2tm.ma/", "c2tm.ma"),
        ("website", "www.clustersolaire.ma", "http://www.clustersolaire.ma", "clustersolaire.ma"),
        ("governance", "Mixed", "mixed", "mixed"),
        ("governance", "mixte public/privé", "mixed", "mixed"),
        ("legal_form", "association à but non lucratif", "association", "association"),
        ("legal_form", "association (جمعية)", "association", "association"),
        ("perimeter", "National", "national", "national"),
        ("lever_skills", "×", "marked", "marked"),
        ("lever_skills", "not_marked", "not_marked", "not_marked"),
        ("region", "Fès-Meknès", "MA-03", "MA-03"),
        ("sector", "Technical Textile", "technical_textile", "technical_textile"),
        ("host_city", "Settat (Université Hassan Ier)", "settat", "settat"),
        ("targeted_country", "Viet Nam", "VN", "VN"),
    ],
)
def test_a_raw_text_becomes_a_value(prop: str, raw: str, text: str, key: str) -> None:
    found = value(PROPERTIES[prop], raw)
    assert (found.text, found.key) == (text, key)


def test_a_number_keeps_its_unit_and_its_qualifier() -> None:
    found = value(PROPERTIES["envelope"], "plus de 62 MDH")
    assert (found.number, found.unit, found.qualifier) == (62e6, "MAD", ">")
    assert value(PROPERTIES["total_area"], "446 550 km2").unit == "km2"
    assert value(PROPERTIES["sme_share"], "65 %").unit == "%"


@pytest.mark.parametrize("prop", PROPERTIES)
@pytest.mark.parametrize("raw", ["", " ", "-", "—", "n/a", "unknown", "Inconnu", "غير معروف", "…"])
def test_a_blank_is_never_a_value(prop: str, raw: str) -> None:
    with pytest.raises(Blank):
        value(PROPERTIES[prop], raw)


@pytest.mark.parametrize("prop", ["name", "address", "president", "website", "host"])
def test_only_a_contact_is_a_blank(prop: str) -> None:
    for raw in ("[email protected]", "Tél : 05 22 12 34 56", "name [at] gmail.com"):
        with pytest.raises(Blank):
            value(PROPERTIES[prop], raw)


def test_a_reason_never_repeats_a_contact() -> None:
    for raw in ("someone@example.ma", "someone@example.ma, many", "Tél 0522123456 beaucoup"):
        with pytest.raises(Unclear) as raised:
            value(PROPERTIES["members_total"], raw)
        assert not has_contact(str(raised.value))


def test_contacts_are_dropped_from_every_text() -> None:
    raw = "Cité de l'innovation, Agadir, Tél. 0528 22 33 44, x@example.ma"
    assert value(PROPERTIES["address"], raw).text == "Cité de l'innovation, Agadir"
    assert value(PROPERTIES["president"], "Ali Oukacha, 0661234567").text == "Ali Oukacha"


@pytest.mark.parametrize(
    ("prop", "raw"),
    [
        ("president", "CGEM Souss-Massa-Drâa (Yassine Rhanmouni)"),
        ("president", "بدر إيكن; المهدي التازي"),
        ("president", "Ali Oukacha et Omar Bensouda"),
        ("legal_form", "association (planned)"),
        ("governance", "board of up to 16; bureau every three years"),
        ("financing", "15 million MAD raised in 2019"),
        ("lever_skills", "no"),
        ("vocation", "Industrial Technological"),
        ("region", "Souss-Massa-Drâa"),
        ("region", "core in the Oriental region"),
        ("host_city", "Casablanca / Rabat"),
        ("host_city", "Atlantis"),
        ("website", "javascript:alert(1)"),
        ("website", "http://user:secret@c2tm.ma"),
        ("website", "see our page"),
        ("website", "c2tm.ma:["),
        ("targeted_country", "Korea"),
        ("creation_date", "by 2013-12"),
        ("creation_date", "soon"),
    ],
)
def test_what_cannot_be_typed_is_unclear_and_says_why(prop: str, raw: str) -> None:
    with pytest.raises(Unclear) as raised:
        value(PROPERTIES[prop], raw)
    assert len(str(raised.value)) > 10


def test_a_date_without_a_year_counts_from_the_anchor() -> None:
    assert value(PROPERTIES["deadline"], "25 octobre à 15H", "fr", ANCHOR).text == (
        "2024-10-25T15:00"
    )
    with pytest.raises(Unclear):
        value(PROPERTIES["deadline"], "25 octobre à 15H", "fr")


FOODNET = (
    "Algeria, Canada, China, India, Iraq, Israel, Japan, Jordan, Kazakhstan, Kyrgyzstan, Morocco, "
    "Republic of Korea (South Korea), Turkmenistan, United States, Uzbekistan"
)


def test_a_cell_that_lists_countries_is_split_and_coded() -> None:
    codes = [v.text for v in values(PROPERTIES["targeted_country"], FOODNET)]
    assert codes == "DZ CA CN IN IQ IL JP JO KZ KG MA KR TM US UZ".split()  # noqa: SIM905
    others = "Türkiye/Turkey, Viet Nam, Korea, Republic of, المغرب, Viêt Nam"
    assert [v.text for v in values(PROPERTIES["targeted_country"], others)] == [
        "TR", "VN", "KR", "MA",
    ]  # fmt: skip


@pytest.mark.parametrize("raw", ["industrial|technological", "Industrial Technological"])
def test_a_cell_that_lists_terms_is_split(raw: str) -> None:
    assert [v.text for v in values(PROPERTIES["vocation"], raw)] == ["industrial", "technological"]


def test_a_cell_that_lists_persons_is_split() -> None:
    found = values(PROPERTIES["vice_president"], "بدر إيكن; المهدي التازي")
    assert [v.text for v in found] == ["بدر إيكن", "المهدي التازي"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("MA-06", "MA-06"),
        ("Région de l'Oriental", "MA-02"),
        ("Souss-Massa", "MA-09"),
        ("the Oriental region", "MA-02"),
        ("جهة سوس ماسة", "MA-09"),
        ("Région Rabat-Salé-Kénitra", "MA-04"),
        ("Marrakesh-Safi", "MA-07"),
    ],
)
def test_a_region_is_known_by_its_names(text: str, key: str) -> None:
    assert region(text) == key


def test_a_former_region_is_named_as_such_and_never_mapped() -> None:
    with pytest.raises(Unclear, match=r"before 2015.*Souss-Massa, Drâa-Tafilalet"):
        region("Souss-Massa-Draa")
    with pytest.raises(Unclear, match="before 2015"):
        region("جهة سوس ماسة درعة")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Casablanca", "casablanca"),
        ("الدار البيضاء", "casablanca"),
        ("Chaouia-Ourdigha / Settat (Université Hassan Ier)", "settat"),
        ("Cité de l'innovation, Agadir", "agadir"),
        ("Benguérir", "benguerir"),
        ("Nouasseur", "nouaceur"),
        ("Fez", "fes"),
    ],
)
def test_a_city_is_known_by_its_names(text: str, key: str) -> None:
    assert place(text) == key


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Republic of Korea (South Korea)", "KR"),
        ("Viet Nam", "VN"),
        ("Türkiye/Turkey", "TR"),
        ("Türkiye", "TR"),
        ("The Netherlands", "NL"),
        ("Émirats arabes unis", "AE"),
        ("Côte d’Ivoire", "CI"),
        ("المغرب", "MA"),
        ("ma", "MA"),
    ],
)
def test_a_country_is_known_in_three_languages(text: str, code: str) -> None:
    assert country(text) == code


def test_a_term_is_known_by_key_label_and_other_forms() -> None:
    assert {term("life_status", t) for t in ("in_creation", "En création", "قيد الإحداث")} == {
        "in_creation"
    }
    with pytest.raises(KeyError):
        term("colour", "red")


@given(st.sampled_from(sorted(PROPERTIES)), st.text(max_size=60))
def test_nothing_but_unclear_is_ever_raised(prop: str, raw: str) -> None:
    try:
        found = value(PROPERTIES[prop], raw, "fr", ANCHOR)
    except Unclear:
        return
    assert found.text
    assert found.key


@pytest.mark.parametrize("prop", ["name", "president", "sector", "region", "host_city", "website"])
@pytest.mark.parametrize("piece", ["a", "le ", "(", "a.", "ben ", "textile ", "/ ", "منارة "])
def test_the_work_grows_with_the_text(prop: str, piece: str) -> None:
    assert grows_with_the_text(lambda text: value(PROPERTIES[prop], text), piece)


@pytest.mark.parametrize("piece", ["Korea, ", "a,", "Morocco/"])
def test_the_work_on_a_list_grows_with_it(piece: str) -> None:
    assert grows_with_the_text(lambda text: values(PROPERTIES["targeted_country"], text), piece)
