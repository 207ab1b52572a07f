"""What a person released is said to be so wherever a source stands, until it is visited again."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from observatory.domain.extract import FAILED, QUARANTINED
from observatory.engine.decisions import deciding
from observatory.engine.upkeep.doctor import complaints, remarks
from observatory.errors import WrongUse
from observatory.store import tables as t
from observatory.store.queries import sources
from observatory.store.queries.sources import SourceState
from tests import worlds
from tests.loopback import Answer
from tests.serving import client_of
from tests.telling import beliefs, rows, waiting
from tests.worlds import World, days_pass

NAME, WHY = "eccp_morocco", "I called them, the three have ended"
SAID = {
    "en": "released by a person on 16 March 2026",
    "fr": "validée par une personne le 16 mars 2026",
    "ar": "قُبلت بعد مراجعة بشرية في 16 مارس 2026",
}
WAITS = {
    "en": "waits for a person",
    "fr": "en attente d’une décision humaine",
    "ar": "في انتظار قرار بشري",
}

HELD = {"en": "held back", "fr": "retenu", "ar": "محتجز"}


@pytest.fixture
def held(fast: World) -> World:
    """A list that lost too much at its second look, a week ago."""
    fast.look()
    days_pass(fast)
    worlds.partnership_gone(fast, "MOVE", "REINA PLUS", "FoodNet")
    assert fast.look().outcome == QUARANTINED
    days_pass(fast)
    return fast


@pytest.fixture
def client(held: World) -> FlaskClient:
    """A browser at the site of the world, at its time."""
    return client_of(held)


def let_go(world: World) -> int:
    """Release what was held last."""
    last = rows(world.installation, t.Reading)[-1]["id"]
    return deciding.release(world.installation, last, by="A", why=WHY, now=world.now)


def state(world: World) -> SourceState:
    with world.installation.database.read() as db:
        (found,) = sources.states(db, (NAME,))
    return found


@pytest.mark.parametrize("lang", SAID)
def test_pages_say_who_let_it_through_and_why(held: World, client: FlaskClient, lang: str) -> None:
    addresses = (f"/{lang}/sources", f"/{lang}/sources/{NAME}")
    for page in (f"/{lang}/", f"/{lang}/sources"):
        assert HELD[lang] in client.get(page).text, "it is not said that it could not be read"
    for address in addresses:
        shown = client.get(address).text
        assert (WAITS[lang] in shown, SAID[lang] in shown) == (True, False), address
    let_go(held)
    for address in addresses:
        shown = client.get(address).text.replace('<bdi dir="ltr">', "").replace("</bdi>", "")
        assert (WAITS[lang] in shown, SAID[lang] in shown) == (False, True), address
    assert WHY in client.get(addresses[1]).text


def test_the_api_files_and_the_doctor_say_so(held: World, client: FlaskClient) -> None:
    def told() -> dict[str, object]:
        items = client.get("/api/v1/sources").get_json()["items"]
        return next(item for item in items if item["name"] == NAME)

    before = told()
    assert (before["released_at"], before["state"]) == (None, "failing")
    feed = "/feeds/changes.json?lang=en"
    assert "Held back as implausible: ECCP" in client.get(feed).get_json()["description"]
    failing, waits = (said for said in remarks(held.installation, held.now) if NAME in said)
    assert f"{NAME}: {QUARANTINED} since 2026-03-09" in failing
    assert f"reading 2 of {worlds.ECCP} waits for a person: look at it with `observatory r" in waits
    let_go(held)
    after = told()
    assert (after["released_at"], after["failing_since"]) == (held.now.isoformat(), None)
    assert (after["health"], after["state"], after["failures"]) == (QUARANTINED, "well", 0)
    assert f"{held.now:%Y-%m-%d}" in client.get("/data/sources.csv").text
    assert "ECCP" not in client.get(feed).get_json()["description"]
    assert not any(NAME in said for said in complaints(held.installation, held.now))
    (said,) = (said for said in remarks(held.installation, held.now) if NAME in said)
    assert "3 of 5 records are gone" in said
    assert said.endswith("released by a person on 2026-03-16")


def test_it_holds_until_it_is_taken_back_or_looked_at_again(held: World) -> None:
    since = state(held).failing_since
    key = let_go(held)
    assert (state(held).failing_since, state(held).released) == (None, held.now)
    days_pass(held, 1)
    deciding.undo(held.installation, key, by="A", why="Another list", now=held.now)
    assert (state(held).failing_since, state(held).released) == (since, None)
    let_go(held)
    days_pass(held)
    assert held.look().outcome in sources.GOOD_OUTCOMES
    assert (state(held).failing_since, state(held).released) == (None, None)


def test_one_page_of_two_is_not_the_whole(fast: World) -> None:
    pages = [{f"A{n}": "12" for n in range(8)}, {f"B{n}": "12" for n in range(8)}]
    worlds.list_says(fast.web, *pages)
    fast.look("partners")
    worlds.list_says(fast.web, {"A0": "12"}, {"B0": "12"})
    days_pass(fast)
    assert fast.look("partners").outcome == QUARANTINED
    both = [r["id"] for r in rows(fast.installation, t.Reading) if r["verdict"] == QUARANTINED]
    assert len(both) == 2
    for released, reading in enumerate(both, start=1):
        days_pass(fast, 1)
        deciding.release(fast.installation, reading, by="A", why=WHY, now=fast.now)
        with fast.installation.database.read() as db:
            (found,) = sources.states(db, ("partners",))
        assert found.released == (fast.now if released == 2 else None)


def test_what_fails_beside_a_released_page_goes_on_failing(fast: World) -> None:
    """One page of two was held and released; the other does not answer."""
    pages = [{f"A{n}": "12" for n in range(8)}, {f"B{n}": "12" for n in range(8)}]
    worlds.list_says(fast.web, *pages)
    fast.look("partners")
    worlds.list_says(fast.web, {"A0": "50000"}, pages[1])
    fast.web.put(f"{worlds.LIST}?page=1", Answer(b"", 500))
    days_pass(fast)
    assert fast.look("partners").outcome == FAILED
    held = next(r["id"] for r in rows(fast.installation, t.Reading) if r["verdict"] == QUARANTINED)
    deciding.release(fast.installation, held, by="A", why=WHY, now=fast.now)
    client = client_of(fast)
    shown = client.get("/en/sources").text
    assert "its server answers with an error, since 9 March 2026" in shown
    assert WAITS["en"] not in shown


def test_what_a_person_keeps_out_waits_no_more_and_alters_nothing(
    held: World, client: FlaskClient
) -> None:
    before = beliefs(held.installation)
    last = rows(held.installation, t.Reading)[-1]["id"]
    key = deciding.reject(held.installation, last, by="A", why="Their list broke", now=held.now)
    assert waiting(held.installation)["readings"] == 0
    assert beliefs(held.installation) == before
    shown = client.get(f"/en/sources/{NAME}").text
    assert "since 9 March 2026; kept out by a person on 16 March 2026" in shown
    assert "Kept out by a person on 16 March 2026, who says why:" in shown
    assert "Their list broke" in shown
    assert WAITS["en"] not in shown
    assert "Under verification" not in client.get("/en/partnerships").text
    assert (state(held).released, state(held).failed) == (None, 1)
    with pytest.raises(WrongUse, match="is kept out already"):
        let_go(held)
    days_pass(held, 1)
    deciding.undo(held.installation, key, by="A", why="It is true", now=held.now)
    assert waiting(held.installation)["readings"] == 1
    let_go(held)
    with pytest.raises(WrongUse, match="is released already"):
        deciding.reject(held.installation, last, by="A", why="no", now=held.now)
