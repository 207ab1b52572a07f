"""The dated source tag of a statement or an event, from its provenance."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from observatory.domain.periods import Period
from observatory.present.views import SourceTag
from observatory.store.queries.citations import Publication
from observatory.store.queries.events import Told
from observatory.store.queries.statements import Provenance, Said

OF_DATES = ("published", "as_of", "day", "year")
"""Parts of ``inferred`` that concern when it speaks for, not what it says."""


def tag(by: Provenance, speaks: Period | None) -> SourceTag:
    """Give the tag of ``by`` that speaks for a period."""
    return SourceTag(
        publisher=by.voice or by.publisher,
        kind=publisher_kind(by),
        stated=speaks,
        published=period(by.published),
        url=by.url,
        kept=by.kept,
        snapshot_sha=by.sha256,
        title=by.title,
        locator=by.locator,
        carried_by=by.publisher if by.voice and by.voice != by.publisher else "",
        worked_out=tuple(part for part in by.inferred if part in OF_DATES),
    )


def of_said(said: Said) -> SourceTag:
    """Give the tag of a statement."""
    return tag(said.by, said.speaks)


def of_told(told: Told) -> SourceTag:
    """Give the tag of an event: when it was told, else when it happened."""
    return tag(told.by, None if told.by.published else told.on)


def of_publication(by: Publication) -> SourceTag:
    """Give the tag of a publication as a whole."""
    return SourceTag(
        by.publisher, by.kind, published=period(by.published), url=by.url, title=by.title,
        lang=by.lang,
    )  # fmt: skip


def distinct(tags: Iterable[SourceTag]) -> tuple[SourceTag, ...]:
    """Give tags in their order, one for each address: the last that names it."""
    return tuple({tag.url: tag for tag in tags}.values())


def publisher_kind(by: Provenance) -> str:
    """Give the kind of publisher in the words of a tag; a survey is a study that asked."""
    if by.kind == "academic" and by.source.startswith("survey"):
        return "survey"
    return by.kind if by.kind != "curated" else "other"


def period(text: str) -> Period | None:
    """Read an ISO day, month, year or window; None if empty or of another form."""
    with suppress(ValueError):
        return Period.parse(text) if text else None
    return None
