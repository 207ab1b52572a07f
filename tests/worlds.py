"""Situations, by name: what the pages say, how they change, and how they fail.

A :class:`World` is an installation, the web that it looks at and the time. The page is the ECCP
country page of Morocco, read by its real reader; ``tests.publishers`` has a paged list, a profile
and a gazette for what that page does not show.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property

from observatory.engine.doors import open_door
from observatory.engine.installation import Installation
from observatory.engine.run.collect import Report, collect
from observatory.harvest.door import Door
from tests.loopback import Answer, Web

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
ECCP = "https://www.clustercollaboration.eu/content/morocco"
LIST, PROFILE = "https://partners.example/list", "https://ce3m.example/about"
GAZETTE = "https://gazette.example/news"

COLUMNS = {
    "acronym": "Acronym",
    "name": "Name",
    "technology": "Technology Fields",
    "industries": "Sectoral Industries",
    "countries": "Targeted third countries",
    "smes": 'No. of SME involved<span class="visually-hidden">Sort descending</span>',
    "partners": "No. of Partners",
}
BROKEN = (
    '<div class="block-broken">This block is broken or missing. You may be missing content or you'
    " might need to enable the original module.</div>"
)


@dataclass(frozen=True)
class Partnership:
    """One row of the page's table."""

    acronym: str
    name: str
    countries: str
    smes: str
    partners: str
    technology: str = ""
    industries: str = ""


FIVE = (
    Partnership("SpaceWave", "Clusters waving the flag", "Australia, Canada, Morocco", "50", "4"),
    Partnership("REINA PLUS", "Renewable Energy", "Algeria, Morocco, Tunisia", "322", "4"),
    Partnership("FoodNet", "Food In Eco Network", "Algeria, Canada, Morocco", "362", "5"),
    Partnership("MOVE", "Moving the Future", "Brazil, Morocco", "567", "9"),
    Partnership("EnW", "Energy in Water", "China, Morocco, Peru", "650", "7"),
)


@dataclass
class World:
    """An installation, the web and the time; ``now`` moves only when a situation says so."""

    installation: Installation
    web: Web
    now: datetime = MONDAY
    rows: dict[str, Partnership] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=lambda: dict(COLUMNS))
    facts: str = "Capital: Rabat Population: 33 848 242 (2015) Currency: Dirham"
    broken: int = 0
    table: bool = True
    tail: str = "<footer>© 2026</footer>"

    @cached_property
    def door(self) -> Door:
        """The one door of this world."""
        return open_door(self.installation, mirror=self.web.base)

    def look(self, source: str = "eccp_morocco") -> Report:
        """Visit one source now."""
        loaded = self.installation.sources[source]
        return collect(self.installation, loaded, self.door, self.now)

    def publish(self) -> None:
        """Put the page on the web as it now is."""
        heads = "".join(
            f'<th id="view-{key}" class="views-field views-field-{key}">{label}</th>'
            for key, label in self.columns.items()
        )
        rows = "".join(
            "<tr>"
            + "".join(f'<td headers="view-{k}">{getattr(row, k, "")}</td>' for k in self.columns)
            + "</tr>"
            for row in self.rows.values()
        )
        table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        html = (
            '<!DOCTYPE html><html lang="en"><head><title>Morocco | ECCP</title></head><body><main>'
            f"<h2>Key Facts</h2><p>{self.facts}</p>{BROKEN * self.broken}"
            f"<h3>ESCP-4is targetting this country</h3>{table if self.table else ''}"
            f"<p>{'The platform brings clusters together. ' * 30}</p></main>{self.tail}"
            "</body></html>"
        )
        self.web.put(ECCP, html)


Situation = Callable[[World], None]


def a_page_of_five(installation: Installation, web: Web, *, broken: int = 0) -> World:
    """Begin with the page's five partnerships; nobody has looked yet."""
    world = World(installation, web, rows={row.acronym: row for row in FIVE}, broken=broken)
    world.publish()
    return world


def days_pass(world: World, days: float = 7) -> None:
    """Let time pass."""
    world.now += timedelta(days=days)


def value_changes(world: World, acronym: str, **values: str) -> None:
    """Print other values in one row."""
    world.rows[acronym] = replace(world.rows[acronym], **values)
    world.publish()


