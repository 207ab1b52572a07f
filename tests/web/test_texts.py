"""Pages of text say the same in three languages, and what they promise is what the code does."""

from __future__ import annotations

import re

import pytest

from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.paths import TEMPLATES
from tests.web.conftest import LANGS, Site

TEXTS = sorted({file.name.split(".")[0] for file in (TEMPLATES / "texts").iterdir()})


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_has_the_same_parts_in_every_language(name: str) -> None:
    def shape(lang: str) -> list[tuple[str, str]]:
        text = (TEMPLATES / "texts" / f"{name}.{lang}.html").read_text(encoding="utf-8")
        return re.findall(r"<(h2|h3|li|ol|ul|p|pre)\b(?: id=\"([a-z]+)\")?", text)

    assert shape("fr") == shape("ar") == shape("en")


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("lang", LANGS)
def test_a_text_leads_only_to_places_that_are_there(site: Site, name: str, lang: str) -> None:
    for link in site.page(f"/{lang}/{name}").select('main a[href^="/"]'):
        path, _, place = str(link["href"]).partition("#")
        if not path.startswith(f"/{lang}/"):
            assert site.get(path).status_code == 200, path
            continue
        page = site.page(path)
        assert not place or page.find(id=place), link["href"]


def test_the_method_shows_the_rule_of_every_property(site: Site) -> None:
    page = site.page("/en/method")
    for key in PROPERTIES:
        assert page.find(id=f"rule-{key}") is not None, key
    row = page.find(id="rule-president")
    assert row is not None
    assert row.parent is not None
    assert row.parent.parent is not None
    assert "3 years" in row.parent.parent.get_text()


def test_the_robot_gives_the_name_that_it_uses(site: Site) -> None:
    settings = site.app.extensions["observatory"].settings
    for lang in LANGS:
        assert settings.user_agent in site.page(f"/{lang}/bot").get_text()
    assert "a@example.org" in settings.user_agent


@pytest.mark.parametrize("lang", LANGS)
def test_who_finds_a_wrong_value_is_told_whom_to_write_to(site: Site, lang: str) -> None:
    page = site.page(f"/{lang}/about")
    assert page.find(id="wrong") is not None
    assert page.select_one('a[href="mailto:a@example.org"]') is not None
    assert page.select_one('a[href^="https://creativecommons.org/licenses/by/4.0/"]') is not None
