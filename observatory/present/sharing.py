"""What is shared of a profile: a card of 1200 × 630, and a sentence to quote, with its source."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from observatory.present import dates
from observatory.present.badges import COLOURS, KNOWN, SLATE, state_words
from observatory.present.citing import OBSERVATORY, permalink
from observatory.present.languages import LANGUAGES
from observatory.present.letters import embedded, lines, width
from observatory.present.profiles import ProfileView
from observatory.present.reader import Reader
from observatory.present.views import ShownValue
from observatory.present.words import N_, PUBLISHERS, UNKNOWNS
from observatory.store.queries.asof import AsOf

ROOM = 1056.0
"""Pixels between the margins of a card."""
HEADLINES = ("creation_date", "host_city", "region", "members_total", "members_companies")
"""Key values that a card shows, beside the field."""

STATES_IT = N_("%(name)s: %(state)s, according to %(publisher)s (%(date)s).")
STATES_IT_UNDATED = N_("%(name)s: %(state)s, according to %(publisher)s.")
NOTHING_SAID = N_("%(name)s: no source known to us says whether it is labelled.")
QUOTED = N_("%(what)s As known to the %(observatory)s on %(day)s: %(url)s")


@dataclass(frozen=True, slots=True)
class Fact:
    """A key value on a card: what it is, by whom and of when; the value; the sizes of both."""

    label: str
    value: str
    size: int
    label_size: int


@dataclass(frozen=True, slots=True)
class Card:
    """A card ready to draw: every line is already broken, and embedded in its direction."""

    lang: str
    rtl: bool
    observatory: str
    title: str
    size: int
    full: tuple[str, ...]
    state: str
    word: str
    when: str
    colour: str
    field: tuple[str, ...]
    facts: tuple[Fact, ...]
    known: str
    address: str


def card(view: ProfileView, chosen: AsOf, reader: Reader, base: str) -> Card:
    """Lay out the card of a body; ``base`` is the public address of the site."""

    def put(words: str) -> str:
        return embedded(words, reader.lang)

    word, when = state_words(view.label, reader, short=False)
    title = view.acronym or view.name
    size = next((s for s in (104, 84, 64, 50) if width(title, s) <= ROOM), 42)
    sector = next((v for v in view.key_values if v.property == "sector" and not v.unknown), None)
    day = dates.day(chosen.known, reader.lang)
    return Card(
        lang=reader.lang,
        rtl=LANGUAGES[reader.lang].direction == "rtl",
        observatory=put(reader.gettext(OBSERVATORY)),
        title=lines(title, size, ROOM, 1)[0],
        size=size,
        full=tuple(lines(view.name, 34, ROOM, 2)) if view.acronym else (),
        state=view.label.state,
        word=put(word),
        when=put(when),
        colour=COLOURS.get(view.label.state, SLATE),
        field=tuple(put(line) for line in lines(sector.text, 30, ROOM, 1)) if sector else (),
        facts=tuple(fact(value, reader) for value in view.key_values
                    if value.property in HEADLINES),
        known=put(reader.gettext(KNOWN, day=day)),
        address=base.partition("://")[2] + f"/clusters/{view.slug}",
    )  # fmt: skip


def quote(view: ProfileView, chosen: AsOf, reader: Reader, base: str) -> str:
    """Say the state of a body's label with its source, day and lasting address, to be quoted."""
    word, when = state_words(view.label, reader, short=False)
    name, tag = view.acronym or view.name, view.label.tag
    if tag is None:
        what = reader.gettext(NOTHING_SAID, name=name)
    else:
        said = {
            "name": name,
            "state": reader.joined([word[:1].lower() + word[1:], when]),
            "publisher": tag.publisher,
        }
        date = dates.period(tag.when, reader.lang) if tag.when else ""
        what = (
            reader.gettext(STATES_IT, date=date, **said)
            if date
            else reader.gettext(STATES_IT_UNDATED, **said)
        )
    return reader.gettext(
        QUOTED, what=what, observatory=reader.gettext(OBSERVATORY),
        day=dates.day(chosen.known, reader.lang),
        url=base + permalink(view.slug, chosen, reader.lang),
    )  # fmt: skip


def html(href: str, image: str, said: str) -> str:
    """Write the HTML that shows a badge and leads back."""
    return str(
        Markup('<a href="{}"><img src="{}" alt="{}" height="20"></a>').format(href, image, said)
    )


def markdown(href: str, image: str, said: str) -> str:
    """Write the same as Markdown."""
    words = said.translate({ord(sign): f"\\{sign}" for sign in "[]\\"})
    return f"[![{words}]({image})]({href})"


def fact(value: ShownValue, reader: Reader) -> Fact:
    """Lay out a key value: its source stays beside its name, in smaller letters if need be."""
    room = ROOM / 3 - 24
    said = reader.gettext(UNKNOWNS[value.unknown]) if value.unknown else value.text
    size = 36 if width(said, 36) <= room else 26
    source = _source(value, reader)
    label = f"{value.label} · {source}" if source else value.label
    small = next((one for one in (20, 18, 16) if width(label, one) <= room), 15)
    return Fact(
        embedded(lines(label, small, room, 1)[0], reader.lang),
        embedded(lines(said, size, room, 1)[0], reader.lang),
        size,
        small,
    )


def _source(value: ShownValue, reader: Reader) -> str:
    """Say who gives a value and for when, as short as a tag does."""
    tag = value.tag
    if tag is None:
        return ""
    kind = tag.publisher if tag.kind == "other" else reader.gettext(PUBLISHERS[tag.kind])
    return reader.joined([kind, dates.short(tag.when, reader.lang) if tag.when else ""])
