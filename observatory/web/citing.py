"""A profile's citation as a file: text, BibTeX or RIS, for the state of the chosen days."""

from __future__ import annotations

from flask import Blueprint, Response

from observatory.present import citing
from observatory.present.addresses import link_in
from observatory.present.languages import LANGUAGES
from observatory.present.reader import Reader
from observatory.store.queries.entities import names_of
from observatory.store.queries.profiles import BODIES
from observatory.web import asking
from observatory.web.finding import body_at
from observatory.web.site import site

blueprint = Blueprint("citing", __name__)


@blueprint.get("/clusters/<slug>/cite.<any(txt,bib,ris):form>")
def cite(slug: str, form: str) -> Response:
    """Give the citation; ``lang`` is the language of its words."""
    chosen = asking.as_of()
    lang = asking.chosen("lang", LANGUAGES) or "fr"
    reader = Reader(lang, link_in(lang))
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
