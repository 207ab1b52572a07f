"""The figure of each series: which form it takes, and its words in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from observatory.domain.indicators import NOT_STATED, Row
from observatory.domain.periods import Period
from observatory.domain.vocabulary.bodies import MARK
from observatory.present import dates
from observatory.present.analysis.series import Series
from observatory.present.analysis.tables import ordered, state_order
from observatory.present.analysis.words import finding, key_name, sources
from observatory.present.figures.bars import Bar, Panel, bars, beside
from observatory.present.figures.dots import Dot, Plot, plots
from observatory.present.figures.ground import Sheet, Spec
from observatory.present.figures.years import Strip, columns, strips
from observatory.present.reader import Reader
from observatory.present.words import N_, UNKNOWNS

MARKS = {"marked": "known", "not_marked": "quiet", NOT_STATED: "unknown"}
"""How the bars of each mark are painted."""
SIGNS = {">": "> ", "<": "< ", "~": "~ "}
"""What qualifies a number, short enough for a dot."""


def figure(
    found: Series,
    reader: Reader,
    data_at: datetime | None,
    *,
    bare: bool = False,
) -> Spec:
    """Give the specification of a series, ``bare`` without what a page says around it."""
    sheet = Sheet(
        reader.lang,
        found.indicator.label(reader.lang) if not bare else "",
        finding(found, reader) if not bare else "",
        (sources(found, reader), dated(found, reader, data_at)) if not bare else (),
    )
    match found.indicator.key:
        case "label-states":
            return _states(found, sheet, reader)
        case "creations":
            known = {row.keys[0]: row.value for row in found.rows if row.keys[0] != NOT_STATED}
            unknown = sum(row.value for row in found.rows if row.keys[0] == NOT_STATED)
            return columns(sheet, known, unknown, reader.gettext(UNKNOWNS[NOT_STATED]))
        case "levers":
            return _levers(found, sheet, reader)
        case "members":
            return _members(found, sheet, reader)
    return bars(sheet, [_bar(found, row, reader) for row in ordered(found)])


def dated(found: Series, reader: Reader, data_at: datetime | None) -> str:
    """Say who made a figure, for which day, and of when its data is."""
    day = dates.day(found.asked.day, reader.lang)
    if data_at is None:
        return reader.gettext(N_("Morocco Cluster Observatory, %(day)s."), day=day)
    read = dates.day(data_at, reader.lang)
    return reader.gettext(
        N_("Morocco Cluster Observatory, %(day)s; data of %(read)s."), day=day, read=read
    )


def _bar(found: Series, row: Row, reader: Reader) -> Bar:
    name = key_name(found.axes[0], row.keys[0], found, reader)
    return Bar(name, row.value, dates.number(row.value, reader.lang), row.keys[0] == NOT_STATED)


def _states(found: Series, sheet: Sheet, reader: Reader) -> Spec:
    years = sorted({row.keys[0] for row in found.rows})
    return strips(
        sheet,
        [
            Strip(
                key,
                key_name(found.axes[1], key, found, reader),
                {row.keys[0]: row.value for row in found.rows if row.keys[1] == key},
            )
            for key in state_order({row.keys[1] for row in found.rows})
        ],
        years,
    )


def _levers(found: Series, sheet: Sheet, reader: Reader) -> Spec:
    levers = list(dict.fromkeys(row.keys[0] for row in found.rows))
    numbers = {row.keys: row.value for row in found.rows}
    present = [mark for mark in (*MARK, NOT_STATED) if any(mark in row.keys for row in found.rows)]
    panels = [
        Panel(
            key_name(found.axes[1], mark, found, reader),
            tuple(numbers.get((lever, mark), 0) for lever in levers),
            MARKS[mark],
        )
        for mark in present
    ]
    names = [key_name(found.axes[0], lever, found, reader) for lever in levers]
    return beside(sheet, names, panels)


def _members(found: Series, sheet: Sheet, reader: Reader) -> Spec:
    dated = [row for row in found.rows if row.keys[2] != NOT_STATED]
    kinds = dict.fromkeys(row.keys[:2] for row in dated)
    names = found.axes[0], found.axes[1]
    return plots(
        sheet,
        [
            Plot(
                key_name(names[0], cluster, found, reader),
                key_name(names[1], counts, found, reader),
                _dots([row for row in dated if row.keys[:2] == (cluster, counts)]),
            )
            for cluster, counts in kinds
        ],
    )


def _dots(rows: Sequence[Row]) -> tuple[Dot, ...]:
    """Put each number in the middle of the time it speaks for; the same number of one day once."""
    found = {(_middle(Period.parse(row.keys[2])), row.value, row.qualifier): row for row in rows}
    return tuple(
        Dot(on, number, f"{SIGNS.get(qualifier, '')}{number:g}") for on, number, qualifier in found
    )


def _middle(when: Period) -> date:
    return when.lo + timedelta(days=(when.hi - when.lo).days // 2)
