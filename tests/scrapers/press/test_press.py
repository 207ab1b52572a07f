"""The press feeds: who is named, who only looks named, and what a feed wraps around its items."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from observatory.domain.extract import Extract
from observatory.domain.gate import judge_extract
from observatory.domain.identity import BODIES, mentioned
from observatory.domain.wire import pack
from observatory.engine.installation import read_seed
from scrapers.press import SOURCE, may_concern
from tests.scrapers.careful import known_bodies
from tests.scrapers.saved import Saved, read, saved_pages, sources

PRESS = pytest.mark.parametrize(
    "saved", [pytest.param(saved, id=saved.id) for saved in saved_pages("press")]
)

FALSE_FRIENDS = (
    "AMC 2025 : les cardiologues africains réunis à Rabat. Le congrès AMC s’ouvre ce jeudi.",
    "Stockage de données : EMC étoffe son offre. La société américaine EMC annonce deux accords.",
    "ENR : 45% de la puissance installée. La part des ENR dans le mix électrique progresse.",
    "L’école MTI lance un mastère en management du tourisme. Inscriptions jusqu’au 10 octobre.",
    "Marrakech-Menara franchit un nouveau record. L’aéroport a accueilli un million de passagers.",
    "Les jardins de la Menara se refont une beauté. Le bassin sera restauré en dix-huit mois.",
    "Ouarzazate : MMC y tournera son film. La société de production MMC y posera ses caméras.",
    "Climat : le MCIC publie son atlas. Le Centre marocain d’innovation climatique compte.",
    "MMI : un hôpital de campagne à Azilal. La mission MMI propose dix-huit spécialités.",
    "La CISE rend son rapport. La cellule d’information et de suivi des élections a voté.",
    "Santé : deux clusters de légionellose sous surveillance en Europe. Le Maroc suit.",
    "Un cluster numérique de 12 pouces pour la citadine. Prix de départ : 189.900 DH.",
    "Jusqu’à 40 CM de neige attendus. Un bulletin annonce des chutes au-delà de 2.200 mètres.",
    "FAC : la faculté de droit rouvre. Les cours reprennent lundi.",
    "مطار مراكش المنارة يستقبل رحلات جديدة. أعلن المكتب الوطني للمطارات عن رحلات نحو باريس.",
)

NAMED = (
    ("AMC : le cluster aéronautique signe avec Airbus.", "amc"),
    ("Énergies renouvelables : le Cluster EnR, ex-Cluster Solaire, change de président.", "enr"),
    ("Deux cimentiers ont adhéré au cluster EMC.", "emc"),
    ("Ferroviaire : Morocco TraIndustry veut doubler l’intégration locale.", "mti"),
    ("Une délégation lyonnaise a été reçue à Marrakech par le Cluster Menara.", "menara"),
    ("Textiles techniques : le C2TM prépare un laboratoire d’essais.", "c2tm"),
    ("«Maroc Numerci Cluster» et ses startups au Gitex.", "mnc"),
    ("Artisanat : le Marrakech Creative Interiors Cluster présent à Paris.", "mcic"),
    ("Agadir Haliopôle réunit ses membres autour des coproduits de la pêche.", "ahp"),
    ("كلوستر الهيدروجين الأخضر يوقع اتفاقية شراكة مع جامعة", "green-h2-maroc"),
    ("جمعية أكادير أليوبول تنظم يوما دراسيا", "ahp"),
    ("مجموعة الصناعة البحرية المغربية تعقد جمعها العام", "cinm"),
    ("انتخاب رئيس جديد للتكتل الصناعي للطاقات المتجددة - المغرب (كلوستر صولير)", "enr"),
)

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>x</title>
<item><title>{title}</title><link>https://leseco.ma/{link}/</link>
<pubDate>Mon, 22 Sep 2025 11:40:00 +0000</pubDate><guid>https://leseco.ma/?p=1</guid>
<description><![CDATA[{text}]]></description></item></channel></rss>"""

ATOM = """<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>x</title><id>urn:x</id><updated>2025-09-22T11:40:00Z</updated>
<entry><title>Le cluster C2TM ouvre</title><id>urn:1</id><updated>2025-09-22T11:40:00Z</updated>
<link href="https://telquel.ma/c2tm?utm_source=rss"/><summary>Un atelier.</summary></entry>
</feed>"""


def look(
    title: str = "Le cluster C2TM ouvre", text: str = "Un atelier.", link: str = "a"
) -> Extract:
    body = RSS.format(title=title, text=text, link=link)
    return read(sources()["press"], body.encode(), SOURCE.starts[0], "application/rss+xml")


def bodies(text: str) -> set[str]:
    """Give the slugs of the bodies that count as clusters or the like and that a text names."""
    seeds = list(read_seed().values())
    found = (seeds[number] for number in mentioned(text, known_bodies()))
    return {seed.slug for seed in found if seed.kind != "organisation"}


@pytest.mark.parametrize("text", FALSE_FRIENDS)
def test_a_namesake_matches_nothing(text: str) -> None:
    assert bodies(text) == set()


@pytest.mark.parametrize(("text", "slug"), NAMED)
def test_a_cluster_that_is_named_is_found(text: str, slug: str) -> None:
    assert may_concern(text)
    assert slug in bodies(text)