def partnership_gone(world: World, *acronyms: str) -> None:
    """Take rows off the list."""
    for acronym in acronyms:
        del world.rows[acronym]
    world.publish()


def partnership_listed(world: World, row: Partnership) -> None:
    """Put a row on the list."""
    world.rows[row.acronym] = row
    world.publish()


def key_fact_gone(world: World, label: str) -> None:
    """Take one key fact off the page, with its label."""
    world.facts = re.sub(rf"{label}: \S.*?(?=[A-Z]\w*:|$)", "", world.facts).strip()
    world.publish()


def blocks_break(world: World, count: int) -> None:
    """Let so many blocks of the page say that they are broken."""
    world.broken = count
    world.publish()


def table_gone(world: World) -> None:
    """Show the page without its table."""
    world.table = False
    world.publish()


def columns_reordered(world: World) -> None:
    """Show the same columns in another order."""
    world.columns = dict(reversed(world.columns.items()))
    world.publish()


def unknown_header(world: World, label: str = "Maturity") -> None:
    """Give one column a header that nobody has seen."""
    world.columns["technology"] = label
    world.publish()


def surroundings_change(world: World) -> None:
    """Change what is not ours: footer, token, counter, the "read also" block, white space."""
    stamp = f"{world.now:%Y%m%d%H%M}"
    world.tail = (
        f'<form><input type="hidden" name="form_build_id" value="form-{stamp}"></form>'
        f"<aside><h4>Read also</h4><a href='/news/{stamp}'>News of {stamp}</a></aside>\n\n"
        f"<footer>© 2026 — {stamp} visitors</footer>"
    )
    world.publish()


def login_wall(world: World) -> None:
    """Answer 200 with a login form."""
    world.web.put(
        ECCP,
        "<!DOCTYPE html><html lang='en'><head><title>Log in | ECCP</title></head><body>"
        "<h1>Log in</h1><form action='/user/login'><input name='name'><input type='password'"
        " name='pass'><button>Log in</button></form></body></html>",
    )


def not_found_with_200(world: World) -> None:
    """Answer 200 with a page that says that there is none."""
    world.web.put(ECCP, "<html><title>Page not found | ECCP</title><h1>Page not found</h1></html>")


def outage(world: World) -> None:
    """Let no site answer."""
    world.web.down = True


def outage_over(world: World) -> None:
    """Let every site answer again."""
    world.web.down = False


def page_cut_short(world: World, share: float) -> None:
    """Send only the first part of the page, as if that were all."""
    whole = world.web.pages[ECCP.removeprefix("https:/")].body
    world.web.put(ECCP, Answer(whole[: int(len(whole) * share)]))


# The sources of the tests.


def list_says(web: Web, *pages: dict[str, str], base: str = LIST) -> None:
    """Spread a list over pages; each row is an acronym and its number of SMEs, if it has one."""
    for number, rows in enumerate(pages):
        url = base if number == 0 else f"{base}?page={number}"
        more = f'<a class="next" href="{base}?page={number + 1}">Next</a>'
        web.put(
            url,
            "<html><head><title>Partnerships</title></head><body><h1>Partnerships</h1><table>"
            "<tr><th>Acronym</th><th>SMEs</th></tr>"
            + "".join(f"<tr><td>{name}</td><td>{smes}</td></tr>" for name, smes in rows.items())
            + f"</table>{more if number + 1 < len(pages) else ''}</body></html>",
        )


def profile_says(web: Web, *, title: str = "CE3M", **labels: str) -> None:
    """Put the profile of a cluster on the web; ``_`` in a label is a blank."""
    rows = "".join(f"<dt>{key.replace('_', ' ')}</dt><dd>{v}</dd>" for key, v in labels.items())
    web.put(
        PROFILE, f"<html><head><title>{title}</title></head><body><dl>{rows}</dl></body></html>"
    )


def gazette_says(web: Web, *items: str) -> None:
    """Put lines ``kind | date | name | text`` into the gazette."""
    lines = "".join(f"<li>{item}</li>" for item in items)
    web.put(
        GAZETTE, f"<html><head><title>Gazette</title></head><body><ul>{lines}</ul></body></html>"
    )
