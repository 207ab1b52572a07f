"""What other sites may embed of a body: its label as a badge, a card for who shares it."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from observatory.present import badges, sharing
from observatory.present.figures.drawing import picture
from observatory.present.profiles import ProfileView
from observatory.present.profiles import profile as view
from observatory.present.reader import Reader
from observatory.store.queries import profiles
from observatory.store.queries.asof import AsOf
from observatory.web import asking
from observatory.web.finding import profile_at
from observatory.web.site import site

blueprint = Blueprint("embeds", __name__)


@blueprint.get("/badge/<slug>.<any(svg,json):form>")
def badge(slug: str, form: str) -> Response:
    """Give the state of a label as a badge, with the day on which it was known."""
    found, chosen, reader = _found(slug)
    made = badges.badge(found, chosen, reader)
    base = site().settings.url
    if form == "json":
        return jsonify(badges.plain(made, found, chosen, reader, base))
    href = base + reader.link("clusters", found.slug)
    drawn = site().environments[reader.lang].get_template("badge.svg").render(b=made, href=href)
    return Response(drawn, mimetype="image/svg+xml")


@blueprint.get("/card/<slug>.png")
def card(slug: str) -> Response:
    """Give the picture that is shown where a profile is shared (1200 × 630)."""
    found, chosen, reader = _found(slug)
    made = sharing.card(found, chosen, reader, site().settings.url)
    drawn = site().environments[reader.lang].get_template("card.svg").render(c=made)
    return Response(picture(drawn), mimetype="image/png")


@blueprint.after_request
def _open(answer: Response) -> Response:
    """Let pages of any origin show it; every answer is validated by its ETag."""
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _found(slug: str) -> tuple[ProfileView, AsOf, Reader]:
    reader, found = asking.reader(), profile_at(slug, profiles.BODIES)
    return view(found, reader), found.as_of, reader