def seeded_names() -> Iterator[str]:
    for seed in read_seed().values():
        if seed.kind in BODIES - {"organisation"}:
            yield from (row["name"] for row in seed.names)


@pytest.mark.parametrize("name", sorted(set(seeded_names())))
def test_no_name_of_the_record_is_left_out(name: str) -> None:
    """A new name that looks like plain words needs a place in the reader's list of those."""
    assert may_concern(name)


@PRESS
def test_a_feed_never_tells_more_than_mentions_and_leads(saved: Saved) -> None:
    extract = saved.read()
    assert not extract.facts
    assert {event.kind for event in extract.events} <= {"mention", "lead"}
    assert {event.scope for event in extract.events} == {"items"}


@PRESS
def test_no_contact_and_no_author_is_kept_anywhere(saved: Saved) -> None:
    kept = json.dumps([pack(event) for event in saved.read().events], ensure_ascii=False)
    for word in (
        "@",
        "[at]",
        "exemple.redacteur",
        "06 00",
        "05 22",
        "appeared first",
        "Journaliste",
    ):
        assert word not in kept


def test_an_item_that_cannot_name_a_cluster_is_left_out() -> None:
    assert look("Les prix reculent légèrement", "L’indice a reculé de 0,4%.").events == ()


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("CE3M ouvre un atelier", "Un atelier.", ["mention"]),
        ("CE3M : cap sur le label", "Le cluster y pense.", ["mention", "lead"]),
        ("Clusters : vers une labellisation", "Deux ou trois.", ["mention", "lead", "lead"]),
        ("Appel à projets pour les clusters", "Avant juillet.", ["mention", "lead", "lead"]),
        ("وسم تجمعات صناعية جديدة", "قريبا.", ["mention", "lead", "lead"]),
        ("كلوستر في موسم الصيد", "الموسم بدأ.", ["mention"]),
        ("Le cluster EMC chez Les Étiquettes", "Rien de tel.", ["mention"]),
    ],
)
def test_what_speaks_of_labels_contracts_or_calls_is_a_lead_too(
    title: str, text: str, told: list[str]
) -> None:
    events = look(title, text).events
    assert [event.kind for event in events] == told
    about = [event.about.kind for event in events if event.kind == "lead"]
    assert about == ["cluster", "programme"][: len(about)]


def test_an_item_carries_its_title_its_address_and_its_feed() -> None:
    (event,) = look(link="c2tm").events
    assert dict(event.payload) == {
        "title": "Le cluster C2TM ouvre",
        "url": "https://leseco.ma/c2tm/",
        "feed": "https://leseco.ma/feed/",
    }
    assert (event.record, event.date) == (
        "https://leseco.ma/c2tm/",
        "Mon, 22 Sep 2025 11:40:00 +0000",
    )


def test_an_atom_feed_is_read_alike_and_tracking_goes() -> None:
    extract = read(sources()["press"], ATOM.encode(), SOURCE.starts[4], "application/atom+xml")
    assert [(event.record, event.date) for event in extract.events] == [
        ("https://telquel.ma/c2tm", "2025-09-22T11:40:00Z")
    ]


@pytest.mark.parametrize(
    ("title", "lang"),
    [
        ("كلوستر الهيدروجين الأخضر يوقع اتفاقية", "ar"),
        ("Le cluster C2TM ouvre un atelier", "fr"),
        ("The Moroccan cluster is in the lead of its field", "en"),
    ],
)
def test_the_language_is_the_items_own(title: str, lang: str) -> None:
    assert {event.lang for event in look(title, "").events} == {lang}


@pytest.mark.parametrize(
    "text",
    [
        "<p>Un atelier.</p><p>The post <a href='/'>Le cluster</a> appeared first on X.</p>",
        "<p>Un atelier.</p><p>L’article Le cluster C2TM ouvre est apparu en premier sur X.</p>",
        "<i>Le cluster C2TM ouvre</i> <i>m. modele</i> 12/01/2025 - 10:00 <p>Un atelier.</p>",
        "<p>Un atelier. [&#8230;]</p>",
        "<p>Un atelier. presse.exemple@x.example</p>",
    ],
)
def test_what_software_wraps_around_an_item_is_taken_off(text: str) -> None:
    (event,) = look(text=text).events
    assert event.about.context.strip() == "Le cluster C2TM ouvre. Un atelier."


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (
            "<html><head><title>Just a moment...</title></head><body>Checking</body></html>",
            "blocked",
        ),
        ("<html><body><h1>Actualités</h1><p>Une page sans flux.</p></body></html>", "rejected"),
        ('<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "rejected"),
        (RSS.format(title="x", text="y", link="z")[:-20], "rejected"),
    ],
)
def test_a_feed_that_is_down_is_seen_and_leaves_the_others_alone(body: str, word: str) -> None:
    """Each feed is a page of its own, so that only that page is not a good look."""
    down = read(sources()["press"], body.encode(), SOURCE.starts[6])
    assert (judge_extract(down).word, down.events) == (word, ())
    assert judge_extract(look()).word == "accepted"


def test_a_feed_in_which_nobody_is_named_is_well() -> None:
    assert judge_extract(look("Les prix reculent", "Un peu.")).word == "accepted"
