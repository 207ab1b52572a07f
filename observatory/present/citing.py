"""How to cite a profile in its state on chosen days: as text, as BibTeX, as RIS."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from observatory.present import dates
from observatory.present.addresses import address
from observatory.present.cards import acronym
from observatory.present.reader import Reader
from observatory.present.words import N_
from observatory.store.queries.asof import AsOf
from observatory.store.queries.entities import Body, NameRow

OBSERVATORY = N_("Morocco Cluster Observatory")
LICENCE = "CC BY 4.0"
KNOWN = N_("state as known on %(day)s")
THREE = N_("state true on %(valid)s, as seen by %(seen)s and known by %(known)s")
TEXT = N_("%(observatory)s. “%(title)s”, %(state)s. %(url)s (accessed %(day)s). %(licence)s.")
FORMS = {
    "txt": "text/plain",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}
"""Forms of a citation with their media types."""
NAMES = {"txt": "TXT", "bib": "BibTeX", "ris": "RIS"}
"""What the forms are called."""

_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited: a profile by its ``title``, its state in words, its permanent ``url``.

    ``known`` is the day of the state, ``accessed`` the present day.
    """

    slug: str
    title: str
    observatory: str
    state: str
    url: str
    known: date
    accessed: date
    lang: str


def citation(slug: str, title: str, as_of: AsOf, reader: Reader, base: str) -> Citation:
    """Cite the profile at ``slug`` as of the chosen days; ``base`` is the site's public address."""
    return Citation(
        slug=slug,
        title=title,
        observatory=reader.gettext(OBSERVATORY),
        state=_state(as_of, reader),
        url=base + permalink(slug, as_of, reader.lang),
        known=as_of.known,
        accessed=as_of.today,
        lang=reader.lang,
    )


def titled(body: Body, names: Iterable[NameRow]) -> str:
    """Give a body's title with its acronym, as a citation names it."""
    short = acronym(body, names)
    return f"{body.title} ({short})" if short else body.title


def permalink(slug: str, as_of: AsOf, lang: str) -> str:
    """Give the address that keeps showing the state of the chosen days: it names all three."""
    query = [(f"{clock}_at", day.isoformat()) for clock, day in _clocks(as_of).items()]
    return address("clusters", slug, lang=lang, query=query)


def written(cited: Citation, form: str, reader: Reader) -> str:
    """Write a citation in one of ``FORMS``."""
    if form == "bib":
        return bibtex(cited)
    return ris(cited) if form == "ris" else text(cited, reader) + "\n"


def text(cited: Citation, reader: Reader) -> str:
    """Write a citation as a sentence."""
    return reader.gettext(
        TEXT, observatory=cited.observatory, title=cited.title, state=cited.state, url=cited.url,
        day=dates.day(cited.accessed, reader.lang), licence=LICENCE,
    )  # fmt: skip


def marked_up(cited: Citation, reader: Reader) -> Markup:
    """Write the same for a page: the title and the address keep their order in an Arabic line."""
    return Markup(reader.gettext(TEXT)) % {
        "observatory": cited.observatory,
        "title": Markup("<bdi>{}</bdi>").format(cited.title),
        "state": cited.state,
        "url": Markup('<bdi dir="ltr">{}</bdi>').format(cited.url),
        "day": dates.day(cited.accessed, reader.lang),
        "licence": Markup('<bdi dir="ltr">{}</bdi>').format(LICENCE),
    }


def bibtex(cited: Citation) -> str:
    """Write a BibTeX entry, in UTF-8; braces keep the capitals of names."""
    fields = {
        "author": f"{{{_tex(cited.observatory)}}}",
        "title": f"{{{_tex(cited.title)}}}",
        "year": f"{cited.known:%Y}",
        "month": f"{cited.known.month}",
        "url": cited.url,
        "urldate": cited.accessed.isoformat(),
        "note": f"{_tex(cited.state)}. {LICENCE}",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{cited.slug}-{cited.known:%Y-%m-%d},", *lines, "}", ""])


def ris(cited: Citation) -> str:
    """Write a RIS record (web page); its lines end as the format asks."""
    lines = [
        ("TY", "ELEC"),
        ("TI", _line(cited.title)),
        ("AU", f"{_line(cited.observatory)},"),
        ("PY", f"{cited.known:%Y}"),
        ("DA", f"{cited.known:%Y/%m/%d}/"),
        ("Y2", f"{cited.accessed:%Y/%m/%d}/"),
        ("UR", cited.url),
        ("N1", f"{_line(cited.state)}. {LICENCE}"),
        ("LA", cited.lang),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines)


def _clocks(as_of: AsOf) -> dict[str, date]:
    return {"valid": as_of.valid, "seen": as_of.seen, "known": as_of.known}


def _state(as_of: AsOf, reader: Reader) -> str:
    said = {clock: dates.day(day, reader.lang) for clock, day in _clocks(as_of).items()}
    if len(set(said.values())) == 1:
        return reader.gettext(KNOWN, day=said["known"])
    return reader.gettext(THREE, **said)


def _tex(words: str) -> str:
    """Write words so that TeX prints them: its own signs are escaped, blanks made one."""
    return "".join(_TEX.get(sign, sign) for sign in _line(words))


def _line(words: str) -> str:
    """Keep words on one line: a line break would begin another field."""
    return " ".join(words.split())
