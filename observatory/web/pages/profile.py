"""One body: its profile, its history, its evidence, and what one may take of it elsewhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Response, g, request

from observatory.present import badges, citing, sharing
from observatory.present import changes as changing
from observatory.present.addresses import link_in, root
from observatory.present.citing import Citation
from observatory.present.clocks import days
from observatory.present.evidence import publications
from observatory.present.histories import corrected, spells
from observatory.present.languages import LANGUAGES
from observatory.present.linked import json_ld
from observatory.present.profiles import profile as view
from observatory.present.reader import Reader
from observatory.present.views import Link, Page
from observatory.store.queries import changes, profiles, statements
from observatory.store.queries.asof import AsOf
from observatory.store.queries.changes import Filter
from observatory.store.queries.profiles import Profile
from observatory.web import asking, memento
from observatory.web.finding import body_at
from observatory.web.pages import blueprint
from observatory.web.pages.frame import page, reader, render
from observatory.web.site import site

LATELY = 5
"""Changes that a profile shows."""
RECENT = timedelta(days=365)
"""How far back "lately" reaches on a profile."""
LENGTH = 150
"""Changes on one page of a history."""


@page("/clusters/<slug>", alone=False)
def profile(slug: str) -> Response:
    """Show everything that is known of one body, as of the chosen days."""
    found, here, chosen = _found(slug)
    earlier = memento.negotiated(found.body, g.lang)
    if earlier:
        return earlier
    since = chosen.known - RECENT
    with site().database.read() as db:
        about = Filter(since=since, entities=[found.body.id], known=chosen.known, seen=chosen.seen)
        lately = changes.changes(db, about, LATELY)
    body, cited = view(found, here), _cited(found, here)
    answer = render(
        "profile.html",
        _about(found, here, (), body.sentence),
        as_of=chosen,
        p=body,
        linked=json_ld(body, cited),
        lately=[changing.change(row, here) for row in lately],
        links=_links(found, here),
        **_citing(cited, here, chosen),
    )
    return memento.dated(answer, found.body, chosen)


@blueprint.after_request
def _announce(answer: Response) -> Response:
    """Say on every answer of a profile, kept and 304 too, that it has a past (RFC 7089)."""
    if request.endpoint == "pages.profile" and answer.status_code < 404:
        return memento.announced(answer, (request.view_args or {})["slug"], g.lang)
    return answer


@page("/clusters/<slug>/embed", alone=False)
def embed(slug: str) -> Response:
    """Show what one may take elsewhere: sentences, a citation, the badge, the card."""
    found, here, chosen = _found(slug)
    base, past = site().settings.url, dict(days(chosen))
    shown = view(found, here)
    made = badges.badge(shown, chosen, here)
    live = base + root("badge", f"{found.body.slug}.svg", lang=here.lang)
    home = base + here.link("clusters", found.body.slug)
    readers = [Reader(lang, link_in(lang)) for lang in LANGUAGES]
    return render(
        "embed.html",
        _about(found, here, ("embed",)),
        as_of=chosen,
        name=found.body.title,
        quotes=[
            {"lang": one.lang, "text": sharing.quote(view(found, one), chosen, one, base)}
            for one in readers
        ],
        badge=root("badge", f"{slug}.svg", lang=here.lang, **past),
        badge_data=root("badge", f"{slug}.json", lang=here.lang, **past),
        badge_said=made.said,
        card=_card(found, here, chosen),
        snippet=sharing.html(home, live, made.said),
        markdown=sharing.markdown(home, live, made.said),
        links=_links(found, here),
        **_citing(_cited(found, here), here, chosen),
    )


@page("/clusters/<slug>/history", alone=False)
def history(slug: str) -> Response:
    """Show every spell of every property, and every numbered change, by time."""
    found, here, chosen = _found(slug)
    about = Filter(
        entities=[found.body.id], retrospective=True, known=chosen.known, seen=chosen.seen,
        before=asking.number("before"),
    )  # fmt: skip
    with site().database.read() as db:
        rows = changes.changes(db, about, LENGTH + 1)
        given_up = statements.said_of(db, chosen, [found.body.id], given_up=True)
    shown = rows[:LENGTH]
    return render(
        "history.html",
        _about(found, here, ("history",)),
        as_of=chosen,
        name=found.body.title,
        spells=spells(found.said, here),
        corrected=corrected(given_up, ("clusters", slug), here),
        changes=[changing.change(row, here) for row in shown],
        older=here.link("clusters", slug, "history", before=shown[-1].seq)
        if len(rows) > LENGTH
        else "",
        links=_links(found, here),
    )


@page("/clusters/<slug>/evidence", alone=False)
def evidence(slug: str) -> Response:
    """Show every statement and event, grouped by the publication or page that says it."""
    found, here, chosen = _found(slug)
    return render(
        "evidence.html",
        _about(found, here, ("evidence",)),
        as_of=chosen,
        name=found.body.title,
        publications=publications(found, here),
        links=_links(found, here),
    )


def _found(slug: str) -> tuple[Profile, Reader, AsOf]:
    """Find a body and all about it; an old address answers 301, a retired one 410."""
    chosen = asking.as_of()
    here = reader(chosen)
    with site().database.read() as db:
        body = body_at(db, slug, profiles.BODIES)
        return profiles.profile(db, body, chosen), here, chosen


def _about(found: Profile, here: Reader, below: tuple[str, ...], said: str = "") -> Page:
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
        image=site().absolute(_card(found, here, found.as_of)),
        section="clusters",
        feed=root("clusters", found.body.slug, "changes.atom", lang=here.lang),
        crumbs=tuple(crumbs),
    )


def _card(found: Profile, here: Reader, chosen: AsOf) -> str:
    """Give the address of the picture that is shown where a profile is shared."""
    return root("card", f"{found.body.slug}.png", lang=here.lang, **dict(days(chosen)))


def _cited(found: Profile, here: Reader) -> Citation:
    title = citing.titled(found.body, found.names)
    return citing.citation(found.body.slug, title, found.as_of, here, site().settings.url)


def _citing(cited: Citation, here: Reader, chosen: AsOf) -> dict[str, Any]:
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


def _links(found: Profile, here: Reader) -> list[Link]:
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
