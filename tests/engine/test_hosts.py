"""How hosts answer: remembered, told to people; who goes on refusing is asked ever more seldom."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import html5lib
import pytest

from observatory.domain.hosts import Answering
from observatory.engine.doors import Remembered
from observatory.engine.installation import Installation
from observatory.engine.timing.clock import Errand, tick
from observatory.engine.upkeep.doctor import complaints, remarks
from observatory.harvest.door import Door
from observatory.harvest.memory import Forgetful, Memory
from observatory.store.queries import hosts
from observatory.store.queries.hosts import HostState
from tests import worlds
from tests.loopback import Answer
from tests.serving import client_of
from tests.stores import BACKENDS, Stores
from tests.worlds import ECCP, MONDAY, PROFILE, World

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ECCP_HOST = "clustercollaboration.eu"


def known(world: World, host: str = ECCP_HOST) -> HostState:
    with world.installation.database.read() as db:
        return hosts.verdicts(db)[host]


def test_a_verdict_begins_with_the_first_answer_of_its_kind(fast: World) -> None:
    for answered, verdict, misses in (
        (Answer(b"no", 403), "blocked", 1),
        (Answer(b"no", 401), "blocked", 2),
        (Answer(b"no", 500), "unreachable", 5),  # tried three times
        (Answer(b"no", 404), "works", 0),
        (None, "works", 0),
    ):
        began = known(fast).since if misses == 2 or answered is None else fast.now
        if answered:
            fast.web.put(ECCP, answered)
        else:
            fast.publish()
        fast.look()
        assert known(fast) == HostState(ECCP_HOST, verdict, began, misses)
        fast.now += DAY


def test_a_host_that_is_away_is_unreachable(fast: World) -> None:
    worlds.outage(fast)
    fast.look()
    assert known(fast).verdict == "unreachable"


@pytest.mark.parametrize(
    ("rules", "verdict"),
    [("User-agent: *\nDisallow: /\n", "blocked"), ("User-agent: *\nDisallow: /content\n", None)],
)
def test_a_robots_txt_that_permits_nothing_is_a_refusal(
    fast: World, rules: str, verdict: str | None
) -> None:
    """One that closes a part of the site says nothing of the rest."""
    fast.web.put("https://www.clustercollaboration.eu/robots.txt", rules)
    assert fast.look().outcome == "blocked"
    with fast.installation.database.read() as db:
        found = hosts.verdicts(db).get(ECCP_HOST)
    assert (found.verdict if found else None) == verdict


def test_a_wall_that_answers_200_is_a_refusal(fast: World) -> None:
    """What only reading shows counts as what the host answered, from the first such page on."""
    fast.look()
    began = fast.now = MONDAY + DAY
    worlds.login_wall(fast)
    for _ in range(3):
        assert fast.look().outcome == "blocked"
        fast.now += DAY
    found = known(fast)
    assert (found.verdict, found.since, found.misses) == ("blocked", began, 3)
    fast.web.put(ECCP, "<html><title>Just a moment...</title><script>_cf_chl_opt=1</script></html>")
    fast.look()
    assert (known(fast).verdict, known(fast).since) == ("challenge", fast.now)
    fast.publish()
    fast.look()
    assert known(fast).verdict == "works"


def asked_on(world: World, days: int, step: timedelta = 6 * HOUR) -> list[float]:
    """Let the clock tick for some days; give when the profile was visited, in days from Monday."""
    asked: list[float] = []

    def launch(errand: Errand) -> None:
        if errand.source == "profile":
            asked.append((world.now - MONDAY) / DAY)
            errand.run(world.now)

    def door(_: Installation) -> Door:
        return world.door

    end = world.now + days * DAY
    while world.now < end:
        tick(world.installation, world.now, launch, doors=door)
        world.now += step
    return asked


def test_who_refuses_is_asked_less_and_less_often_and_at_once_again_when_it_answers(
    fast: World,
) -> None:
    """The source is daily: after a refusal each pause is as long as the last, or longer."""
    fast.web.put(PROFILE, Answer(b"no", 403))
    asked = asked_on(fast, 70, DAY)
    pauses = [after - before for before, after in pairwise(asked)]
    assert pauses == sorted(pauses)
    assert pauses[0] <= 1
    assert pauses[-1] >= 16
    assert len(asked) <= 10
    worlds.profile_says(fast.web, Président="Tarik Exemple")
    asked = asked_on(fast, 40, DAY)
    assert len(asked) >= 8
    assert asked[-1] - asked[-2] == 1


def test_who_is_away_is_tried_as_often_as_before(fast: World) -> None:
    fast.web.put(PROFILE, Answer(b"no", 500))
    assert len(asked_on(fast, 3)) == 12


def test_at_night_only_live_sources_wait_for_the_night(fast: World) -> None:
    worlds.profile_says(fast.web, Président="Tarik Exemple")
    settings = fast.installation.settings.model_copy(update={"night_only": True})
    object.__setattr__(fast.installation, "settings", settings)
    live = {"eccp_morocco", "profile", "partners", "gazette"}
    for hour in (6, 10, 19, 20, 23, 2, 5):
        launched: list[Errand] = []
        tick(fast.installation, MONDAY.replace(hour=hour), launched.append)
        found = live & {errand.source for errand in launched}
        assert found == (live if hour in (20, 23, 2, 5) else set())
        assert "record" in {errand.source for errand in launched}


def test_the_verdict_is_told_wherever_sources_are(fast: World) -> None:
    worlds.profile_says(fast.web, Président="Tarik Exemple")
    fast.look("profile")
    fast.web.put(ECCP, Answer(b"no", 403))
    for _ in range(2):
        fast.look()
        fast.now += DAY
    client = client_of(fast)
    for path in ("sources", "sources/eccp_morocco"):
        html5lib.HTMLParser(strict=True).parse(client.get(f"/fr/{path}").data)
    page = client.get("/en/sources").text
    assert ECCP_HOST in page
    assert "it refuses us" in page
    assert "it answers" in page
    page = client.get("/en/sources/eccp_morocco").text
    assert "2 attempts in a row failed" in page
    assert "it is asked less and less often" in page
    assert "il nous refuse" in client.get("/fr/sources/eccp_morocco").text
    assert "يرفضنا" in client.get("/ar/sources/eccp_morocco").text
    assert "it refuses us" not in client.get("/en/sources/profile").text
    items = {one["name"]: one for one in client.get("/api/v1/sources").get_json()["items"]}
    (host,) = items["eccp_morocco"]["hosts"]
    assert host == {
        "host": ECCP_HOST,
        "verdict": "blocked",
        "since": MONDAY.isoformat(),
        "misses": 2,
    }
    assert items["profile"]["hosts"][0]["verdict"] == "works"
    (said,) = [one for one in remarks(fast.installation, fast.now) if ECCP_HOST in one]
    assert "blocked" in said
    assert not [one for one in complaints(fast.installation, fast.now) if "the host" in one]
    # No earlier verdicts are kept: a page of a day gone by tells none.
    then = client.get(f"/api/v1/sources?seen_at={MONDAY:%Y-%m-%d}").get_json()["items"]
    assert all(one["hosts"] == [] for one in then)


@pytest.fixture(params=["forgetful", *BACKENDS])
def memory(request: pytest.FixtureRequest, stores: Stores) -> Memory:
    """Each memory that a door may have."""
    if request.param == "forgetful":
        return Forgetful()
    return Remembered(stores.database(request.param))


def test_a_memory_moves_in_one_step_and_tells_what_was(memory: Memory) -> None:
    assert memory.move("a.ma", lambda free: free + 2.5) == 0.0
    assert memory.move("a.ma", lambda free: free * 2) == 2.5
    assert memory.move("a.ma", lambda free: free) == 5.0
    assert memory.move("b.ma", lambda free: free) == 0.0
    assert memory.answered("a.ma", lambda was: was.after("blocked", 7.0)) == Answering()
    assert memory.answered("a.ma", lambda was: was.after("blocked", 9.0)) == Answering(
        "blocked", 7.0, 1
    )
    assert memory.answered("a.ma", lambda was: was) == Answering("blocked", 7.0, 2)
    memory.keep_robots("a.ma", 200, "User-agent: *")
    found = memory.robots("a.ma")
    assert found is not None
    assert found[:2] == (200, "User-agent: *")
    assert memory.move("a.ma", lambda free: free) == 5.0
    assert memory.robots("b.ma") is None
