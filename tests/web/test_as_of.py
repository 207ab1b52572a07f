"""What is shown as of any day is what the raw rows say of that day, worked out anew, naively.

The store holds the reviewed record, the survey, and weeks in which a reviewed file is edited, a
cluster's own page changes and loses lines, and a gazette goes on. Of two hundred random questions
(body, day, clock) the API and the profile must answer what a plain reading of the rows answers.
"""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from observatory.engine.installation import open_installation, prepare
from observatory.settings import Settings
from observatory.web import create_app
from tests import worlds
from tests.loopback import Web
from tests.registers import Register
from tests.stores import PUBLISHERS
from tests.web.conftest import READ
from tests.web.naive import Told, answered, by
from tests.worlds import World

STEPS = 14
QUESTIONS = 200
CHANGEFUL = ("ce3m", "menara", "ahp", "mti", "coer", "emc", "mdfc", "c2tm")
"""Bodies that the files and pages of the tests speak of, besides the record."""
ON_PAGE = 4
"""Of how many questions one is put to the page too."""

RAW = """
SELECT s.*, src.publisher AS source_publisher, src.kind AS source_kind, c.origin,
       c.publisher AS cited_publisher, c.kind AS cited_kind
FROM {table} s JOIN source src ON src.name = s.source LEFT JOIN citation c ON c.key = s.citation
"""


def edit(register: Register, held: dict[str, str], dice: random.Random, today: date) -> None:
    """Edit the reviewed file as people do: add rows, correct some, take some out."""
    for key in [key for key in held if dice.random() < 0.12]:
        del held[key]
    for _ in range(8):
        slug, paper = dice.choice(CHANGEFUL), f"paper-{dice.randint(1, 4)}"
        on = dice.choice(["", "2013", "2016-05", "2021/2022", f"{today - timedelta(days=40)}"])
        what, value = dice.choice(
            [
                ("members_companies", str(dice.choice([40, 41, 60, 120]))),
                ("president", dice.choice(["Tarik Exemple", "Salma Modèle"])),
                ("host_city", dice.choice(["Rabat", "Agadir", "Casablanca"])),
                ("labelled", f"{slug} labelled"),
                ("stated_labelled", f"{slug} is labelled"),
                ("mention", f"{slug} exhibits"),
            ]
        )
        if what in ("labelled", "stated_labelled", "mention"):
            on = on or "2019-03-04"
        published = dice.choice(["2014", "2020-02", "2024-06-30", ""])
        held[f"{slug}:{what}:{paper}"] = f"{slug}|{what}|{value}|{on}|{paper}|{published}"
    register.says(*held.values())


def weeks_go_by(world: World, register: Register, dice: random.Random) -> None:
    """Let everything move that a store can learn of, and let us look in between."""
    held: dict[str, str] = {}
    news: list[str] = []
    for _ in range(STEPS):
        worlds.days_pass(world, dice.choice([1, 3, 7]))
        edit(register, held, dice, world.now.date())
        world.look("register")
        lines = {
            "Président": dice.choice(["Tarik Exemple", "Salma Modèle", ""]),
            "Entreprises_membres": dice.choice(["42", "43", "80", ""]),
            "Mission": dice.choice(["Former", "Exporter", ""]),
        }
        title = dice.choice(["CE3M", "CE3M", "Cluster Menara"])
        worlds.profile_says(world.web, title=title, **{k: v for k, v in lines.items() if v})
        world.look("profile")
        news.append(f"mention | {world.now:%Y-%m-%d} | CE3M | Salon {len(news)}")
        worlds.gazette_says(world.web, *news)
        world.look("gazette")


