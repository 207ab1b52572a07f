"""A profile's citation as a file: text, BibTeX or RIS, for the state of the chosen days."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from observatory.present import citing
from observatory.present.addresses import root
from observatory.present.citing import Citation
from observatory.present.clocks import days
from observatory.present.reader import Reader
from observatory.present.views import Link
from observatory.store.queries.asof import AsOf
from observatory.store.queries.entities import names_of
from observatory.store.queries.profiles import BODIES, Profile
from observatory.web import asking
from observatory.web.finding import body_at
from observatory.web.site import site

blueprint = Blueprint("citing", __name__)


@blueprint.get("/clusters/<slug>/cite.<any(txt,bib,ris):form>")
def cite(slug: str, form: str) -> Response:
    """Give the citation; ``lang`` is the language of its words."""
    chosen = asking.as_of()
    reader = asking.reader()
    with site().database.read() as db:
        body = body_at(db, slug, BODIES)
        names = names_of(db, [body.id])
    title = citing.titled(body, names)
    cited = citing.citation(body.slug, title, chosen, reader, site().settings.url)
    found = citing.written(cited, form, reader).encode()
    answer = Response(found, content_type=f"{citing.FORMS[form]}; charset=utf-8")
    if form != "txt":
        name = f"{body.slug}-{chosen.known.isoformat()}.{form}"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def cited_of(found: Profile, here: Reader) -> Citation:
    """Cite a profile as of the days that it was asked for."""
    title = citing.titled(found.body, found.names)
    return citing.citation(found.body.slug, title, found.as_of, here, site().settings.url)


def cited_here(cited: Citation, here: Reader, chosen: AsOf) -> dict[str, Any]:
    """Give what a template shows of a citation: as text, as BibTeX, and the files of each form."""
    past = dict(days(chosen))
    return {
        "cited": cited,
        "citation": citing.marked_up(cited, here),
        "bibtex": citing.bibtex(cited),
        "cite_files": [
            Link(name, root("clusters", cited.slug, f"cite.{form}", lang=here.lang, **past))
            for form, name in citing.NAMES.items()
        ],
    }
