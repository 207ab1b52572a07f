"""One body: its profile, its history, and the evidence for everything that is said of it."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, g, request

from observatory.present import changes as changing
from observatory.present.addresses import root
from observatory.present.clocks import days
from observatory.present.evidence import publications
from observatory.present.holds import holds
from observatory.present.linked import json_ld
from observatory.present.profiles import profile as view
from observatory.present.reader import Reader
from observatory.present.views import Link, Page
from observatory.store.queries import changes, profiles
from observatory.store.queries.asof import AsOf
from observatory.store.queries.changes import Filter
from observatory.store.queries.holds import open_holds
from observatory.store.queries.profiles import Profile
from observatory.web import memento
from observatory.web.citing import cited_here, cited_of
from observatory.web.finding import profile_at
from observatory.web.pages import blueprint
from observatory.web.pages.frame import page, reader, render
from observatory.web.pages.history import history_of
from observatory.web.site import site

LATELY = 5
"""Changes that a profile shows."""
RECENT = timedelta(days=365)
"""How far back "lately" reaches on a profile."""


@page("/clusters/<slug>", alone=False)
def profile(slug: str) -> Response:
    """Show everything that is known of one body, as of the chosen days."""
    found, here, chosen = found_at(slug)
    earlier = memento.negotiated(found.body, g.lang)
    if earlier:
        return earlier
    since = chosen.known - RECENT
    with site().database.read() as db:
        recent = Filter(since=since, entities=[found.body.id], known=chosen.known, seen=chosen.seen)
        lately = changes.changes(db, recent, LATELY)
        held = [h for h in open_holds(db, chosen.looked) if h.concerns([found.body.id])]
    body, cited = view(found, here), cited_of(found, here)
    answer = render(
        "profile.html",
        about(found, here, (), body.sentence),
        as_of=chosen,
        p=body,
        linked=json_ld(body, cited),
        lately=[changing.change(row, here) for row in lately],
        holds=holds(held, here),
        links=links_of(found, here),
        **cited_here(cited, here, chosen),
    )
    return memento.dated(answer, found.body, chosen)


@blueprint.after_request
def _announce(answer: Response) -> Response:
    """Say on every answer of a profile, kept and 304 too, that it has a past (RFC 7089)."""
    if request.endpoint == "pages.profile" and answer.status_code < 404:
        return memento.announced(answer, (request.view_args or {})["slug"], g.lang)
    return answer


@page("/clusters/<slug>/history", alone=False)
def history(slug: str) -> Response:
    """Show every spell of every property, and every numbered change, by time."""
    found, here, _ = found_at(slug)
    return history_of(
        found, about(found, here, ("history",)), ("clusters", slug), links_of(found, here), here
    )


@page("/clusters/<slug>/evidence", alone=False)
def evidence(slug: str) -> Response:
    """Show every statement and event, grouped by the publication or page that says it."""
    found, here, chosen = found_at(slug)
    return render(
        "evidence.html",
        about(found, here, ("evidence",)),
        as_of=chosen,
        name=found.body.title,
        publications=publications(found, here),
        links=links_of(found, here),
    )


def found_at(slug: str) -> tuple[Profile, Reader, AsOf]:
    """Find a body and all about it; an old address answers 301, a retired one 410."""
    found = profile_at(slug, profiles.BODIES)
    return found, reader(found.as_of), found.as_of


def about(found: Profile, here: Reader, below: tuple[str, ...], said: str = "") -> Page:
    """Say what a page about a body is: its title, its picture, its feed, where it stands."""
    title = found.body.title
    crumbs = [Link(here.gettext("Clusters"), here.link("clusters"))]
    if below:
        crumbs.append(Link(title, here.link("clusters", found.body.slug), lang="und"))
        names = {
            "history": here.gettext("History"),
            "evidence": here.gettext("Evidence"),
            "embed": here.gettext("Cite and embed"),
        }
        title = f"{title} · {names[below[0]]}"
    return Page(
        title=title,
        description=said,
        image=site().absolute(card_of(found, here, found.as_of)),
        section="clusters",
        feed=root("clusters", found.body.slug, "changes.atom", lang=here.lang),
        crumbs=tuple(crumbs),
    )


def card_of(found: Profile, here: Reader, chosen: AsOf) -> str:
    """Give the address of the picture that is shown where a profile is shared."""
    return root("card", f"{found.body.slug}.png", lang=here.lang, **dict(days(chosen)))


def links_of(found: Profile, here: Reader) -> list[Link]:
    """Give what belongs to a profile: itself, history, evidence, what to take, data, feed."""
    slug, path = found.body.slug, request.path
    own = [
        Link(here.gettext("Profile"), here.link("clusters", slug)),
        Link(here.gettext("History"), here.link("clusters", slug, "history")),
        Link(here.gettext("Evidence"), here.link("clusters", slug, "evidence")),
        Link(here.gettext("Cite and embed"), here.link("clusters", slug, "embed")),
    ]
    own = [Link(one.text, one.href, one.href.partition("?")[0] == path) for one in own]
    return [
        *own,
        Link("JSON", root("api", "v1", "clusters", slug, **dict(days(found.as_of)))),
        Link("Atom", root("clusters", slug, "changes.atom", lang=here.lang)),
    ]