@pytest.fixture(scope="module")
def told(record_store: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """Let the weeks go by over a copy of the record's store; the seed is drawn, and said."""
    folder, seed = tmp_path_factory.mktemp("as-of"), random.randrange(10**6)
    shutil.copytree(record_store.data, folder / "data")
    with pytest.MonkeyPatch.context() as patch, Web() as web:
        register = Register(folder / "registers", patch)
        register.says()
        settings = record_store.model_copy(
            update={"data": folder / "data", "scrapers": f"{PUBLISHERS},{register.package}"}
        )
        installation = open_installation(settings)
        prepare(installation, READ)
        world = World(installation, web, now=READ)
        weeks_go_by(world, register, random.Random(seed))
        app = create_app(settings, lambda: world.now + timedelta(hours=1))
        with sqlite3.connect(folder / "data" / "observatory.sqlite") as db:
            db.row_factory = sqlite3.Row

            def rows(query: str) -> list[dict[str, Any]]:
                return [dict(row) for row in db.execute(query)]

            yield Told(
                app.test_client(),
                world.now.date(),
                rows(RAW.format(table="statement")),
                rows(RAW.format(table="event")),
                rows("SELECT source, url, at FROM visit WHERE good"),
                {row["slug"]: row["entity"] for row in rows(SLUGS)},
                seed,
            )
        installation.database.close()
        register.clear()


SLUGS = """
SELECT g.slug, g.entity FROM slug g JOIN entity e ON e.id = g.entity
WHERE g.current
AND e.kind IN ('cluster', 'network', 'federation', 'cooperative', 'grouping', 'park')
"""


def given(profile: dict[str, Any]) -> dict[str, Any]:
    """Write what the API says in the same form."""
    values = {}
    for name, found in profile["values"].items():
        both = [*found["statements"], *found["also_said"]]
        values[name] = {
            "shown": [one["id"] for one in found["statements"]],
            "others": sorted(one["id"] for one in found["also_said"]),
            "conflicts": sorted(found["conflicts"]),
            "voices": found["voices"],
            "open": {one["id"]: one["open"] for one in both},
            "checked": {
                one["id"]: one["last_checked"] and datetime.fromisoformat(one["last_checked"])
                for one in both
            },
        }
    return {
        "values": values,
        "labels": [
            (
                one["scheme"],
                one["state"],
                one["since"] or "",
                one["until"] or "",
                one["computed"],
                one["years_of_support"],
            )
            for one in profile["labels"]
        ],
        "events": sorted(one["id"] for one in (*profile["events"], *profile["also_reported"])),
    }


def questions(told: Told) -> Iterator[tuple[str, dict[str, date]]]:
    """Draw bodies, clocks and days; every other question asks by two clocks at once."""
    dice = random.Random(told.seed)
    span = (told.today - READ.date()).days
    for number in range(QUESTIONS):
        slug = dice.choice(CHANGEFUL) if dice.random() < 0.7 else dice.choice(sorted(told.slugs))
        asked = {}
        for clock in dice.sample(["valid", "seen", "known"], 1 + number % 2):
            asked[clock] = (
                date(2005, 1, 1) + timedelta(days=dice.randrange(25 * 365))
                if clock == "valid" and dice.random() < 0.7
                else told.today - timedelta(days=dice.randrange(span + 2))
            )
        yield slug, asked


def test_the_weeks_left_what_makes_the_clocks_differ(told: Told) -> None:
    mine = [row for row in told.statements if row["source"] in ("register", "profile")]
    assert len([row for row in mine if row["superseded_at"]]) > 8, "corrections"
    assert len([row for row in mine if row["closed_at"]]) > 3, "withdrawals"
    assert len([row for row in told.events if row["superseded_at"]]) > 3
    late = [row for row in mine if by(row["closed_at"], told.today)
            and row["absent_since"] < row["closed_at"]]  # fmt: skip
    assert late, "seen to be gone before it was known to be gone"


def test_what_is_shown_as_of_any_day_is_what_the_rows_say(told: Told) -> None:
    print(f"seed {told.seed}")
    now = {}
    moved = 0
    for number, (slug, asked) in enumerate(questions(told)):
        days = {clock: asked.get(clock, told.today) for clock in ("valid", "seen", "known")}
        query = {f"{clock}_at": day.isoformat() for clock, day in asked.items()}
        answer = told.client.get(f"/api/v1/clusters/{slug}", query_string=query)
        expected = answered(told, slug, **days)
        assert given(answer.get_json()) == expected, (told.seed, slug, asked)
        if slug not in now:
            now[slug] = answered(told, slug, told.today, told.today, told.today)
        moved += expected != now[slug]
        if number % ON_PAGE == 0:
            the_page_says(told, slug, query, expected)
    assert moved > QUESTIONS / 3, "most questions have another answer than today's"


def the_page_says(told: Told, slug: str, query: dict[str, str], expected: dict[str, Any]) -> None:
    """Hold the profile to it: the same statements stand there, under the same star."""
    html = told.client.get(f"/en/clusters/{slug}", query_string=query).text
    main = html.partition("<main")[2].partition("</main>")[0]
    on_page = {int(key) for key in re.findall(r'id="s(\d+)"', main)}
    shown = {key for found in expected["values"].values() for key in found["shown"]}
    believed = shown | {key for found in expected["values"].values() for key in found["others"]}
    assert shown <= on_page <= believed, (told.seed, slug, query)
    head, tabs, _ = main.partition('class="tabs"')
    assert tabs
    state = next((one[1] for one in expected["labels"] if one[0] == "ministry-industry"), "")
    if state and state != "unknown":
        assert f"sign-{state}" in head, (told.seed, slug, query, state)
