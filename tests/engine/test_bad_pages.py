"""Broken and hostile pages, end to end: what is not the page changes nothing of what is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from observatory.engine.run.collect import collect_all
from observatory.harvest import Loaded, Page, Said
from observatory.store import tables as t
from observatory.web import create_app
from tests import worlds
from tests.loopback import Answer
from tests.telling import acronyms, beliefs, codes, lines, rows
from tests.worlds import ECCP, World, days_pass


def html(title: str, body: str, head: str = "") -> str:
    """Write a page as sites do, with the head and the foot that surround everything."""
    return (
        f'<!DOCTYPE html>\n<html lang="en" dir="ltr"><head><meta charset="utf-8" />{head}'
        f"<title>{title}</title></head><body class='path-x'><header><a href='/'>Home</a>"
        f"<a href='/user/login'>Log in</a></header><main>{body}</main>"
        "<footer>© European Cluster Collaboration Platform</footer></body></html>"
    )


def answer(title: str, body: str, head: str = "") -> Answer:
    return Answer(html(title, body, head).encode())


JS = "<script>" + "var _0x4b1f=['\\x63\\x6f'];(function(a,b){setTimeout(a,b)})();" * 40
What = Answer | Callable[[bytes], bytes]
"""A bad answer, or what happens to the bytes of the good one."""

BAD: dict[str, dict[str, tuple[What, str]]] = {
    "T027": {
        "in French": (answer("Page introuvable | ECCP", "<h1>Page introuvable</h1>"), "rejected"),
        "in English": (answer("Page not found | ECCP", "<h1>Oops</h1><p>x</p>"), "rejected"),
        "in Arabic": (answer("الصفحة غير موجودة", "<h1>الصفحة غير موجودة</h1>"), "rejected"),
        "sent home": (Answer(b"", 302, headers={"Location": "/"}), "rejected"),
        "maintenance": (answer("Site en maintenance", "<h1>Bientôt</h1>"), "rejected"),
        "new hosting": (answer("Apache2 Ubuntu Default Page: It works", "<h1>It works!</h1>"),
                        "rejected"),
        "parked": (answer("clustercollaboration.eu", "<h1>This domain is for sale</h1>"),
                   "rejected"),
    },
    "T028": {
        "login": (answer("Log in | ECCP", "<form><input type='password' name='pass'></form>"),
                  "blocked"),
        "cookie wall": (answer("ECCP", "<h1>Before you continue</h1><p>Accept all cookies to"
                               " continue to the site.</p><button>Accept all</button>"),
                        "blocked"),
        "captcha": (answer("Captcha", "<h1>Are you a robot?</h1><div class='g-recaptcha'></div>"),
                    "blocked"),
        "challenge": (Answer(html("Just a moment...", "<p>x</p>").encode(), 403,
                             headers={"cf-mitigated": "challenge"}), "blocked"),
        "script": (Answer(f"<html><head>{JS}</script></head><body></body></html>".encode()),
                   "blocked"),
    },
    "T029": {
        "empty": (Answer(b""), "rejected"),
        "white": (Answer(b" \r\n\t\n "), "rejected"),
        "comment": (Answer(b"<!-- cache miss 0.0021 -->"), "rejected"),
    },
    "T026": {
        "twice encoded": (
            lambda page: page.decode().replace("Rabat", "Rabat, cité créée à l’été, rêvée déjà, "
                                               "bâtie dès hier").encode().decode("cp1252",
                                               "replace").encode(),
            "rejected",
        ),
        "bytes of no charset": (
            lambda page: page.replace(b"Rabat", b"Rab\xe0t\xff\xfe").replace(
                b"clusters together", b"clusters tog\xc3\xa9th\xc3\xa9r"),
            "rejected",
        ),
    },
}  # fmt: skip


CASES = [
    pytest.param(what, word, id=f"{line}: {name}")
    for line, bad in BAD.items()
    for name, (what, word) in bad.items()
]


@pytest.mark.battery("T026", "T027", "T028", "T029")
@pytest.mark.parametrize(("what", "word"), CASES)
def test_a_bad_page_moves_nothing_and_nobody_tries_another_way_in(
    fast: World, what: What, word: str
) -> None:
    """Look at a bad page twice between two good looks."""
    fast.web.put("https://www.clustercollaboration.eu/", html("ECCP", "<h1>Welcome</h1>"))
    fast.look()
    held = beliefs(fast.installation)
    bad = what if isinstance(what, Answer) else Answer(what(fast.web.pages[ECCP[7:]].body))
    fast.web.put(ECCP, bad)
    asked = len(fast.web.asked)
    for _ in range(2):
        days_pass(fast)
        report = fast.look()
        assert (report.outcome, report.changes) == (word, 0), report
        assert beliefs(fast.installation) == held
    pages = [path for path in fast.web.asked[asked:] if "robots.txt" not in path]
    assert set(pages) <= {ECCP[7:], "/www.clustercollaboration.eu/"}
    fast.publish()
    days_pass(fast)
    assert fast.look().changes == 0


@pytest.mark.battery("T030")
def test_a_page_cut_at_any_kilobyte_removes_nothing(fast: World) -> None:
    fast.tail = "<aside><p>Events from ESCP-4i and other news of the day.</p></aside>" * 80
    fast.publish()
    whole = fast.web.pages[ECCP[7:]].body
    fast.look()
    held = beliefs(fast.installation)
    cuts = range(1024, len(whole), 1024)
    assert len(cuts) > 5
    for size in cuts:
        fast.web.put(ECCP, Answer(whole[:size]))
        days_pass(fast)
        report = fast.look()
        assert (report.outcome in ("failed", "rejected"), report.changes) == (True, 0), size
        assert beliefs(fast.installation) == held


@pytest.mark.battery("T034")
def test_order_white_space_tokens_and_stamps_are_no_change(fast: World) -> None:
    fast.look()
    for change in (
        worlds.surroundings_change,
        worlds.columns_reordered,
        lambda world: setattr(world, "rows", dict(reversed(world.rows.items()))),
        lambda world: setattr(world, "facts", f"{world.facts}  \n\t&nbsp;"),
        lambda world: setattr(world, "tail", f"<p>Generated at {world.now}</p>"),
        lambda world: setattr(
            world,
            "rows",
            {k: replace(r, smes=f"\n  {r.smes} &nbsp;") for k, r in world.rows.items()},
        ),
    ):
        days_pass(fast)
        change(fast)
        fast.publish()
        assert fast.look().outcome == "ok"
    assert lines(fast.installation) == []


@pytest.mark.battery("T024")
def test_a_page_of_too_many_rows_is_refused_and_the_next_source_goes_on(fast: World) -> None:
    worlds.profile_says(fast.web, Président="Tarik Exemple")
    fast.look()
    fast.web.put(ECCP, html("Morocco | ECCP", "<table>" + "<tr><td>x</td></tr>" * 101_000))
    days_pass(fast)
    chosen = fast.installation.named(("eccp_morocco", "profile"))
    first, second = collect_all(fast.installation, chosen, fast.now, mirror=fast.web.base)
    assert (first.outcome, codes(first), second.outcome) == ("failed", ["too_large"], "ok")
    assert len(acronyms(fast.installation)) == 5


@pytest.mark.battery("T032")
def test_a_reader_that_raises_fails_alone_and_that_is_seen(fast: World) -> None:
    worlds.profile_says(fast.web, Président="Tarik Exemple")
    fast.look()
    well = fast.now
    days_pass(fast)

    def raises(page: Page) -> list[Said]:
        raise ZeroDivisionError(page.text[:20])

    chosen = fast.installation.named(("eccp_morocco", "profile"))
    worlds.value_changes(fast, "MOVE", smes="570")
    broken: list[Loaded] = [replace(chosen[0], read=raises, version="broken"), chosen[1]]
    reports = collect_all(fast.installation, broken, fast.now, mirror=fast.web.base)
    assert [report.outcome for report in reports] == ["failed", "ok"]
    assert codes(reports[0]) == ["reader_raised"]
    assert "ZeroDivisionError" in reports[0].reasons[0].said
    assert rows(fast.installation, t.Run)[-2]["outcome"] == "failed"
    app = create_app(fast.installation.settings, lambda: fast.now)
    shown = app.test_client().get("/en/sources/eccp_morocco").get_data(as_text=True)
    app.extensions["observatory"].database.close()
    assert "ZeroDivisionError" in shown
    assert f"{well:%Y-%m-%d}" in shown
