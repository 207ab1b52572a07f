"""The series: every figure with what it shows, the table behind each, and both as files."""

from __future__ import annotations

import json

from flask import Response, g, request
from markupsafe import Markup

from observatory.domain.indicators import INDICATORS
from observatory.present.addresses import Query, address
from observatory.present.analysis import rows
from observatory.present.analysis.series import Series
from observatory.present.analysis.tables import table
from observatory.present.analysis.words import finding, sources
from observatory.present.datasets import MEDIA, WRITERS
from observatory.present.figures import drawing
from observatory.present.figures.figure import dated, figure
from observatory.present.reader import Reader
from observatory.present.views import Link, Page
from observatory.web import asking, indicators
from observatory.web.data import written
from observatory.web.pages import blueprint
from observatory.web.pages.frame import downloads, page, reader, render
from observatory.web.site import fresh

FORMS = {"svg": "image/svg+xml", "png": "image/png", "json": "application/json", **MEDIA}
"""Files of a figure; ``json`` is its Vega-Lite specification."""


@page("/analysis")
def analysis() -> Response:
    """Show every figure small, with the sentence that says what it shows."""
    chosen = asking.as_of()
    to = reader(chosen)
    found = indicators.counted(INDICATORS.values(), chosen, whole=True)
    return render(
        "analysis.html",
        Page(
            title=to.gettext("Analysis"),
            section="analysis",
            description=to.gettext("Morocco’s clusters in figures, each with what stands behind."),
            downloads=downloads("indicators.csv", "indicators.jsonl"),
        ),
        as_of=chosen,
        day=chosen.valid,
        figures=[
            (one.indicator.key, one.indicator.label(to.lang), finding(one, to),
             _file(one, "svg", (("bare", "1"),)), sources(one, to))
            for one in found
        ],
    )  # fmt: skip


@page("/analysis/<name>", alone=False)
def series(name: str) -> Response:
    """Show one figure large, and the table in which every number leads to what it counts."""
    chosen = asking.as_of()
    to = reader(chosen)
    (found,) = indicators.counted([indicators.indicator(name)], chosen, whole=True)
    title, said = found.indicator.label(to.lang), finding(found, to)
    spec = figure(found, to, fresh().last_run_at, bare=True)
    return render(
        "analysis_series.html",
        Page(
            title=title,
            section="analysis",
            description=said,
            crumbs=(Link(to.gettext("Analysis"), to.link("analysis")),),
            downloads=tuple(Link(f"{name}.{form}", _file(found, form)) for form in FORMS),
        ),
        as_of=chosen,
        series=found,
        finding=said,
        foot=(sources(found, to), dated(found, to, fresh().last_run_at)),
        meaning=found.indicator.means(to.lang),
        drawing=Markup(drawing.svg(spec, title, said)),
        table=table(found, to),
        others=[
            Link(one.label(to.lang), to.link("analysis", one.key), current=one.key == name)
            for one in INDICATORS.values()
        ],
    )


@blueprint.get("/analysis/<name>.<any(svg,png,csv,jsonl,json):form>")
def series_file(name: str, form: str) -> Response:
    """Give a figure as a picture or as its specification, or the rows that it draws."""
    to = asking.reader()
    bare = asking.chosen("bare", ("0", "1")) == "1"
    wanted = [indicators.indicator(name)]
    (found,) = indicators.counted(wanted, asking.as_of(), whole=form not in WRITERS)
    if form in WRITERS:
        return written(name, form, rows.INDICATORS, rows.rows(found))
    return Response(_picture(found, form, to, bare=bare), mimetype=FORMS[form])


def _picture(found: Series, form: str, to: Reader, *, bare: bool) -> str | bytes:
    spec = figure(found, to, fresh().last_run_at, bare=bare)
    match form:
        case "json":
            return json.dumps(spec, ensure_ascii=False, indent=1)
        case "png":
            return drawing.png(spec)
    return drawing.svg(spec, found.indicator.label(to.lang), finding(found, to))


def _file(found: Series, form: str, more: Query = ()) -> str:
    """Give the address of a file of a series, for the days and years of the present page."""
    query = [(key, value) for key, value in request.args.items() if key not in ("lang", "bare")]
    lang = () if form in WRITERS else (("lang", g.lang),)
    return address("analysis", f"{found.indicator.key}.{form}", query=[*query, *lang, *more])
