"""Interface words that stand for keys: label states, kinds of source, kinds of change, the menu.

``N_`` marks a word for the catalogues; it is translated where it is shown.
"""

from __future__ import annotations


def N_(word: str) -> str:  # noqa: N802
    """Mark a word for extraction and give it back."""
    return word


STATES: dict[str, str] = {
    "labelled": N_("labelled"),
    "stated_labelled": N_("said to be labelled"),
    "stated_in_process": N_("said to be in process"),
    "stated_not_labelled": N_("said not to be labelled"),
    "lapsed": N_("term ended"),
    "withdrawn": N_("withdrawn"),
    "unknown_since": N_("no longer known"),
    "unknown": N_("not known"),
}
"""States of a label, by the keys of ``observatory.domain.labels``; each has its star."""

STATE_MEANINGS: dict[str, str] = {
    "labelled": N_("An act of the authority is known and its term runs."),
    "stated_labelled": N_("A survey or a newspaper says so; no act is known."),
    "stated_in_process": N_("A survey or a newspaper says that labelling is under way."),
    "stated_not_labelled": N_("A survey or a newspaper says that there is no label."),
    "lapsed": N_("The term of the last known act is over and no renewal is known."),
    "withdrawn": N_("The authority took the label back."),
    "unknown_since": N_("What was last said is more than two years old."),
    "unknown": N_("No source we read says anything."),
}

PUBLISHERS: dict[str, str] = {
    "ministry": N_("ministry"),
    "academic": N_("study"),
    "survey": N_("survey"),
    "cluster": N_("the cluster itself"),
    "eu": N_("European platform"),
    "press": N_("press"),
    "other": N_("other source"),
}
"""Kinds of publisher, as a source tag names them."""

UNKNOWNS: dict[str, str] = {
    "not_stated": N_("no source says"),
    "not_looked": N_("not looked for yet"),
    "source_down": N_("the source could not be read"),
    "not_applicable": N_("does not apply"),
    "withheld": N_("withheld: a person's data"),
}
"""Why a value is not known."""

CHANGES: dict[str, str] = {
    "listed": N_("now listed"),
    "no_longer_listed": N_("no longer listed"),
    "value_added": N_("stated for the first time"),
    "value_changed": N_("changed"),
    "value_withdrawn": N_("no longer stated"),
    "label_event": N_("label"),
    "call_opened": N_("call opened"),
    "deadline_moved": N_("deadline moved"),
    "contract_signed": N_("contract signed"),
    "correction": N_("our correction"),
    "disagreement": N_("sources disagree"),
}
"""Kinds of change, by the keys of the public contract."""

MENU: dict[str, str] = {
    "clusters": N_("Clusters"),
    "labelling": N_("Labelling"),
    "calls": N_("Calls"),
    "changes": N_("Changes"),
    "partnerships": N_("Partnerships"),
    "map": N_("Map"),
    "analysis": N_("Analysis"),
    "figures": N_("Published figures"),
    "ecosystems": N_("Ecosystems"),
    "policy": N_("Policy"),
    "programmes": N_("Programmes"),
    "sources": N_("Sources"),
    "glossary": N_("Glossary"),
    "library": N_("Library"),
    "subscribe": N_("Subscribe"),
    "data": N_("Data"),
    "method": N_("Method"),
    "about": N_("About"),
    "accessibility": N_("Accessibility"),
}
"""Names of pages in the menu and the footer, by the first part of their address."""
