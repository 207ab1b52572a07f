"""Which body a printed name means, by the reviewed names; what is unsure stays unplaced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import pytest

from observatory.domain.clean import fold
from observatory.domain.facts import Ref
from observatory.domain.identity import Decided, Index, Known, mentioned, place
from observatory.engine.installation import read_seed

SEED = read_seed()
BODIES = [
    Known(
        number,
        body.kind,
        body.slug,
        {fold(name["name"]): name["needs_context"] == "yes" for name in body.names},
        body.context,
    )
    for number, body in enumerate(SEED.values(), start=1)
]
INDEX = Index.of(BODIES)
SLUGS = {body.id: body.slug for body in BODIES}
IDS = {body.slug: body.id for body in BODIES}
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def meant(*names: str, context: str = "", kind: str = "cluster") -> str | None:
    entity = place(Ref(kind, names, context), INDEX).entity
    return SLUGS[entity] if entity else None


def named(text: str) -> list[str]:
    return [SLUGS[entity] for entity in mentioned(text, INDEX)]


@pytest.mark.parametrize(
    "name", ["CE3M", "ce3m", "Ce3M", "СЕЗМ", "CЕ3M", " CE3M ", "CE\u200b3M", "ＣＥ３Ｍ"]
)
def test_ce3m_is_one_cluster_whatever_its_spelling(name: str) -> None:
    assert meant(name) == "ce3m"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Cluster Solaire", "enr"),
        ("Moroccan Solar Cluster", "enr"),
        ("كلوستر صولير", "enr"),
        ("Cluster EnR", "enr"),
        ("Moroccan Denim Cluster", "mdfc"),
        ("Moroccan Denim & Fashion Cluster", "mdfc"),
        ("MDFC", "mdfc"),
        ("Haliopôle", "ahp"),
        ("haliopole", "ahp"),
        ("Cluster Menara", "menara"),
        ("CLUSTER MÉNARA", "menara"),
        ("Maroc Numeric Cluster", "mnc"),
        ("Morocco Microelectronics Cluster", "mmc"),
    ],
)
def test_names_former_names_and_spellings(name: str, slug: str) -> None:
    assert meant(name) == slug


def test_the_former_acronym_needs_a_word_beside_it() -> None:
    assert meant("MDC") is None
    assert meant("MDC", context="denim") == "mdfc"
    assert meant("MDC", "Moroccan Denim Cluster") == "mdfc"


def test_three_acronyms_are_three_clusters() -> None:
    found = [meant(name, context="cluster") for name in ("MMC", "MNC", "MMI")]
    assert found == ["mmc", "mnc", "mmi"]


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Le Cluster Solaire devient Cluster ENR", ["enr"]),
        ("Le pôle AMC réunit les équipementiers", ["amc"]),
        ("AMC, voix de l'aéronautique à Nouaceur", ["amc"]),
        ("CE3M et Haliopôle ont signé", ["ce3m", "ahp"]),
        ("Green H2 Maroc, puis CE3M, puis encore CE3M", ["green-h2-maroc", "ce3m"]),
    ],
)
def test_a_text_names_each_body_once_in_its_order(text: str, slugs: list[str]) -> None:
    assert named(text) == slugs


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Cluster MMC", "mmc"),
        ("MMC cluster", "mmc"),
        ("Le Cluster MMC", "mmc"),
        ("تجمع MMC", "mmc"),
        ("Pôle AMC", "amc"),
        ("Association CE3M", "ce3m"),
        ("L'association Agadir Haliopôle", "ahp"),
        ("Association Cluster MTI", "mti"),
    ],
)
def test_words_that_any_body_puts_around_its_name_do_not_hide_it(name: str, slug: str) -> None:
    assert meant(name) == slug


@pytest.mark.parametrize(
    "name",
    [
        "Cluster CMM",  # of two bodies
        "Association MMC",  # says not that it is a cluster
        "Cluster MMC Allemagne",
        "Association Solaire",
        "Cluster",
        "Le Cluster",
        "Association Menara Holding",
        "Cluster Agadir",
    ],
)
def test_words_around_a_name_do_not_make_one(name: str) -> None:
    assert meant(name) is None


def test_a_cluster_word_makes_no_partnership_of_a_cluster() -> None:
    assert meant("Cluster MMC", kind="partnership") is None


def test_the_city_alone_does_not_say_which_ahp_is_meant() -> None:
    assert meant("AHP", context="Agadir") is None
    assert meant("AHP", context="أكادير") is None
    assert meant("AHP", context="pêche à Agadir") == "ahp"
    assert meant("AHP", context="cluster, Agadir") == "ahp"


FALSE_FRIENDS = (
    "AHP ouvre un hôtel à Agadir",
    "L'AHP d'Agadir recrute",
    "AMC Networks lance une nouvelle chaîne",
    "EMC rachetée par Dell",
    "la compatibilité électromagnétique (EMC) des appareils",
    "les énergies renouvelables (EnR) en Europe",
    "Les jardins de la Menara à Marrakech",
    "L'aéroport Marrakech-Menara rouvre",
    "حدائق المنارة في مراكش",
    "MTI, transporteur routier",
    "l'interface homme-machine (MMI) de la voiture",
    "une MNC britannique s'installe à Tanger",
    "Mitsubishi Motors (MMC) publie ses comptes",
    "Mercedes-Benz Classic (MBC) et MDC Partners",
    "la CMM, machine de mesure",
    "Agrinovasion, salon agricole",
)


@pytest.mark.parametrize("text", FALSE_FRIENDS)
def test_a_false_friend_names_nobody(text: str) -> None:
    assert named(text) == []
    assert meant(text) is None


@pytest.mark.parametrize("name", ["CE3", "CE3MM", "Menara Holding", "Solaire", "", "   ", "نعم"])
def test_a_name_matches_as_a_whole_or_not_at_all(name: str) -> None:
    assert meant(name) is None


def test_what_was_not_placed_says_why() -> None:
    assert place(Ref("cluster", ("Zeta",)), INDEX).why == "no body is known by this name"
    assert place(Ref("cluster"), INDEX).why == "no name was printed"
    unsure = place(Ref("cluster", ("AMC",)), INDEX)
    assert "acronym of others" in unsure.why
    assert unsure.candidates == (IDS["amc"],)


def test_a_partnership_is_no_cluster_of_that_name() -> None:
    assert meant("CE3M", kind="partnership") is None
    assert meant("MOVE", context="ESCP-4i", kind="partnership") == "move"


def test_a_reviewed_file_names_a_body_by_its_address() -> None:
    assert place(Ref("body", slug="ce3m"), INDEX).entity == IDS["ce3m"]
    nobody = place(Ref("body", slug="nobody"), INDEX)
    assert nobody.entity is None
    assert "nobody" in nobody.why


def test_no_two_bodies_share_a_name_that_needs_no_context() -> None:
    alone: dict[str, set[str]] = {}
    for body in BODIES:
        for name, needy in body.names.items():
            if not needy:
                alone.setdefault(name, set()).add(body.slug)
    assert {name: slugs for name, slugs in alone.items() if len(slugs) > 1} == {}


def two(*names: str) -> list[Known]:
    return [Known(n, "cluster", f"c{n}", {fold(name): False}) for n, name in enumerate(names, 1)]


def decided(key: tuple[str, str], entity: int | None) -> Mapping[tuple[str, str], Decided]:
    return {key: (entity, NOON)}


def index(known: Iterable[Known], decisions: Mapping[tuple[str, str], Decided]) -> Index:
    return Index.of(known, decisions)


def test_one_name_of_two_bodies_is_left_open() -> None:
    found = place(Ref("cluster", ("Atlas",)), Index.of(two("Atlas", "Atlas")))
    assert found.entity is None
    assert set(found.candidates) == {1, 2}


def test_a_persons_decision_comes_first_and_says_when() -> None:
    with_source = index(two("Atlas", "Rif"), decided(("eccp", "atlas"), 2))
    assert place(Ref("cluster", ("Atlas",)), with_source, "eccp").entity == 2
    assert place(Ref("cluster", ("Atlas",)), with_source, "eccp").decided == NOON
    assert place(Ref("cluster", ("Atlas",)), with_source, "press").entity == 1


def test_a_person_may_decide_that_a_name_is_none_of_them() -> None:
    found = place(Ref("cluster", ("Atlas",)), index(two("Atlas"), decided(("", "atlas"), None)))
    assert (found.entity, found.decided) == (None, NOON)


def test_names_are_tried_in_order() -> None:
    assert place(Ref("cluster", ("Rif", "Atlas")), Index.of(two("Atlas", "Rif"))).entity == 2
    assert place(Ref("cluster", ("Zeta", "Atlas")), Index.of(two("Atlas", "Rif"))).entity == 1


def test_a_name_with_special_signs_is_found_in_a_text() -> None:
    known = Index.of(two("C++ (Cluster)", "Maintenance 4.0"))
    assert mentioned("Voici Maintenance 4.0.", known) == (2,)
    assert mentioned("Voici Maintenance 400", known) == ()


def test_an_empty_index_mentions_nobody() -> None:
    assert mentioned("CE3M", Index.of([])) == ()


def test_a_name_that_two_bodies_had_is_no_riddle_once_they_are_one() -> None:
    names = {"reseau vert": False}
    both = Index.of([Known(7, "cluster", "vert", names), Known(7, "cluster", "reseau", names)])
    assert mentioned("Le Réseau vert a signé.", both) == (7,)
    apart = Index.of([Known(7, "cluster", "vert", names), Known(8, "cluster", "reseau", names)])
    assert mentioned("Le Réseau vert a signé.", apart) == ()
