"""Pages of text say the same in three languages, and what they promise is what the code does."""

from __future__ import annotations

import re
from inspect import signature

import pytest

from observatory.domain.due import SELDOM
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.engine.timing.clock import NIGHT
from observatory.harvest.door import Door
from observatory.harvest.robots import SLOWEST, rules
from observatory.paths import TEMPLATES
from observatory.web import create_app
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


def test_two_lines_in_robots_txt_keep_the_robot_out(site: Site) -> None:
    """Those that its page gives, read by the rules of the door."""
    settings = site.app.extensions["observatory"].settings
    for lang in LANGS:
        lines = site.page(f"/{lang}/bot").select_one("pre")
        assert lines is not None
        assert not rules(200, lines.get_text(), settings.user_agent).permit("https://a.ma/x")


def test_the_robots_page_promises_what_the_door_does(site: Site) -> None:
    usual = {name: one.default for name, one in signature(Door).parameters.items()}
    assert (usual["delay"], usual["max_bytes"], usual["deadline"]) == (5.0, 5_000_000, 30.0)
    assert SLOWEST == 60.0
    assert [hour for hours in NIGHT for hour in hours] == [20, 21, 22, 23, 0, 1, 2, 3, 4, 5]
    page = site.text("/en/bot")
    for promise in ("at least five seconds", "Five megabytes", "thirty seconds", "up to a minute"):
        assert promise in page
    assert f"up to {SELDOM.days} days" in page
    assert "At any hour" in page
    settings = site.app.extensions["observatory"].settings
    client = create_app(settings.model_copy(update={"night_only": True})).test_client()
    assert "Only at night, from 20:00 to 06:00" in client.get("/en/bot").text


@pytest.mark.parametrize("lang", LANGS)
def test_who_finds_a_wrong_value_is_told_whom_to_write_to(site: Site, lang: str) -> None:
    page = site.page(f"/{lang}/about")
    assert page.find(id="wrong") is not None
    assert page.select_one('a[href="mailto:a@example.org"]') is not None
    assert page.select_one('a[href^="https://creativecommons.org/licenses/by/4.0/"]') is not None
