"""What cannot be answered is said plainly, in the reader's language, on a page of the site."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.web.conftest import LANGS, Site
from tests.web.strict import strictly

WRONG = {
    "kind": "moved", "since": "yesterday", "cluster": "nobody", "sector": "x", "region": "MA-99",
    "source": "nowhere", "before": "-1", "after": "x", "known_at": "2999-01-01",
}  # fmt: skip


def page(site: Site, path: str, status: int, **query: str) -> BeautifulSoup:
    answer = site.get(path, **query)
    assert answer.status_code == status
    return strictly(answer.data)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_argument_is_named_in_a_sentence(site: Site, name: str, lang: str) -> None:
    said = page(site, f"/{lang}/changes", 400, **{name: WRONG[name]}).select_one(".error-why")
    assert said is not None
    assert name in said.text


def test_the_sentence_is_in_the_readers_language(site: Site) -> None:
    said = page(site, "/fr/changes", 400, kind="moved").select_one(".error-why")
    assert said is not None
    assert "ne figure pas parmi" in said.text
    assert "value_changed" in said.text
    assert site.client.get("/api/v1/changes?kind=moved").get_json()["detail"].startswith("kind=")


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_that_is_not_there_says_so(site: Site, lang: str) -> None:
    found = page(site, f"/{lang}/no-such-page", 404)
    assert found.html is not None
    assert found.html["lang"] == lang
    assert found.select_one(".menu a") is not None
    other = found.select_one('.tongues a[hreflang="en"]')
    assert other is not None
    assert other["href"] == "/en/no-such-page"


@pytest.mark.parametrize(
    "path", ["sources/nowhere", "partnerships/nobody", "programmes/none", "partnerships/ce3m"]
)
def test_what_nobody_is_filed_under_is_not_found(site: Site, path: str) -> None:
    page(site, f"/en/{path}", 404)


def test_an_unprefixed_address_that_nobody_has_is_in_the_readers_language(site: Site) -> None:
    answer = site.client.get("/nothing", headers={"Accept-Language": "ar"})
    assert answer.status_code == 404
    assert 'dir="rtl"' in answer.text


def test_what_broke_is_named_for_the_log_and_nothing_more(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("observatory.present.glossary.listed", None)
    answer = site.get("/en/glossary", never="asked-before")
    assert answer.status_code == 500
    assert "In our log it is" in answer.text
    assert "NoneType" not in answer.text
