"""Where sources disagree about a body, gathered for the top of its page, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from observatory.present.reader import Reader
from observatory.present.shown import GroupView
from observatory.present.views import LabelView, ShownValue
from observatory.present.words import N_

LABEL = N_("Label")


@dataclass(frozen=True, slots=True)
class Dispute:
    """One disagreement: what it is about, its place on the page, and who says what.

    Of a label, ``said`` is a sentence and there are no ``values``.
    """

    label: str
    place: str
    values: tuple[ShownValue, ...] = ()
    said: str = ""


def disputes(
    groups: Iterable[GroupView], labels: Iterable[LabelView], reader: Reader
) -> tuple[Dispute, ...]:
    """Give every disagreement: of labels first, then in the order of the page."""
    of_labels = [
        Dispute(reader.gettext(LABEL), "labels", said=label.conflict)
        for label in labels
        if label.conflict
    ]
    of_values = [
        Dispute(one.label, f"p-{one.key}", (value, *value.others))
        for group in groups
        for one in group.properties
        for value in one.values
        if value.conflict
    ]
    return (*of_labels, *of_values)
