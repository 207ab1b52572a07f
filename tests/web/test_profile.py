"""One body: profile, history and evidence; every value leads to who says it, and when."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from observatory import paths
from observatory.domain.vocabulary.events import LABEL_STATES
from tests.web.conftest import LANGS, Site

BODIES = [
    row["slug"]
    for row in paths.rows(paths.IDENTITY / "bodies.csv")
    if row["kind"] in ("cluster", "network", "federation", "cooperative", "grouping", "park")
]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("below", ["", "/history", "/evidence"])
@pytest.mark.parametrize("slug", ["ce3m", "mnc", "menara", "maroc-clusters", "gifer"])
def test_it_keeps_its_limits_in_every_language(
    site: Site, slug: str, below: str, lang: str
) -> None:
    site.page(f"/{lang}/clusters/{slug}{below}")


@pytest.mark.parametrize("slug", BODIES)
def test_every_body_has_its_page(site: Site, slug: str) -> None:
    site.page(f"/ar/clusters/{slug}")  # the heaviest of the three


def test_both_creation_years_of_ce3m_are_shown_with_their_sources(site: Site) -> None:
    created = site.page("/en/clusters/ce3m").select_one("#p-creation_date")
    assert created is not None
    words = " ".join(created.get_text(" ").split())
    assert "sources disagree" in words
    assert [shown.text for shown in created.select(".voice > .shown")] == ["2010", "2011"]
    assert "survey" in words
    assert "Invest for Jobs" in words


def test_a_value_shows_source_date_and_citation(site: Site) -> None:
    sector = site.page("/en/clusters/ce3m").select_one("#p-sector .tag")
    assert sector is not None
    words = " ".join(sector.get_text(" ").split())
    assert "survey · Dec 2023" in words
    assert "Speaks for June – December 2023" in words.replace("–", " – ").replace("  ", " ")
    assert "First seen 21 November 2026" in words
    assert "Last checked 21 November 2026" in words
    assert "Errajaoui & Nokairi" in words
    assert "Cited; the page is not kept here." in words
    assert sector.select_one('a[href="https://doi.org/10.71420/ijref.v2i6.135"]') is not None


def test_a_statement_can_be_cited(site: Site) -> None:
    cite = site.page("/en/clusters/ce3m").select_one("#p-sector .cite a")
    assert cite is not None
    path, _, anchor = str(cite["href"]).partition("#")
    assert site.page(path).find(id=anchor) is not None


def test_no_element_has_the_id_of_another(site: Site) -> None:
    for slug in ("ce3m", "mnc"):
        for below in ("", "/history", "/evidence"):
            ids = [tag["id"] for tag in site.page(f"/en/clusters/{slug}{below}").select("[id]")]
            assert len(ids) == len(set(ids)), (slug, below)


def test_what_is_worked_out_says_so(site: Site) -> None:
    region = site.page("/en/clusters/ce3m").select_one("#p-region")
    assert region is not None
    assert region.select_one(".shown") is not None
    assert "Worked out from the host city" in region.text


def test_what_no_source_says_is_drawn(site: Site) -> None:
    questions = site.page("/en/clusters/ce3m").select(".questions > li")
    assert [item["value"] for item in questions] == [str(n) for n in range(1, 22)]
    assert "withheld" in questions[0].text
    assert questions[7].select_one(".unknown") is not None
    assert "2010" in questions[4].text


def test_names_stand_in_every_script(site: Site) -> None:
    page = site.page("/fr/clusters/menara")
    assert "مجموعة منارة" in page.text
    assert page.select_one('.names bdi[lang="ar"][dir="rtl"]') is not None


def test_a_contract_of_another_authority_draws_no_star(site: Site) -> None:
    page = site.page("/en/clusters/mnc")
    words = " ".join(page.text.split())
    assert "A contract, not a label." in words
    head = page.select_one(".profile-head .star")
    assert head is not None
    assert "star-unknown_since" in str(head)


def test_the_label_stood_otherwise_in_the_past(site: Site) -> None:
    head = site.page("/en/clusters/mnc", valid_at="2013-12-31").select_one(".profile-head .star")
    assert head is not None
    assert "star-labelled" in str(head)


def test_history_gives_every_spell_and_every_change(site: Site) -> None:
    page = site.page("/en/clusters/cmm/history")
    with site.app.extensions["observatory"].database.read() as db:
        of = "(SELECT entity FROM slug WHERE slug = 'cmm')"
        spells = db.scalar(text(f"SELECT count(*) FROM statement WHERE entity = {of}"))
        changes = db.scalar(text(f"SELECT count(*) FROM change WHERE entity = {of}"))
    assert len(page.select(".spell")) == spells
    assert len(page.select(".change")) == changes


def test_evidence_gives_every_statement_and_event_once(site: Site) -> None:
    page = site.page("/en/clusters/mnc/evidence")
    with site.app.extensions["observatory"].database.read() as db:
        of = "(SELECT entity FROM slug WHERE slug = 'mnc')"
        count = sum(
            db.scalar(text(f"SELECT count(*) FROM {table} WHERE entity = {of}")) or 0
            for table in ("statement", "event")
        )
    assert len(page.select(".items > li")) == count
    assert all(len(quote.text) <= 300 for quote in page.select(".excerpt"))
    assert "Cited; the page is not kept here." in page.text


def test_a_former_address_moves_and_a_retired_one_is_gone(site: Site) -> None:
    database = site.app.extensions["observatory"].database
    rows = (("old-ce3m", False), ("retired-ce3m", True))
    with database.write() as db:
        for slug, retired in rows:
            db.execute(
                text(
                    "INSERT INTO slug (slug, entity, current, retired) SELECT :slug, entity, "
                    "false, :retired FROM slug WHERE slug = 'ce3m'"
                ),
                {"slug": slug, "retired": retired},
            )
    try:
        answer = site.get("/fr/clusters/old-ce3m/history", valid_at="2013-12-31")
        assert answer.status_code == 301
        assert answer.location == "/fr/clusters/ce3m/history?valid_at=2013-12-31"
        assert site.get("/fr/clusters/retired-ce3m").status_code == 410
        assert site.get("/fr/clusters/nobody").status_code == 404
        assert site.get("/fr/clusters/call-2023").status_code == 404
    finally:
        with database.write() as db:
            db.execute(text("DELETE FROM slug WHERE slug IN ('old-ce3m', 'retired-ce3m')"))


@pytest.mark.parametrize("lang", LANGS)
def test_every_state_is_said_in_words(site: Site, lang: str) -> None:
    for slug in ("ce3m", "chtc", "digipole"):
        sign = site.page(f"/{lang}/clusters/{slug}").select_one(".profile-head .sign")
        assert sign is not None
        assert any(f"sign-{state}" in str(sign) for state in LABEL_STATES)
        assert sign.text.strip()
