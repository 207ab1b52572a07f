"""Office-holders: one person under many spellings is one, two persons never are."""

from itertools import combinations

import pytest

from observatory.domain.clean import bare_name, person_key, same_person

PERSONS = [
    ["Tarik Moufaddal", "Tarik Ameziane Moufaddal", "طارق أمزيان مفضل", "Tarik Mfaadl (spelling)"],
    [
        "Noureddine Bouyakoub (directeur)", "Nourdine Bouyaakoub", "Nouredine Bouyakoub",
        "Nourdine Bouyaakoub (CEO)", "Nourdine Bouyaakoub (directeur général)",
        "Nourdine Bouyaakoub, DG of CE3M, coordinator of Moroccan clusters",
    ],
    ["Mohamed Bouayad", "محمد بوعياد", "Mohamed Bouayad (huit ans)"],
    ["Brahim Yacoubi Soussane", "إبراهيم اليعقوبي سوسان"],
    ["Rachid Naanani", "Rachid Naânani", "M. Rachid NAANANI"],
    ["Mustapha Bakkoury", "Mustapha Bakkoury (Masen)"],
    ["Badr Ikken", "بدر ايكن", "بدر إيكن"],
    ["Mohammed Yahya Zniber", "محمد يحيى زنيبر (Maghreb Steel)"],
    [
        "Fatima Zahra El Khalifa", "Fatima-Zahra El Khalifa (directrice générale)",
        "Fatima Zahra El Khalifa (DG Cluster solaire)", "فاطمة الزهراء الخليفة",
    ],
    ["Mohamed Smouni", "Mohammed Smouni", "محمد سموني"],
    [
        "Zakaria Madani (directeur général)", "زكرياء مداني (المدير العام)",
        "مداني زكريا (المدير العام)",
    ],
    ["Meriem Rachdi (directrice)", "Meryem Rachdi (directrice générale, MDC)"],
    ["Said Benhajjou", "Said Benahajjou"],
    ["Nawfal El Fadil (MASEN)", "نوفل الفضيل (EDF)"],
    ["Ali Oukacha", "Ali Oukacha (élu)", "Président : Ali Oukacha"],
    ["Mehdi Kettani", "Mehdi Kettani (chair of the board)"],
    ["Mohamed Lasry (Cleanergy Maroc)", "Mohamed Lasry (Cleanergy)"],
    ["Nabil Najim (directeur général)", "Nabil Najim (DG C2TM), international relations"],
    ["Sanaa Tazi (directrice générale)", "Sanaa Tazi (DG MNC)"],
    ["Touria Benrabah (directrice)", "Touria Benrabah (chargée de mission)"],
    ["Hicham Bouzekri", "Hicham Bouzekri (DG)"],
    ["المهدي التازي"],
    ["Brahim Hafidi (IAV Hassan II)"],
    ["Said El Arja (Ynna Steel)"],
    ["Obaid Amrane"],
    ["Abdenour Jbili (OCP Maintenance Solutions)"],
    ["Wafa Kiran"],
    ["Serge Chouchana"],
    ["Youssef Mouhyi"],
    ["Omar Bensouda"],
    ["Mohamed Melhaoui"],
    ["Thami Ben Halima"],
    ["Hassan El Mokhtari (directeur général)"],
    ["Selma Elouardighi (fondatrice, directrice générale)"],
    ["Yassine Zai"],
    ["Yassine Ghanmoumi"],
    ["Mounir Idder (directeur général)"],
    ["Ihsane Himmi (directrice générale)"],
    ["Imad El Aouni (directeur général)"],
    ["Hind Baddag (LafargeHolcim)"],
    ["Ahmed Squalli (AMISOLE)"],
    ["Fouad Qissi (CETIM)"],
    ["Samir Rachidi"],
    ["Hafida Griguer (UM6P)"],
    ["Khalil Benkhouja (ENSA Safi)"],
    ["Rachid Bayed (MASEN)"],
    ["Saïd Mouline"],
    ["Mohamed El Wazna (chargé de mission)"],
    ["Soufiane Chorbi (animateur)"],
]  # fmt: skip
"""The office-holders of the baseline, each with every spelling that a source printed."""


@pytest.mark.parametrize("spellings", PERSONS, ids=lambda names: names[0])
def test_one_person_is_one_under_every_spelling(spellings: list[str]) -> None:
    assert len({person_key(name) for name in spellings}) == 1
    assert all(same_person(one, other) for one in spellings for other in spellings)


def test_two_persons_are_never_one() -> None:
    for these, those in combinations(PERSONS, 2):
        for one in these:
            assert not any(same_person(one, other) or same_person(other, one) for other in those)
    assert len({person_key(names[0]) for names in PERSONS}) == len(PERSONS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Said Tazi", "Saad Tazi"),
        ("Samir Alami", "Samira Alami"),
        ("Karim Tazi", "Karima Tazi"),
        ("Ahmed Alaoui", "Hamid Alaoui"),
        ("Imad Kettani", "Mehdi Kettani"),
        ("Mohamed Amine Zniber", "Mohamed Yahya Zniber"),
        ("Fatima Zahra El Khalifa", "Fatima El Khalifa"),
        ("Hassan Alaoui", "Hussein Alaoui"),
        ("Mohamed Bouayad", "Mohamed Abid"),
        ("Rachid Bayed", "Rachid Naanani"),
        ("سعيد التازي", "سعد التازي"),
        ("Tarik", "Tarik"),
        ("Kettani", "Kettani"),
        ("", ""),
    ],
)
def test_a_doubt_is_no_identity(one: str, other: str) -> None:
    assert not same_person(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abdellah Benali", "عبد الله بنعلي"),
        ("Abderrahim Tazi", "عبد الرحيم التازي"),
        ("Thami Ben Halima", "Thami Benhalima"),
        ("MOUFADDAL Tarik", "Tarik Moufaddal"),
        ("Mme Wafa Kiran", "Wafa Kiran"),
        ("Dr. Omar Bensouda", "Omar BENSOUDA, président"),
        ("السيد محمد بوعياد", "Mohamed Bouayad"),
    ],
)
def test_titles_order_and_particles_make_no_difference(one: str, other: str) -> None:
    assert same_person(one, other)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("M. Rachid Naânani (président)", "Rachid Naânani"),
        ("Directeur général : Nabil Najim", "Nabil Najim"),
        ("Nourdine Bouyaakoub, DG of CE3M", "Nourdine Bouyaakoub"),
        ("السيد محمد بوعياد", "محمد بوعياد"),
        ("Ali Oukacha (élu)", "Ali Oukacha"),
        ("Amine El Haj", "Amine El Haj"),
        ("(directeur)", ""),
        ("Président", ""),
    ],
)
def test_a_name_is_shown_as_printed_without_title_and_role(printed: str, name: str) -> None:
    assert bare_name(printed) == name
