"""What a week brought, asked of both kinds of database."""

from __future__ import annotations

from datetime import timedelta

from observatory.domain.weeks import Week
from observatory.engine.decisions.deciding import confirm, undo
from observatory.engine.installation import Installation
from observatory.store.queries import leads, weeks
from observatory.store.queries.asof import AsOf
from observatory.store.queries.profiles import CLUSTERS
from tests import worlds
from tests.loopback import Web
from tests.worlds import days_pass, gazette_says

LEAD = "lead | 2026-03-03 | CE3M | CE3M préparerait une candidature"
ACT = {"kind": "applied", "on": "2026-03-03", "scheme": "ministry-industry", "slug": "ce3m"}
TENTH = Week(2026, 10)


def test_changes_and_visits_are_counted_in_the_week_of_their_day(
    installation: Installation, web: Web
) -> None:
    world = worlds.a_page_of_five(installation, web)
    world.look()
    days_pass(world, 6.66)  # Sunday, late
    worlds.value_changes(world, "MOVE", smes="570")
    world.look()
    days_pass(world, 0.34)  # Monday, early
    worlds.value_changes(world, "MOVE", smes="580")
    worlds.value_changes(world, "EnW", smes="700")
    world.look()
    days_pass(world, 7)
    worlds.outage(world)
    world.look()
    among = [TENTH, TENTH.later(1), TENTH.later(2), TENTH.later(3)]
    with installation.database.read() as db:
        tallies = weeks.tallies(db, among)
        visits = weeks.visits(db, among)
    assert [tallies[week].news for week in among] == [1, 2, 0, 0]
    assert tallies[TENTH].retrospective > 0
    assert not any(tallies[week].retrospective for week in among[1:])
    assert [len(visits[week].visited) for week in among] == [1, 1, 1, 0]
    assert [len(visits[week].read) for week in among] == [1, 1, 0, 0]


def test_a_lead_waits_as_of_any_day_for_what_was_decided_by_then(
    installation: Installation, web: Web
) -> None:
    world = worlds.a_page_of_five(installation, web)
    gazette_says(web, LEAD)
    days = [world.now.date() + timedelta(days=n) for n in range(-1, 3)]
    world.look("gazette")
    with installation.database.read() as db:
        (lead,) = leads.leads(db, AsOf.now(days[1]), 5)
    assert (lead.slug, lead.waiting, str(lead.on)) == ("ce3m", 1, "2026-03-03")
    days_pass(world, 1)
    key = confirm(installation, lead.id, ACT, by="A", why="seen the letter", now=world.now)
    days_pass(world, 1)
    undo(installation, key, by="B", why="a forgery", now=world.now)
    with installation.database.read() as db:
        waiting = [len(leads.leads(db, AsOf(days[3], day, day, day), 5)) for day in days]
    assert waiting == [0, 1, 0, 1]


def test_a_sign_of_life_counts_from_the_day_it_was_known(
    installation: Installation, web: Web
) -> None:
    world = worlds.a_page_of_five(installation, web)
    gazette_says(web, "news | 2026-02-20 | CE3M | CE3M ouvre un atelier")
    world.look("gazette")
    today = world.now.date()

    def sign(day: int) -> str:
        chosen = today + timedelta(days=day)
        with installation.database.read() as db:
            found = weeks.bodies_with_signs(db, AsOf(today, chosen, chosen, chosen), CLUSTERS)
        assert len(found) == len({body.id for body, _ in found})
        return next(str(on or "") for body, on in found if body.slug == "ce3m")

    assert (sign(-1), sign(0)) == ("", "2026-02-20")
