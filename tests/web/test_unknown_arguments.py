"""Data is never given unfiltered to who asked for a filter that does not exist."""

from __future__ import annotations

import pytest

from observatory.web.data import DATASETS
from tests.web.conftest import Site


@pytest.mark.parametrize("name", DATASETS)
def test_a_file_refuses_an_argument_that_it_does_not_know(site: Site, name: str) -> None:
    for _ in range(2):
        answer = site.get(f"/data/{name}.csv", **{**NEEDED.get(name, {}), "bogus": "1"})
        assert answer.status_code == 400, name
        assert "'bogus' is no argument here" in answer.text


NEEDED = {"compare": {"from": "2016-12-31", "to": "2023-12-31"}}
"""What a dataset cannot do without."""


@pytest.mark.parametrize("path", ["clusters", "labels", "changes", "calls", "clusters/ce3m"])
def test_the_api_refuses_it_too_and_names_what_there_is(site: Site, path: str) -> None:
    answer = site.get(f"/api/v1/{path}", foo="1", valid_at="2020-01-01")
    known = site.get(f"/api/v1/{path}", foo="1")
    assert known.status_code == 400
    assert known.mimetype == "application/problem+json"
    assert "there are: " in known.text
    assert answer.status_code == 400


def test_a_kept_answer_is_still_an_answer(site: Site) -> None:
    for _ in range(2):
        assert site.get("/api/v1/clusters", sector="agri_food").status_code == 200


def test_a_page_takes_what_others_add_to_its_address_and_leads_to_files_without(site: Site) -> None:
    page = site.page("/en/clusters", utm_source="mail", sector="agri_food")
    files = [str(link["href"]) for link in page.select('a[href^="/data/clusters.csv"]')]
    assert files
    assert all("sector=agri_food" in href and "utm" not in href for href in files)
    for href in files:
        assert site.client.get(href).status_code == 200
