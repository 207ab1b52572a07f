"""How clusters are counted: by key, by year, by lever; and stated numbers as they are stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from observatory.domain.creation import NOT_CREATED, not_created
from observatory.domain.indicators.subjects import Answer, Subject

NOT_STATED = "not_stated"
"""The key of who is not known under a heading."""
FIRST = 2011
"""The year of the first call for clusters: labels begin here."""


@dataclass(frozen=True, slots=True)
class Row:
    """One number: its key on every axis, and the clusters, statements and events behind it.

    ``events`` are ids of the events of the label ledger on which states rest.
    """

    keys: tuple[str, ...]
    value: float
    clusters: tuple[str, ...]
    statements: tuple[int, ...] = ()
    events: tuple[int, ...] = ()
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: the day from which one looks, first and last year, a second heading."""

    day: date
    first: int | None = None
    last: int | None = None
    by: str = ""

    def has(self, year: int) -> bool:
        """Say whether a year is within the years asked for."""
        return (self.first or 0) <= year <= (self.last or self.day.year)


@dataclass(frozen=True, slots=True)
class _Found:
    """One cluster under one set of keys."""

    keys: tuple[str, ...]
    subject: Subject
    statements: tuple[int, ...] = ()
    events: tuple[int, ...] = ()


def under(subjects: Iterable[Subject], asked: Asked, *headings: str) -> list[Row]:
    """Count clusters by the keys of one or more headings; each stands under every key it has."""
    found = []
    for subject in subjects:
        ways = [_Found((), subject)]
        for heading in headings:
            ways = [_also(way, answer) for way in ways for answer in answers(subject, heading)]
        found += ways
    return _counted(found, asked)


def marks(subjects: Sequence[Subject], asked: Asked, headings: Sequence[str]) -> list[Row]:
    """Count clusters by the mark that each of several headings (the levers) has."""
    found = [
        _also(_Found((heading,), subject), answer)
        for heading in headings
        for subject in subjects
        for answer in answers(subject, f"lever_{heading}")
    ]
    return _counted(found, asked)


def states(subjects: Sequence[Subject], asked: Asked) -> list[Row]:
    """Count clusters by the state of their label at the end of each year, the last on the day.

    Every state that occurs in some year has a row in each: there, no cluster is a true zero.
    """
    found = []
    years = [year for year in range(FIRST, asked.day.year + 1) if asked.has(year)]
    for year in years:
        end = min(date(year, 12, 31), asked.day)
        for subject in subjects:
            label = subject.label_on(end)
            unborn = not_created(label.state, subject.created, end)
            key = NOT_CREATED if unborn else label.state
            events = tuple(id for event in label.basis for id in event.sources)
            statements = subject.created_by if key == NOT_CREATED else ()
            found.append(_Found((str(year), key), subject, statements, events))
    rows = _counted(found, asked)
    have = {row.keys for row in rows}
    occur = dict.fromkeys(row.keys[1:] for row in rows)
    return rows + [
        Row((str(year), *rest), 0, ())
        for year in years
        for rest in occur
        if (str(year), *rest) not in have
    ]


def creations(subjects: Sequence[Subject], asked: Asked) -> list[Row]:
    """Count clusters by the year of their stated creation; a year without one has no row."""
    found = []
    for subject in subjects:
        if not subject.created:
            found.append(_Found((NOT_STATED,), subject))
        elif asked.has(subject.created[0].lo.year):
            year = str(subject.created[0].lo.year)
            found.append(_Found((year,), subject, subject.created_by))
    return sorted(_counted(found, asked), key=lambda row: row.keys)


def members(subjects: Sequence[Subject], asked: Asked) -> list[Row]:
    """Give every stated number of members as a row of its own: nothing is summed, nothing drawn on.

    A number whose time nobody says stands under ``not_stated``.
    """
    out = []
    for subject in subjects:
        for point in subject.members:
            if point.on and (point.on.lo > asked.day or not asked.has(point.on.hi.year)):
                continue
            when = str(point.on) if point.on else NOT_STATED
            row = Row(
                (subject.slug, point.property, when), point.number, (subject.slug,),
                point.statements, (), point.qualifier,
            )  # fmt: skip
            out += [
                replace(row, keys=(*row.keys, *(way.key for way in ways)))
                for ways in _ways(subject, asked)
            ]
    return out


def answers(subject: Subject, heading: str) -> tuple[Answer, ...]:
    """Give the answers of a cluster under a heading; none is one answer: not stated."""
    return subject.answers.get(heading) or (Answer(NOT_STATED),)


def span(rows: Iterable[Row], axis: int = 0) -> tuple[int, int] | None:
    """Give the first and last year of rows that stand under years, or None."""
    years = [int(row.keys[axis][:4]) for row in rows if row.keys[axis][:4].isdigit()]
    return (min(years), max(years)) if years else None


def _ways(subject: Subject, asked: Asked) -> Iterator[tuple[Answer, ...]]:
    """Give the answers under the second heading, one at a time; an empty one if none is asked."""
    if not asked.by:
        yield ()
        return
    for answer in answers(subject, asked.by):
        yield (answer,)


def _also(found: _Found, answer: Answer) -> _Found:
    return replace(
        found,
        keys=(*found.keys, answer.key),
        statements=(*found.statements, *answer.statements),
    )


def _counted(found: Iterable[_Found], asked: Asked) -> list[Row]:
    """Gather clusters under their keys (with the second heading's), in order of appearance."""
    rows: dict[tuple[str, ...], list[_Found]] = {}
    for one in found:
        for ways in _ways(one.subject, asked):
            way = one
            for answer in ways:
                way = _also(way, answer)
            rows.setdefault(way.keys, []).append(way)
    return [
        Row(
            keys,
            len(mine),
            tuple(one.subject.slug for one in mine),
            tuple(dict.fromkeys(id for one in mine for id in one.statements)),
            tuple(dict.fromkeys(id for one in mine for id in one.events)),
        )
        for keys, mine in rows.items()
    ]
