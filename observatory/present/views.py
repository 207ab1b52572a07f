"""View models: plain values that a template shows without knowing where they came from.

Texts are ready to show in the page's language; names and quotations carry their own language.
Days are periods with their precision. Addresses (``href``) are built, except ``url``, which a
source gave and a template shows only if it is http(s).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from observatory.domain.periods import Period


@dataclass(frozen=True, slots=True)
class SourceTag:
    """Who says it and when it speaks for. ``kind`` is a key of ``words.PUBLISHERS``.

    ``kept``: the page itself is kept here (``snapshot_sha``); otherwise it is cited only.
    ``carried_by`` names who repeats ``publisher``'s words, if another did. ``worked_out`` names the
    parts of its dates that were worked out (vocabulary ``inferred``).
    """

    publisher: str
    kind: str
    stated: Period | None = None
    published: Period | None = None
    url: str = ""
    kept: bool = False
    snapshot_sha: str = ""
    title: str = ""
    lang: str = ""
    locator: str = ""
    carried_by: str = ""
    worked_out: tuple[str, ...] = ()

    @property
    def when(self) -> Period | None:
        """The day a tag shows: what the source speaks for, else when it was published."""
        return self.stated or self.published


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One value of one property, as shown first, with the other values said.

    ``text`` is formatted (``lang`` if it is a name or a text as printed, else empty); ``raw`` is
    the original text where it says more than ``text``. ``unknown`` is a key of ``words.UNKNOWNS``
    or empty. ``inferred`` names the parts worked out and not printed (vocabulary ``inferred``);
    ``computed_reason`` is a sentence. ``others`` are values of other sources; with ``conflict``
    they disagree. ``voices`` counts the independent sources that say it; ``note`` is the
    reviewer's remark, in English.
    """

    property: str
    label: str
    text: str = ""
    lang: str = ""
    href: str = ""
    url: str = ""
    raw: str = ""
    raw_lang: str = ""
    inferred: tuple[str, ...] = ()
    computed_reason: str = ""
    tag: SourceTag | None = None
    first_seen: date | None = None
    last_checked: date | None = None
    others: tuple[ShownValue, ...] = ()
    conflict: bool = False
    statement_id: int = 0
    statement_href: str = ""
    unknown: str = ""
    old: bool = False
    voices: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class LabelView:
    """The state of one label on one day. ``state`` is a key of the vocabulary ``label_state``."""

    state: str
    scheme: str = ""
    since: Period | None = None
    until: Period | None = None
    computed: bool = False
    reason: str = ""
    conflict: str = ""
    years_of_support: float | None = None
    tag: SourceTag | None = None


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """Something on a date. ``mark`` is a label state (a star) or empty (a tick)."""

    on: Period
    text: str
    mark: str = ""
    tag: SourceTag | None = None


@dataclass(frozen=True, slots=True)
class TimelineTerm:
    """A span of the line, drawn by its ``state``; ``computed``: no source states its end."""

    start: Period
    end: Period
    state: str
    text: str = ""
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events and terms of one subject, and the day from which one looks."""

    title: str
    today: date
    events: tuple[TimelineEvent, ...] = ()
    terms: tuple[TimelineTerm, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One numbered change. ``before`` and ``after`` are formatted, None where there is none.

    ``kind`` is a key of the vocabulary ``change_kind``; the change happened between the look
    ``not_before`` that did not have it and the look ``not_after`` that did.
    """

    seq: int
    at: datetime
    kind: str
    entity: str
    entity_href: str
    property: str = ""
    before: str | None = None
    after: str | None = None
    not_before: date | None = None
    not_after: date | None = None
    tag: SourceTag | None = None
    href: str = ""
    entity_lang: str = ""
    corrects: int = 0
    why: str = ""
    corrects_href: str = ""
    retrospective: bool = False
    sha_before: str = ""
    sha_after: str = ""


@dataclass(frozen=True, slots=True)
class SourceTrouble:
    """A source that could not be read since a day; None if it never could.

    ``partly``: some of its pages could; ``held``: it could, and what it says is held back.
    """

    title: str
    href: str
    since: date | None = None
    lang: str = ""
    partly: bool = False
    held: bool = False


@dataclass(frozen=True, slots=True)
class HealthLine:
    """How the sources stand: how many there are, how many can be read, which are in trouble.

    One that nobody has looked at yet is neither readable nor in trouble.
    """

    sources: int
    readable: int
    href: str
    last_good: datetime | None = None
    troubles: tuple[SourceTrouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An address with its words."""

    text: str
    href: str
    current: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class PastView:
    """The other day from which a page is seen. ``clock`` is ``valid``, ``seen`` or ``known``.

    ``still``: this clock does not alter the page. ``ahead``: the day is yet to come.
    """

    clock: str
    day: date
    back: str
    still: bool = False
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class DayField:
    """A day that one may choose, with what it means; ``latest`` is the last that there is."""

    name: str
    label: str
    meaning: str
    value: str = ""
    latest: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What every page says about itself; ``templates/base.html`` needs one, named ``page``.

    ``path`` and ``query`` are without the language, so that the language switch keeps them.
    ``menu`` names pages that exist (keys of ``words.MENU``), ``footer`` all of them by the parts
    of the site (keys of ``words.PARTS``); ``section`` is the current one. ``days`` set the
    clocks, ``along`` travels with them, and ``kept`` are the days that links and forms carry on;
    ``looking_since`` is our first look. ``downloads`` give the page's data as files; ``image`` is
    the address of its card for those who share it. ``site`` is the public base of all addresses.
    """

    title: str
    path: tuple[str, ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    description: str = ""
    section: str = ""
    menu: tuple[str, ...] = ()
    footer: tuple[tuple[str, tuple[str, ...]], ...] = ()
    data_at: datetime | None = None
    health: HealthLine | None = None
    pasts: tuple[PastView, ...] = ()
    days: tuple[DayField, ...] = ()
    along: tuple[tuple[str, str], ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    looking_since: datetime | None = None
    feed: str = ""
    downloads: tuple[Link, ...] = ()
    image: str = ""
    crumbs: tuple[Link, ...] = ()
    searched: str = ""
    site: str = ""
