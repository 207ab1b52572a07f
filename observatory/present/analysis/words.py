"""Series in words: the names of keys, what a series shows in a sentence, and who says it."""

from __future__ import annotations

from collections import Counter

from observatory.domain.creation import number_later
from observatory.domain.indicators import NOT_CREATED, NOT_STATED, Row
from observatory.domain.indicators.series import Axis
from observatory.domain.periods import Period
from observatory.domain.values import Value
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present import dates
from observatory.present.analysis.series import Series, publishers
from observatory.present.reader import Reader
from observatory.present.values import number
from observatory.present.words import N_, STATES, UNKNOWNS

CREATED_LATER = N_("Not yet created")
NAMED = 4
"""Publishers that a source line names; the others are counted."""


def key_name(axis: Axis, key: str, found: Series, reader: Reader) -> str:
    """Give the words of a key on an axis."""
    if key == NOT_STATED:
        return reader.gettext(UNKNOWNS[NOT_STATED])
    if key == NOT_CREATED:
        return reader.gettext(CREATED_LATER)
    match axis.key:
        case "year":
            return key
        case "time":
            return dates.period(Period.parse(key), reader.lang)
        case "cluster":
            return next((s.name for s in found.record.subjects if s.slug == key), key)
        case "property":
            return PROPERTIES[key].label(reader.lang)
    if axis.vocabulary == "label_state" and key in STATES:
        return reader.gettext(STATES[key])
    return reader.term(axis.vocabulary, key)


def value(row: Row, reader: Reader) -> str:
    """Write a number with what qualifies it."""
    return number(Value(str(row.value), "", row.value, row.qualifier, ""), reader)


def unit(found: Series, reader: Reader) -> str:
    """Name what the numbers count."""
    return reader.gettext(N_("Members") if found.indicator.unit == "members" else N_("Clusters"))


def finding(found: Series, reader: Reader) -> str:
    """Say in a sentence what a series shows, computed from its rows."""
    if not found.rows:
        return reader.gettext(N_("No source has stated anything yet."))
    match found.indicator.key:
        case "label-states":
            return f"{_labels(found, reader)} {_year_ends(found, reader)}"
        case "creations":
            return _creations(found, reader)
        case "levers":
            said = _levers(found, reader)
        case "members":
            said = _members(found, reader)
        case _:
            said = _most(found, reader)
    return _and_later(said, found, reader)


def sources(found: Series, reader: Reader) -> str:
    """Name who says what stands behind a series, those who say most of it first."""
    names = [name for name, _ in publishers(found)]
    if not names:
        return reader.gettext(N_("No source stands behind this."))
    named = reader.joined(names[:NAMED])
    if len(names) <= NAMED:
        return reader.gettext(N_("Sources: %(names)s."), names=named)
    more = len(names) - NAMED
    return reader.ngettext(
        "Sources: %(names)s and %(count)s other.",
        "Sources: %(names)s and %(count)s others.",
        more,
        names=named,
    )


def _labels(found: Series, reader: Reader) -> str:
    labelled = {row.keys[0]: row.value for row in found.rows if row.keys[1] == "labelled"}
    last = max(row.keys[0] for row in found.rows)
    most = max(labelled.values(), default=0)
    if not most:
        return reader.gettext(N_("No cluster holds a running label in these years."))
    last_day = found.asked.day if int(last) == found.asked.day.year else None
    when = dates.day(last_day, reader.lang) if last_day else last
    return reader.gettext(
        N_("Labelled on %(day)s: %(now)s of %(all)s clusters. "
           "Most in one year: %(most)s (%(years)s)."),
        day=when, now=int(labelled.get(last, 0)), all=found.total, most=int(most),
        years=reader.joined([year for year, count in labelled.items() if count == most]),
    )  # fmt: skip


