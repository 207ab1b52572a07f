"""The ledger of the whole programme: every label event as each source tells it."""

from __future__ import annotations

from collections.abc import Iterable

from observatory.domain.vocabulary.events import SCHEMES
from observatory.present.datasets import Row, Variable
from observatory.present.ledger.listing import Choice, told_in
from observatory.store.queries import entities, events, profiles
from observatory.web import asking
from observatory.web.data import dataset
from observatory.web.site import site

LEDGER = (
    Variable("event", "number of the event, as on the body's page of evidence (e12)", "number"),
    Variable("act", "number of the first event that tells the same act", "number"),
    Variable("cluster", "slug of the body", "key"),
    Variable("name", "name of the body, as shown first"),
    Variable("scheme", "authority whose label or contract it is about", "key", "scheme"),
    Variable("kind", "what happened, or what is said", "key", "event_kind"),
    Variable("on", "when it happened, with its precision; empty: the source does not say", "date"),
    Variable("on_lo", "first day on which it can have happened", "date"),
    Variable("on_hi", "last day on which it can have happened", "date"),
    Variable("term_until", "end of the term that the source states", "date"),
    Variable("call", "slug of the call that it came from", "key"),
    Variable("text", "what the source says, in a few words of ours", "text"),
    Variable("publisher", "who published it"),
    Variable("voice", "whose voice it is, where a publisher carries another's words"),
    Variable("source_kind", "kind of publisher", "key", "source_kind"),
    Variable("title", "title of the publication"),
    Variable("published", "when it was published", "date"),
    Variable("source_url", "address of the publication or page"),
    Variable("kept", "true where the page itself is kept here; false: cited only", "boolean"),
    Variable("inferred", "parts worked out and not printed, joined by |", "key", "inferred"),
    Variable("note", "the reviewer's remark"),
    Variable("first_seen", "day on which it was first read or entered here", "date"),
)  # fmt: skip


def wanted() -> Choice:
    """Give the choice that ``kind``, ``scheme`` and ``year`` make; an unknown value is 400."""
    return Choice(
        asking.chosen("kind", events.LABEL_KINDS),
        asking.chosen("scheme", SCHEMES),
        asking.year_or_undated(),
    )


@dataset(
    "labels_ledger",
    "Every label event since 2011 as each source tells it, one row per event and source.",
    LEDGER,
)
def ledger() -> Iterable[Row]:
    """Give the rows of ``/labelling/ledger``, the earliest first."""
    chosen = asking.as_of()
    choice = wanted()
    with site().database.read() as db:
        bodies = {
            one.id: one for one in entities.bodies_of(db, profiles.BODIES, known=chosen.known)
        }
        told = events.told_of(db, chosen, kinds=events.LABEL_KINDS)
    act = {
        source: min(event.sources)
        for merged in events.ledgers(told).values()
        for event in merged
        for source in event.sources
    }
    rows = told_in(told, bodies, choice, chosen.valid)
    rows.sort(key=lambda one: (one.on is None, str(one.on), one.id))
    for one in rows:
        yield {
            "event": one.id,
            "act": act[one.id],
            "cluster": bodies[one.entity].slug,
            "name": bodies[one.entity].title,
            "scheme": one.payload.get("scheme") or None,
            "kind": one.kind,
            "on": str(one.on) if one.on else None,
            "on_lo": one.on.lo.isoformat() if one.on else None,
            "on_hi": one.on.hi.isoformat() if one.on else None,
            "term_until": one.payload.get("term_until") or None,
            "call": one.payload.get("call") or None,
            "text": one.text or None,
            "publisher": one.by.publisher,
            "voice": one.by.voice or None,
            "source_kind": one.by.kind,
            "title": one.by.title or None,
            "published": one.by.published or None,
            "source_url": one.by.url,
            "kept": one.by.kept,
            "inferred": "|".join(one.by.inferred) or None,
            "note": one.by.note or None,
            "first_seen": one.first_seen.date().isoformat(),
        }
