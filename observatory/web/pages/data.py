"""The page of open data: every file with its variables, every vocabulary, and how to read them."""

from __future__ import annotations

from flask import Response

from observatory.domain.vocabulary import VOCABULARIES
from observatory.present.addresses import root
from observatory.present.datasets import MEDIA
from observatory.present.glossary import terms
from observatory.present.views import Link, Page
from observatory.web.data import CODEBOOK, DATASETS
from observatory.web.pages.frame import page, reader, render


@page("/data")
def data() -> Response:
    """Describe every dataset from its own declaration, so that the page cannot fall behind."""
    to = reader()
    return render(
        "data.html",
        Page(
            title=to.gettext("Data"),
            section="data",
            description=to.gettext("Every dataset of the observatory, with its codebook."),
        ),
        datasets=[
            (one, to.gettext(one.about), [_file(name, form) for form in MEDIA])
            for name, one in DATASETS.items()
        ],
        codebook=[_file("codebook", form) for form in MEDIA],
        described=CODEBOOK,
        vocabularies=[(name, terms(name, to)) for name in VOCABULARIES],
        text=f"texts/data.{to.lang}.html",
    )


def _file(name: str, form: str) -> Link:
    return Link(f"{name}.{form}", root("data", f"{name}.{form}"))