def _year_ends(found: Series, reader: Reader) -> str:
    """Say for which day of its year a column stands; the last may be cut short."""
    day = found.asked.day
    if (day.month, day.day) == (12, 31) or str(day.year) not in {row.keys[0] for row in found.rows}:
        return reader.gettext(N_("Each column is the state on 31 December of its year."))
    return reader.gettext(
        N_("Each column is the state on 31 December of its year, the last one on %(day)s."),
        day=dates.day(day, reader.lang),
    )


def _creations(found: Series, reader: Reader) -> str:
    years = {row.keys[0]: int(row.value) for row in found.rows if row.keys[0] != NOT_STATED}
    if not years:
        return reader.gettext(N_("No creation is stated in these years."))
    most = max(years.values())
    said = reader.gettext(
        N_("Creation stated for %(known)s of %(all)s clusters. "
           "Most in one year: %(most)s (%(years)s)."),
        known=sum(years.values()), all=found.total, most=most,
        years=reader.joined([year for year, count in years.items() if count == most]),
    )  # fmt: skip
    return _and_unknown(said, found, reader)


def _most(found: Series, reader: Reader) -> str:
    known = [row for row in found.rows if row.keys[0] != NOT_STATED]
    if not known:
        return _and_unknown("", found, reader)
    most = int(max(row.value for row in known))
    first = [row for row in known if row.value == most]
    if len(first) == 1 or (len(first) == 2 and len(known) > 2):
        names = [key_name(found.axes[0], row.keys[0], found, reader) for row in first]
        said = reader.gettext(
            N_("Most often: %(names)s, %(most)s of %(all)s clusters."),
            names=" / ".join(names), most=most, all=found.total,
        )  # fmt: skip
    else:
        said = reader.gettext(
            N_("Spread over %(kinds)s different ones, with at most %(most)s "
               "of %(all)s clusters each."),
            kinds=len(known), most=most, all=found.total,
        )  # fmt: skip
    return _and_unknown(said, found, reader)


def _levers(found: Series, reader: Reader) -> str:
    marked = sorted(
        (row for row in found.rows if row.keys[1] == "marked"), key=lambda row: -row.value
    )
    if not marked:
        return reader.gettext(N_("No lever is marked for any cluster."))
    least = marked[-1]
    return reader.gettext(
        N_("Marked most: %(first)s (%(most)s of %(all)s clusters); least: %(last)s (%(least)s)."),
        first=" / ".join(_lever(found, r, reader) for r in marked if r.value == marked[0].value),
        most=int(marked[0].value), all=found.total,
        last=" / ".join(_lever(found, r, reader) for r in marked if r.value == least.value),
        least=int(least.value),
    )  # fmt: skip


def _lever(found: Series, row: Row, reader: Reader) -> str:
    return key_name(found.axes[0], row.keys[0], found, reader)


def _members(found: Series, reader: Reader) -> str:
    dated = Counter(row.keys[0] for row in found.rows if row.keys[2] != NOT_STATED)
    undated = sum(row.keys[2] == NOT_STATED for row in found.rows)
    return reader.gettext(
        N_("Numbers stated for %(some)s of %(all)s clusters; for %(several)s of them "
           "more than once. Undated numbers: %(undated)s."),
        some=len({row.keys[0] for row in found.rows}), all=found.total,
        several=sum(count > 1 for count in dated.values()), undated=undated,
    )  # fmt: skip


def _and_unknown(said: str, found: Series, reader: Reader) -> str:
    unknown = sum(int(row.value) for row in found.rows if row.keys[0] == NOT_STATED)
    if not unknown:
        return said
    more = reader.gettext(N_("No source says for: %(unknown)s."), unknown=unknown)
    return f"{said} {more}".strip()


def _and_later(said: str, found: Series, reader: Reader) -> str:
    """Say how many were created after the day: the directory lists them too."""
    day = found.asked.day
    later = number_later((one.created for one in found.record.subjects), day)
    if not later:
        return said
    more = reader.gettext(N_("Counted here though created later: %(later)s."), later=later)
    return f"{said} {more}"
