"""Profiles of Moroccan clusters on the European Cluster Collaboration Platform, old and new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from observatory.harvest import (
    Cell,
    Column,
    Event,
    Fact,
    NothingFound,
    Page,
    Ref,
    Said,
    Source,
    fold,
    follow,
    labelled,
    squeeze,
)
from scrapers._drupal import between, no_other_field, prose, whole
from scrapers._sitemap import is_sitemap, listed

SITE = "https://www.clustercollaboration.eu"
CISE = f"{SITE}/cluster-organisations/cluster-industriel-pour-les-services-environnementaux"
SOURCE = Source(
    title="ECCP profiles of Moroccan clusters",
    publisher="European Cluster Collaboration Platform",
    kind="eu",
    start=(CISE, f"{SITE}/sitemap.xml?page=1", f"{SITE}/sitemap.xml?page=2"),
    every="14 days",
    expect=range(5, 2000),
    scopes={"profile": "value"},
    lang="en",
    note="Of the sitemap only addresses that name Morocco or one of its cities are followed.",
)

FACILITIES = (
    "Entrepreneurship and scale-up support facilities in the cluster's ecosystem (see"
    ' "Organisation type")'
)
FIELDS = (
    Column("acronym", ("Acronym",)),
    Column("creation_date", ("The date when the cluster organisation was established",)),
    Column("staff_count", ("Number of staff in the management team of the cluster organisation",)),
    Column("other_label", ("Other Label",)),
    Column("network_membership", ("Membership to other networks/partnerships",)),
    Column("address", ("Address",)),
    Column("country", ("Country",)),
    Column("region", ("Region",)),
    Column("website", ("Website",)),
    Column("languages", ("Languages spoken",)),
    Column("sectoral_industry", ("Sectoral Industries",)),
    Column("specialisation", ("Areas of specialisation of the cluster not covered above",)),
    Column("members_total", ("Total number of members",)),
    Column("members_sme", ("Number of SME members",)),
    Column("members_startups", ("Number of start-ups among SME members",)),
    Column("members_large", ("Number of larger company members",)),
    Column(
        "members_research", ("Number of research organisations/universities/technology centres",)
    ),
    Column("support_facilities", (FACILITIES,)),
    Column("major_players", ("Name and link of major players",)),
    # Known and left out: persons, and what the vocabulary has no place for.
    Column(
        "", ("Cluster Management Team", "Cluster Manager", "Phone", "E-mail", "Email", "Contact")
    ),
    Column("", ("Cluster Management Label", "Emerging industries", "Technology fields")),
    Column("", ("Countries of interest", "Groups audience", "Cluster Strategy")),
)
STRATEGY = "Cluster Strategy"
SECTIONS = (
    "General Information", "Sectoral and Industrial Focus", "Composition of the cluster",
    STRATEGY,
)  # fmt: skip
SEVERAL = (
    "languages", "sectoral_industry", "network_membership", "support_facilities", "major_players",
)  # fmt: skip
_MOROCCAN = re.compile(
    r"\b(?:maroc|marocaine?|moroccan|morocco|agadir|casablanca|fes|kenitra|marrakech|meknes|oujda"
    r"|rabat|settat|tanger|tangier|tetouan)\b"
)
_CLUSTER = re.compile(r"\b(?:cluster|pole|haliopole|technopole)\b")
_OTHER_NODE = re.compile(r"\b(?:calls?|event|matchmaking|mission|news|tender|training|webinar)\b")
_MOROCCO = re.compile(r"\b(?:morocco|maroc|المغرب)\b")
_NATIONAL_LABEL = re.compile(r"\b(?:national label|label national)\b")


def read(page: Page) -> Iterator[Said]:
    """Read a profile, or ask for the Moroccan profiles of a sitemap."""
    if is_sitemap(page):
        yield from (follow(CISE), *listed(page, _is_moroccan_profile))
    else:
        yield from _profile(page)


def _is_moroccan_profile(url: str) -> bool:
    """Judge by the address alone: a call or an event of the same name is no profile."""
    folder, _, slug = urlsplit(url).path.strip("/").partition("/")
    words = fold(slug.replace("-", " "))
    if folder not in ("content", "cluster-organisations") or "/" in slug or not slug:
        return False
    if CISE.endswith(f"/{slug}"):
        return True
    named = _MOROCCAN.search(words) and _CLUSTER.search(words)
    return bool(named) and not _OTHER_NODE.search(words)


def _profile(page: Page) -> Iterator[Said]:
    whole(page)
    area = between(page, *SECTIONS)
    no_other_field(area, FIELDS, free=STRATEGY)
    found = labelled(area, *FIELDS)
    if not found:
        raise NothingFound("none of the labels of a profile has a value")
    where = [found[key].text for key in ("address", "country") if key in found]
    if where and not _MOROCCO.search(fold(" ".join(where))):
        return
    names = [squeeze(heading.text_content()) for heading in page.tree.iter("h1")]
    name = next(filter(None, names), page.title.partition(" | ")[0])
    acronym = found["acronym"].text if "acronym" in found else ""
    about = Ref("cluster", tuple(filter(None, (name, acronym))), context=f"{name} cluster Morocco")
    record = urlsplit(page.canonical_url).path.strip("/")
    for key, raw, locator in [("name", name, "title"), *_values(found)]:
        yield Fact(record, about, key, raw, lang="en", locator=locator, scope="profile")
    if mission := prose(area, STRATEGY):
        yield Fact(record, about, "mission", mission, lang="en", locator=STRATEGY, scope="profile")
    if "other_label" in found:
        yield _label(record, about, found["other_label"])


def _values(found: dict[str, Cell]) -> Iterator[tuple[str, str, str]]:
    for key, cell in found.items():
        if key in SEVERAL:
            yield from ((key, item, cell.locator) for item in cell.items())
        elif key == "website":
            yield key, cell.text if "." in cell.text else (*cell.links, cell.text)[0], cell.locator
        elif key not in ("other_label", "country"):
            yield key, cell.text, cell.locator
        for element in cell.element.iter() if key == "address" and cell.element is not None else ():
            if "locality" in (element.get("class") or "").split():
                yield "host_city", squeeze(element.text_content()), cell.locator


def _label(record: str, about: Ref, cell: Cell) -> Event:
    """A national label is stated and nothing more: no day, no act. Other labels are not it."""
    national = bool(_NATIONAL_LABEL.search(fold(cell.text)))
    return Event(
        record, about, "stated_labelled" if national else "reported", "", cell.text, lang="en",
        payload={"scheme": "ministry-industry"} if national else {"topic": "label"},
        locator=cell.locator, scope="profile", inferred=("authority",) if national else (),
    )  # fmt: skip
