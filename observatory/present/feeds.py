"""Feed entries: written once per change, in three languages, never altered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from feedgenerator import Atom1Feed

from observatory.domain.extract import QUARANTINED
from observatory.domain.vocabulary.events import CHANGE_KINDS
from observatory.domain.weeks import Week
from observatory.present import budgets, dates
from observatory.present.changes import about
from observatory.present.plain import Plain
from observatory.present.reader import Reader
from observatory.present.values import scalar
from observatory.present.week import name, sentences
from observatory.present.words import N_
from observatory.store.queries.changes import ChangeRow
from observatory.store.queries.sources import SourceState
from observatory.store.queries.weeks import Tally

TROUBLED: dict[str, str] = {
    "down": N_("Not readable now: %(names)s."),
    "partly": N_("Readable only in part: %(names)s."),
    "held": N_("Held back as implausible: %(names)s."),
    "broken": N_("Not readable for too long: %(names)s."),
    "quiet": N_("Unusually quiet: %(names)s."),
    "paused": N_("Paused by the operator: %(names)s."),
}
"""What a feed says of sources that do not stand well, by how they stand."""


@dataclass(frozen=True, slots=True)
class FeedFrame:
    """What a feed says of itself. ``authority`` is the ``tag:`` authority minted at set-up."""

    title: str
    subtitle: str
    lang: str
    home: str
    here: str
    authority: str
    key: str
    updated: datetime


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry: texts in the feed's language, and the plain data of the change."""

    id: str
    title: str
    text: str
    url: str
    at: datetime
    data: Plain


def entry_id(authority: str, seq: int) -> str:
    """Give the id of an entry: the same in every language and at every address (RFC 4151)."""
    return f"tag:{authority}:change:{seq}"


def item(row: ChangeRow, data: Plain, reader: Reader, authority: str) -> FeedItem:
    """Write one entry."""
    kind = CHANGE_KINDS[row.kind].label(reader.lang)
    title = " – ".join(part for part in (row.title, kind, about(row.property, reader)) if part)
    return FeedItem(
        entry_id(authority, row.seq), title, _text(row, reader), data["url"], row.at, data
    )


def of_week(
    week: Week,
    tally: Tally,
    read: int,
    followed: int,
    reader: Reader,
    authority: str,
    url: str,
) -> FeedItem:
    """Write the entry of a week that is over: ``read`` of ``followed`` live sources were read."""
    days = dates.span(week.monday, week.sunday, reader.lang)
    return FeedItem(
        f"tag:{authority}:week:{week}",
        f"{name(week, reader)} ({days})",
        sentences(tally, read, followed, reader),
        url,
        datetime.combine(week.later(1).monday, time.min, tzinfo=UTC),
        {
            "kind": "week",
            "publisher": reader.gettext("Morocco Cluster Observatory"),
            "week": str(week),
            "from": week.monday.isoformat(),
            "to": week.sunday.isoformat(),
            "changes": tally.news,
            "retrospective": tally.retrospective,
            "sources_read": read,
            "sources_followed": followed,
        },
    )


def atom(frame: FeedFrame, items: Sequence[FeedItem]) -> str:
    """Write an Atom feed (RFC 4287)."""
    feed = Atom1Feed(
        title=frame.title,
        link=frame.home,
        description=frame.subtitle,
        subtitle=frame.subtitle,
        language=frame.lang,
        feed_url=frame.here,
        feed_guid=f"tag:{frame.authority}:{frame.key}",
        author_name=frame.title,
    )
    for one in items:
        feed.add_item(
            title=one.title, link=one.url, description=one.text, unique_id=one.id,
            pubdate=one.at, updateddate=one.at, author_name=one.data["publisher"],
            categories=(one.data["kind"],),
        )  # fmt: skip
    if not items:
        feed.latest_post_date = lambda: frame.updated
    return str(feed.writeString("utf-8"))


