"""The state of a profile can be cited, in the form one needs."""

from __future__ import annotations

import pytest

from observatory.present.citing import FORMS
from tests.web.conftest import LANGS, Site


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", FORMS)
def test_each_form_names_a_permanent_address_that_answers(site: Site, form: str, lang: str) -> None:
    answer = site.get(f"/clusters/ce3m/cite.{form}", lang=lang, valid_at="2013-12-31")
    assert answer.status_code == 200
    assert answer.mimetype == FORMS[form]
    begin = answer.text.index("https://clusters.example/")
    url = answer.text[begin:].split()[0].rstrip("},")
    path = url.removeprefix("https://clusters.example")
    assert path == (
        f"/{lang}/clusters/ce3m?valid_at=2013-12-31&seen_at=2026-11-22&known_at=2026-11-22"
    )
    assert site.client.get(path).status_code == 200


def test_a_file_has_the_name_of_what_it_cites(site: Site) -> None:
    answer = site.get("/clusters/ce3m/cite.bib")
    assert answer.headers["Content-Disposition"] == ('attachment; filename="ce3m-2026-11-22.bib"')


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/clusters/nobody/cite.bib", 404),
        ("/clusters/ce3m/cite.docx", 404),
        ("/clusters/ce3m/cite.bib?lang=de", 400),
        ("/clusters/ce3m/cite.bib?known_at=yesterday", 400),
    ],
)
def test_what_cannot_be_cited_is_refused(site: Site, path: str, status: int) -> None:
    assert site.client.get(path).status_code == status
