"""Interface words that stand for keys and are no vocabulary term: source tags, the menu, unknowns.

``N_`` marks a word for the catalogues; it is translated where it is shown.
"""

from __future__ import annotations


def N_(word: str) -> str:
    """Mark a word for extraction and give it back."""
    return word


STATES: dict[str, str] = {
    "lapsed": N_("Term ended"),
    "unknown_since": N_("No longer known"),
}
"""Label states whose vocabulary label does not stand alone beside its star."""

PUBLISHERS: dict[str, str] = {
    "ministry": N_("ministry"),
    "academic": N_("study"),
    "survey": N_("survey"),
    "cluster": N_("the cluster itself"),
    "eu": N_("European platform"),
    "press": N_("press"),
    "other": N_("other source"),
}
"""Kinds of publisher in the short form of a source tag; a survey is a study that asked."""

UNKNOWNS: dict[str, str] = {
    "not_stated": N_("no source says"),
    "not_looked": N_("not looked for yet"),
    "source_down": N_("the source could not be read"),
    "not_applicable": N_("does not apply"),
    "withheld": N_("withheld: a person’s data"),
}
"""Why a value is not known."""

MENU: dict[str, str] = {
    "clusters": N_("Clusters"),
    "labelling": N_("Labelling"),
    "calls": N_("Calls"),
    "changes": N_("Changes"),
    "week": N_("The week"),
    "partnerships": N_("Partnerships"),
    "map": N_("Map"),
    "compare": N_("Compare"),
    "find": N_("Find my cluster"),
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
    "context": N_("The country"),
    "bot": N_("Our robot"),
}
"""Names of pages in the menu and the footer, by the first part of their address."""

SUGGESTED: dict[str, str] = {
    "sector": N_("Sector"),
    "city": N_("City"),
    "region": N_("Region"),
}
"""What a suggestion is, where it is no body."""

DIFFERENCES: dict[str, str] = {
    "label_changed": N_("Label changed"),
    "value_changed": N_("Value changed"),
    "value_added": N_("Value added"),
    "value_withdrawn": N_("Value withdrawn"),
    "conflict_begun": N_("Sources begin to disagree"),
    "conflict_ended": N_("Sources no longer disagree"),
    "label_differs": N_("Another label"),
    "value_differs": N_("Another value"),
    "only_here": N_("Only the first side"),
    "only_there": N_("Only the second side"),
    "conflict_here": N_("Sources disagree on the first side"),
    "conflict_there": N_("Sources disagree on the second side"),
}
"""Types of differences between two sides (``domain.comparing``)."""

VERDICTS: dict[str, str] = {
    "met": N_("yes"),
    "refused": N_("otherwise"),
    "open": N_("not said"),
}
"""How a body stands to a wish."""

PARTS: dict[str, str] = {
    "bodies": N_("The clusters"),
    "labels": N_("Labels and policy"),
    "time": N_("Over time"),
    "field": N_("To understand"),
    "observatory": N_("The observatory"),
}
"""Parts of the site, as the footer names them."""

ERRORS: dict[int, str] = {
    400: N_("We cannot answer this"),
    404: N_("Page not found"),
    405: N_("Not allowed here"),
    410: N_("Gone"),
    413: N_("Too large"),
    429: N_("Too many requests"),
    500: N_("Something broke"),
    503: N_("Not available just now"),
}
"""Titles of error pages, by their HTTP status."""

GROUPS: dict[str, str] = {
    "identity": N_("Identity"),
    "field": N_("Field of activity"),
    "territory": N_("Territory"),
    "governance": N_("Governance"),
    "means": N_("Means"),
    "members": N_("Members"),
    "action": N_("Action"),
    "levers": N_("Levers of action"),
    "partnership": N_("Partnership"),
    "call": N_("Call and programme"),
    "country": N_("The country"),
    "ecosystem": N_("Ecosystem"),
}
"""Headings of groups of properties, in the order in which a profile shows them."""

HEALTH: dict[str, str] = {
    "never": N_("not looked at yet"),
    "ok": N_("readable"),
    "unchanged": N_("readable, nothing new"),
    "degraded": N_("readable, but part of the page is broken"),
    "curated": N_("kept by hand, read"),
    "quarantined": N_("readable, but implausible: it waits for a person"),
    "rejected": N_("another page stands there"),
    "blocked": N_("not permitted"),
    "failed": N_("could not connect"),
    "paused": N_("paused by the operator"),
    "dropped": N_("no longer followed"),
    "running": N_("under way"),
    "cut_off": N_("cut off, done again later"),
}
"""How a source stands, by the outcome of its last run, where no reason says more."""

TROUBLES: dict[str, str] = {
    "unreachable": N_("could not connect"),
    "timeout": N_("no answer in time"),
    "tls": N_("its certificate could not be trusted"),
    "server_error": N_("its server answers with an error"),
    "not_found": N_("page not found"),
    "address": N_("its address is not one that we visit"),
    "robots": N_("its robots.txt does not permit it"),
    "unauthorised": N_("it asks for a login"),
    "login": N_("it asks for a login"),
    "rate_limited": N_("it asked us to wait"),
    "challenge": N_("it asks to prove that one is human"),
    "paywall": N_("it asks for payment"),
    "redirect": N_("it leads elsewhere"),
    "moved": N_("it seems to have moved to another site"),
    "soft_404": N_("page not found"),
    "maintenance": N_("it is being repaired"),
    "anchor_missing": N_("another page stands there"),
    "nothing_found": N_("the list was not found on the page"),
    "empty": N_("the page is empty"),
    "records_gone": N_("too much has gone at once"),
    "half_changed": N_("too much has changed at once"),
    "number_leapt": N_("a number moved implausibly far"),
    "layout_changed": N_("its columns moved and what they say changed"),
    "records_renamed": N_("every name is another at once"),
    "label_withdrawn": N_("it says that a label was withdrawn"),
    "lookalike_name": N_("a name is written in look-alike letters"),
    "unexpected_count": N_("an implausible number of rows"),
    "unknown_header": N_("a column we do not know"),
    "too_large": N_("the page is too large"),
    "truncated": N_("the page came only in part"),
    "bad_response": N_("the answer could not be read"),
    "encoding": N_("the answer could not be read"),
    "reader_raised": N_("our reader failed on it"),
    "pdf_unreadable": N_("its document could not be read"),
    "arabic_pdf": N_("a PDF in Arabic, whose words come out reversed"),
    "broken_block": N_("part of the page is broken"),
    "unclear_value": N_("a value is not clear"),
    "value_missing": N_("what it should state is missing"),
    "damaged_text": N_("its letters are damaged"),
    "page_missing": N_("some of its pages were not read"),
    "overruled": N_("a person set a value aside"),
}
"""What is wrong, by the code of a reason (``domain.extract.CODES``)."""
