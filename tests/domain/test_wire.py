"""What a reading keeps as JSON comes back as it was."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from observatory.domain.facts import Citation, Event, Fact, Ref
from observatory.domain.wire import pack, unpack_event, unpack_fact

TEXT = st.text(max_size=12)
WORDS = st.lists(TEXT, max_size=3).map(tuple)
REFS = st.builds(Ref, TEXT, WORDS, TEXT, TEXT)
CITATIONS = st.none() | st.builds(Citation, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT)
FACTS = st.builds(
    Fact, TEXT, REFS, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, CITATIONS, WORDS, TEXT
)
EVENTS = st.builds(
    Event, TEXT, REFS, TEXT, TEXT, TEXT, TEXT, st.dictionaries(TEXT, TEXT, max_size=3),
    TEXT, TEXT, CITATIONS, WORDS, TEXT,
)  # fmt: skip


@given(FACTS)
def test_a_fact_survives_its_json(fact: Fact) -> None:
    assert unpack_fact(json.loads(json.dumps(pack(fact)))) == fact


@given(EVENTS)
def test_an_event_survives_its_json(event: Event) -> None:
    assert unpack_event(json.loads(json.dumps(pack(event)))) == event


def test_empty_fields_take_no_room() -> None:
    fact = Fact("move", Ref("partnership", ("MOVE",)), "smes_involved", "567")
    assert pack(fact) == {
        "record": "move",
        "about": {"kind": "partnership", "names": ("MOVE",)},
        "property": "smes_involved",
        "raw": "567",
    }
