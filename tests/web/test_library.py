"""The page of data, the library and the whole ledger say the same as the files and the store."""

from __future__ import annotations

import re

import pytest

from observatory.domain.vocabulary import VOCABULARIES
from observatory.present.datasets import MEDIA
from observatory.web.data import DATASETS
from tests.web.conftest import LANGS, Site


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", ["data", "library", "labelling/ledger"])
def test_they_keep_their_limits_in_every_language(site: Site, path: str, lang: str) -> None:
    site.page(f"/{lang}/{path}")


def test_every_file_stands_on_the_page_of_data_with_its_variables(site: Site) -> None:
    page = site.page("/en/data")
    for name, dataset in DATASETS.items():
        section = page.find(id=f"d-{name}")
        assert section is not None, name
        assert len(section.select(".variables dt")) == len(dataset.variables)
        links = [str(link["href"]) for link in section.select(".dataset-files a")]
        assert links == [f"/data/{name}.{form}" for form in MEDIA]
    assert [one.get("id") for one in page.select(".vocabularies details")] == [
        f"v-{name}" for name in VOCABULARIES
    ]


def test_what_a_dataset_is_is_said_in_the_readers_language(site: Site) -> None:
    english = {p.text for p in site.page("/en/data").select(".dataset > p:not([class])")}
    assert len(english) == len(DATASETS)
    for lang in ("fr", "ar"):
        said = {p.text for p in site.page(f"/{lang}/data").select(".dataset > p:not([class])")}
        assert len(said) == len(DATASETS)
        assert not said & english


def test_the_library_holds_every_publication_once_studies_first(site: Site) -> None:
    keys: list[str] = []
    path = "/en/library"
    while path:
        page = site.page(path)
        keys += [str(link["href"]) for link in page.select(".library tbody th > a")]
        more = page.select_one('.pager a[rel="next"]')
        path = str(more["href"]) if more else ""
    with site.app.extensions["observatory"].database.read() as db:
        cited = db.exec_driver_sql(
            "select count(distinct citation) from (select citation from statement union"
            " select citation from event) where citation is not null"
        ).scalar_one()
    assert len(keys) == len(set(keys)) == cited
    assert "doi.org" in keys[0]


def test_the_library_is_narrowed_and_says_what_rests_on_each(site: Site) -> None:
    page = site.page("/en/library", kind="academic", year="2025")
    (row,) = page.select(".library tbody tr")
    counts = re.findall(r"(\d+) (?:statement|event)", row.text)
    assert counts
    assert all(int(count) > 10 for count in counts)
    assert "cited, not kept" in row.text
    assert site.page("/en/library", about="mta").select(".library tbody tr")
    assert "No publication fits" in site.text("/en/library", kind="ministry", year="1999")
    for wrong in ("kind=x", "year=soon", "about=nobody"):
        assert site.get(f"/en/library?{wrong}").status_code == 400


def test_nothing_was_known_before_the_record_was_read(site: Site) -> None:
    assert "No publication fits" in site.text("/en/library", known_at="2020-01-01")


@pytest.mark.parametrize("asked", [{}, {"kind": "contract_signed"}, {"year": "2011"}])
def test_the_ledger_page_has_the_acts_of_its_file(site: Site, asked: dict[str, str]) -> None:
    acts = {row["act"] for row in site.rows("/data/labels_ledger.csv", **asked)}
    lines = site.page("/en/labelling/ledger", **asked).select(".whole-ledger tbody tr")
    assert len(lines) == len(acts) > 0
    assert all("/evidence" in str(line.select_one(".evidence-link")) for line in lines)


def test_the_ledger_of_a_past_day_ends_there(site: Site) -> None:
    page = site.page("/en/labelling/ledger", valid_at="2012-12-31")
    assert page.select_one(".past") is not None
    years = {
        str(one["datetime"])[:4]
        for one in page.select('.whole-ledger tbody td[data-label="When"] time')
    }
    assert max(years) <= "2012"
    kept = page.select_one('.filters input[name="valid_at"]')
    assert kept is not None
    assert kept["value"] == "2012-12-31"
