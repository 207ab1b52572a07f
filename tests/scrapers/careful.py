"""Where a reader and the careful person who wrote ``NAME.says.json`` differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from observatory.domain.clean import fold as fold_name
from observatory.domain.extract import Extract
from observatory.domain.facts import Event, Fact, Ref
from observatory.domain.identity import Index, Known, mentioned, place
from observatory.engine.installation import read_seed
from observatory.harvest import fold
from tests.scrapers.saved import Saved

TOLD_AS_EVENTS = {"label_stated": "stated_labelled"}
"""What ``says`` calls a value and the vocabulary calls an event."""

_QUOTES = str.maketrans("’‘“”«»", '\'\'""""')


def light(text: str) -> str:
    """Fold case, accents, white space, quotation marks and the last full stop."""
    return fold(text.translate(_QUOTES)).rstrip(" .…")


@cache
def known_bodies() -> Index:
    """Index the reviewed names, as the engine does."""
    return Index.of(
        Known(
            number,
            seed.kind,
            seed.slug,
            {fold_name(row["name"]): row["needs_context"] == "yes" for row in seed.names},
            seed.context,
        )
        for number, seed in enumerate(read_seed().values())
    )


def disagreements(saved: Saved, extract: Extract) -> Iterator[str]:
    """Say each thing that was not read, or read and not said, or never to be said."""
    says = [entry for entry in saved.says["says"] if entry["property"] not in TOLD_AS_EVENTS]
    may_say = saved.says.get("may_say", [])
    stated = [entry for entry in saved.says["says"] if entry["property"] in TOLD_AS_EVENTS]
    happened = [*saved.says["happened"], *map(_as_event, stated)]
    may_happen = [*saved.says.get("may_happen", []), *map(_as_event, may_say)]
    events = [event for event in extract.events if _is_about_somebody(event)]
    for entry in says:
        if not any(_same_fact(entry, fact) for fact in extract.facts):
            yield f"not read: {entry}"
    for fact in extract.facts:
        if not any(_same_fact(entry, fact) for entry in (*says, *may_say)):
            yield f"read, but not said: {fact.property} {fact.raw!r} of {fact.about.names}"
    for entry in happened:
        if not any(_same_event(entry, event) for event in extract.events):
            yield f"not read: {entry}"
    for event in events:
        if not any(_same_event(entry, event) for entry in (*happened, *may_happen)):
            yield f"read, but did not happen: {event.kind} {event.date} {event.raw!r}"
    yield from _forbidden(saved.says["must_not"], [*extract.facts, *events])


def _is_about_somebody(event: Event) -> bool:
    """Say whether the engine would keep it: without a name, its text must mention a body."""
    if event.about.names or event.about.slug:
        return True
    return bool(mentioned(event.about.context, known_bodies()))


def _as_event(entry: dict[str, str]) -> dict[str, str]:
    kind = TOLD_AS_EVENTS.get(entry["property"], entry["property"])
    return {"about": entry["about"], "kind": kind, "date": "", "text": entry["value"]}


def _same_fact(entry: dict[str, str], fact: Fact) -> bool:
    return (
        entry["property"] == fact.property
        and light(entry["value"]) == light(fact.raw)
        and _is_about(entry["about"], fact.about)
    )


def _same_event(entry: dict[str, str], event: Event) -> bool:
    texts = {light(event.raw), light(event.payload.get("title", ""))}
    return (
        entry["kind"] == event.kind
        and light(entry["date"]) == light(event.date)
        and light(entry["text"]) in texts
        and _is_about(entry["about"], event.about)
    )


def _is_about(said: str, about: Ref) -> bool:
    """Compare whom they mean; calls are numbered by the reader, whatever their title."""
    if not said or about.kind == "call" or light(said) in {light(name) for name in about.names}:
        return True
    meant = place(
        Ref("cluster", (said,), context=f"cluster {about.context}"), known_bodies()
    ).entity
    if about.names or about.slug:
        return meant == place(about, known_bodies()).entity
    return meant in mentioned(about.context, known_bodies())


def _forbidden(strings: Iterable[str], said: Iterable[Fact | Event]) -> Iterator[str]:
    texts = [text for one in said for text in (one.raw, one.note, *one.about.names, *_payload(one))]
    for string in strings:
        pattern = re.compile(rf"(?<!\w){re.escape(light(string))}(?!\w)")
        for text in texts:
            if pattern.search(light(text)):
                yield f"{string!r} came out in {text!r}"


def _payload(one: Fact | Event) -> list[str]:
    if isinstance(one, Fact):
        return []
    return [value for key, value in one.payload.items() if key != "url"]
