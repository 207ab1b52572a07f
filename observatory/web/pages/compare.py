"""Two days, two bodies or two regions side by side, with every difference typed and counted."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response

from observatory.domain.comparing import LABEL, OVER_TIME, SIDE_BY_SIDE
from observatory.domain.periods import Period
from observatory.domain.vocabulary.places import REGIONS
from observatory.present import comparing, dates
from observatory.present.clocks import CLOCKS
from observatory.present.lists import Column, Field, Option
from observatory.present.reader import Reader
from observatory.present.views import Link, Page
from observatory.present.words import DIFFERENCES, N_
from observatory.web import asking, comparison
from observatory.web.comparison import Asked, Compared
from observatory.web.pages.frame import downloads, page, reader, render
from observatory.web.site import site

BY = {
    "valid": N_("What was true in the world on each day, as far as it is known today."),
    "seen": N_("What we had read by each day."),
    "known": N_("What this observatory had recorded by each day."),
}
"""What is compared over time, by each clock."""


@page("/compare")
def compare() -> Response:
    """Compare two sides; without arguments, what a year has changed."""
    wanted = comparison.asked()
    here = reader(wanted.chosen)
    with site().database.read() as db:
        both = comparison.compared(db, wanted)
    country = wanted.kind == "days" and not wanted.cluster
    shown = [d for d in both.found.differences if not country or d.aspect.family == LABEL]
    counts = both.found.counts
    names = OVER_TIME if wanted.kind == "days" else SIDE_BY_SIDE
    return render(
        "compare.html",
        Page(
            title=here.gettext("Compare"),
            section="compare",
            description=here.gettext("Two days, two bodies or two regions, side by side."),
            downloads=downloads("compare.csv", "compare.jsonl"),
        ),
        as_of=wanted.chosen,
        still=(wanted.clock,) if asking.argument("to") else (),
        kind="country" if country else wanted.kind,
        forms=_forms(wanted, both, here),
        sides=_titles(wanted, both, here),
        who=_who(both, here),
        clock=here.gettext(BY[wanted.clock]) if wanted.kind == "days" else "",
        tiles=[(key, here.gettext(DIFFERENCES[key]), counts[key]) for key in names if counts[key]],
        differing=len(both.found.differences),
        alike=len(both.found.same),
        lines=comparing.lines(shown, both.left, both.right, here),
        same=() if country else comparing.same(both.found, both.right, here),
        states=comparing.states(both.left, both.right) if country else (),
        tallies=comparing.tallies(both.found, both.right, here, _here(wanted, here))
        if country
        else (),
        tally_columns=_tally_columns(here),
    )


def _titles(wanted: Asked, both: Compared, here: Reader) -> tuple[Link, Link]:
    """Name the two sides: days, bodies or regions."""
    if wanted.kind == "days":
        days = [dates.period(Period.parse(text), here.lang) for text in (wanted.left, wanted.right)]
        return Link(days[0], ""), Link(days[1], "")
    if wanted.kind == "regions":
        one, other = (
            Link(REGIONS[key].label(here.lang), here.link("clusters", region=key))
            for key in (wanted.left, wanted.right)
        )
        return one, other
    one, other = (
        Link(body.title, here.link("clusters", body.slug), lang="und")
        for body in (side.cards[""].body for side in (both.left, both.right))
    )
    return one, other


def _who(both: Compared, here: Reader) -> Link | None:
    """Name the one body that is compared over time."""
    if not both.asked.cluster:
        return None
    (card,) = both.right.cards.values()
    return Link(card.body.title, here.link("clusters", card.body.slug), lang="und")


def _here(wanted: Asked, here: Reader) -> Link:
    """Give the address of a comparison over time, to add a body to."""
    href = here.link("compare", **{"from": wanted.left, "to": wanted.right, "clock": wanted.clock})
    return Link("", href)


def _forms(wanted: Asked, both: Compared, here: Reader) -> list[tuple[str, bool, list[Field]]]:
    """Give the three forms by which one chooses: title, whether it is the present one, fields."""
    is_days = wanted.kind == "days"
    bodies = [(body.slug, body.title) for body in both.bodies]
    regions = [(key, term.label(here.lang)) for key, term in REGIONS.items()]
    clocks = [(key, here.gettext(label)) for key, (label, _) in CLOCKS.items()]

    def pair(names: Iterable[str], kind: str, options: list[tuple[str, str]]) -> list[Field]:
        labels = (here.gettext("The first side"), here.gettext("The second side"))
        chosen = (wanted.left, wanted.right) if wanted.kind == kind else ("", "")
        return [
            _select(name, label, options, one)
            for name, label, one in zip(names, labels, chosen, strict=True)
        ]

    days = [
        Field("from", here.gettext("From"), value=wanted.left if is_days else "", type="date"),
        Field("to", here.gettext("To"), value=wanted.right if is_days else "", type="date"),
        _select("cluster", here.gettext("Of"), bodies, both.asked.cluster),
        _select("clock", here.gettext("By what was"), clocks, wanted.clock),
    ]
    return [
        (here.gettext("Two days"), is_days, days),
        (here.gettext("Two bodies"), wanted.kind == "bodies", pair(("a", "b"), "bodies", bodies)),
        (
            here.gettext("Two regions"),
            wanted.kind == "regions",
            pair(("region_a", "region_b"), "regions", regions),
        ),
    ]


def _select(name: str, label: str, options: list[tuple[str, str]], chosen: str) -> Field:
    return Field(
        name, label, tuple(Option(key, text, key == chosen) for key, text in options), chosen
    )


def _tally_columns(here: Reader) -> tuple[Column, ...]:
    kinds = [name for name in OVER_TIME if name != OVER_TIME.label]
    return (
        Column("who", here.gettext("Cluster"), True),
        *(Column(key, here.gettext(DIFFERENCES[key]), numeric=True) for key in kinds),
    )
