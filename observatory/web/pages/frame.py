"""What every page has around its content: menu, date of the data, health of the sources, bands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from flask import Response, g, request

from observatory.present import clocks
from observatory.present.addresses import Link, address
from observatory.present.reader import Reader
from observatory.present.views import Link as LinkView
from observatory.present.views import Page
from observatory.store.queries.asof import AsOf
from observatory.web import asking
from observatory.web.pages import PREFIX, SITEMAP, blueprint
from observatory.web.site import fresh, site

MENU = ("clusters", "map", "labelling", "calls", "changes", "analysis", "data", "sources")
PARTS = (
    ("bodies", ("clusters", "map", "find", "partnerships")),
    ("labels", ("labelling", "calls", "programmes", "policy")),
    ("time", ("changes", "week", "analysis", "compare", "figures")),
    ("field", ("ecosystems", "context", "glossary", "library")),
    ("observatory", ("sources", "data", "method", "about", "bot", "accessibility")),
)
"""The parts of the site (keys of ``words.PARTS``), each with its pages, for the footer."""
FOOTER = tuple(name for _, names in PARTS for name in names)
"""Every page that exists, by the first part of its address."""

View = TypeVar("View", bound=Callable[..., Response])


def page(path: str, *, alone: bool = True) -> Callable[[View], View]:
    """Register a view under every language; one that stands alone goes into the sitemap."""

    def register(view: View) -> View:
        blueprint.get(PREFIX + path)(view)
        if alone:
            SITEMAP.append(tuple(part for part in path.split("/") if part))
        return view

    return register


def render(
    template: str,
    about: Page,
    *,
    as_of: AsOf | None = None,
    still: tuple[str, ...] = (),
    **context: Any,
) -> Response:
    """Render a page of the present request.

    With ``as_of`` it is a page about things: it lets one choose another day, says on top when it
    shows one, and its links keep it. ``still`` names the clocks that do not alter it.
    """
    query = tuple((key, value) for key, value in request.args.items(multi=True) if value)
    path = tuple(part for part in request.path.split("/") if part)[1:]
    here = reader(as_of)
    framed = replace(
        about,
        path=path,
        query=query,
        site=site().settings.url,
        menu=MENU,
        footer=PARTS,
        data_at=fresh().last_run_at,
        looking_since=fresh().first_run_at,
    )
    if as_of:
        framed = replace(
            framed,
            pasts=clocks.bands(as_of, still, path, g.lang, query),
            days=clocks.fields(as_of, here),
            along=clocks.others(query),
            kept=clocks.days(as_of),
        )
    found = site().environments[g.lang].get_template(template)
    return Response(found.render(page=framed, link=here.link, **context), mimetype="text/html")


def downloads(*files: str) -> tuple[LinkView, ...]:
    """Give the links to files of ``/data`` that hold what the present page shows."""
    asked = asking.asked() - {"page", "sort"}
    query = [(key, value) for key, value in request.args.items() if key in asked]
    return tuple(LinkView(file, address("data", file, query=query)) for file in files)


def reader(as_of: AsOf | None = None) -> Reader:
    """Give the reader of the present request; with ``as_of``, addresses keep the chosen past."""
    made: Link = site().environments[g.lang].globals["link"]  # type: ignore[assignment]
    past = dict(clocks.days(as_of)) if as_of else {}
    if not past:
        return Reader(g.lang, made)
    return Reader(g.lang, lambda *parts, **query: made(*parts, **{**query, **past, **query}))