def json_feed(frame: FeedFrame, items: Sequence[FeedItem], sources: Plain) -> Plain:
    """Write a JSON Feed 1.1; each item has the plain data of its change."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": frame.title,
        "description": frame.subtitle,
        "home_page_url": frame.home,
        "feed_url": frame.here,
        "language": frame.lang,
        "_observatory": sources,
        "items": [
            {
                "id": one.id,
                "url": one.url,
                "title": one.title,
                "content_text": one.text,
                "date_published": one.at.isoformat(),
                "authors": [{"name": one.data["publisher"]}],
                "tags": [one.data["kind"]],
                "_observatory": one.data,
            }
            for one in items
        ],
    }


def looked(states: Sequence[SourceState], now: datetime) -> Plain:
    """Say when each source was last looked at with success, and which could not be read.

    With what is used of the budgets: of failed looks by those, of silence by the quiet ones. What
    is paused is left alone, so it is named apart, with why.
    """
    live = [state for state in states if state.live]
    stands = {state.name: budgets.plain(state, now) for state in live}
    return {
        "last_looked": {
            state.name: state.last_good.isoformat() if state.last_good else None for state in live
        },
        "not_readable": [
            {
                "source": state.name,
                "since": state.failing_since.isoformat(),
                "outcome": state.health,
                "reasons": [f"{code}: {said}" for code, said in state.reasons],
                **_chosen(stands[state.name], "state", "failures", "failures_tolerated"),
            }
            for state in live
            if state.failing_since and not state.paused
        ],
        "quiet": [
            {
                "source": state.name,
                "since": stands[state.name]["state_since"],
                **_chosen(stands[state.name], "silent_days", "silent_days_usual"),
            }
            for state in live
            if stands[state.name]["state"] == "quiet"
        ],
        "paused": [
            {
                "source": state.name,
                "since": stands[state.name]["paused_since"],
                "why": state.why,
            }
            for state in live
            if state.paused
        ],
    }


def _chosen(data: Plain, *names: str) -> Plain:
    return {name: data[name] for name in names}


def subtitle(states: Sequence[SourceState], reader: Reader, now: datetime) -> str:
    """Write the same as a sentence for people."""
    live = [state for state in states if state.live]
    looks = [state.last_good for state in live if state.last_good]
    parts = [reader.gettext("No live source has been looked at with success yet.")]
    if looks:
        day = dates.day(max(looks), reader.lang)
        parts = [reader.gettext("Sources last looked at with success: %(day)s.", day=day)]
    stands = [(_worth_telling(state, now), state) for state in live]
    for how, sentence in TROUBLED.items():
        concerned = [state for found, state in stands if found == how]
        names = [budgets.paused(s, reader) if s.paused else s.title for s in concerned]
        if names:
            parts.append(reader.gettext(sentence, names="; ".join(names)))
    return " ".join(parts)


def _worth_telling(state: SourceState, now: datetime) -> str:
    """Give the key in ``TROUBLED`` of how a source stands; empty if it stands well."""
    found = state.standing(now).state
    if found in TROUBLED:
        return found
    if state.failing_since is None:
        return ""
    return "held" if state.health == QUARANTINED else "partly" if state.partly else "down"


def _text(row: ChangeRow, reader: Reader) -> str:
    given = [value for value in (row.before, row.after) if value is not None]
    values = [scalar(row.property, value, reader, row.unit or "") for value in given]
    parts = [" → ".join(values)] if values else []
    if row.not_before and row.not_after:
        first, last = (dates.moment(at, reader.lang) for at in (row.not_before, row.not_after))
        parts.append(
            reader.gettext(
                "Between the look of %(first)s and the look of %(last)s.", first=first, last=last
            )
        )
    elif row.not_after:
        day = dates.moment(row.not_after, reader.lang)
        parts.append(reader.gettext("First seen on %(day)s.", day=day))
    if row.why:
        parts.append(reader.gettext("Why: %(reason)s.", reason=row.why.rstrip(".")))
    parts.append(reader.gettext("Source: %(publisher)s.", publisher=row.publisher))
    return " ".join(parts)
