"""The command line: exit codes, help, and the shape of what it prints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from observatory.cli import observatory
from observatory.harvest import load
from tests.cli.running import run
from tests.loopback import Answer, Web
from tests.worlds import a_page_of_five, login_wall

SAVED = Path(__file__).parents[1] / "scrapers" / "eccp_morocco" / "morocco.html"


def names() -> Iterator[tuple[str, ...]]:
    yield ()
    for name, command in observatory.commands.items():
        yield (name,)
        for sub in getattr(command, "commands", {}):
            yield name, sub


@pytest.mark.parametrize("words", list(names()), ids=" ".join)
def test_everything_has_help(words: tuple[str, ...]) -> None:
    result = run(*words, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.output
    assert len(result.output.splitlines()) > 3


FEED = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Press</title>
<link>https://press.example</link><item><title>{title}</title><link>{url}</link>
<pubDate>Mon, 02 Mar 2026 08:00:00 +0000</pubDate><description>{title}</description></item>
</channel></rss>"""


def test_what_waits_for_a_person_is_listed_whole(web: Web) -> None:
    """Ids are typed into the next command and addresses opened: neither may be cut short."""
    title = "Le Cluster Menara obtient le label du ministère de l'Industrie"
    article = f"https://press.example/economie/{'un-long-titre-' * 8}12345"
    feed = load(["scrapers"])["press"].source.starts[0]
    web.put(feed, Answer(FEED.format(title=title, url=article).encode(), content_type="text/xml"))
    run("collect", "press", "--mirror", web.base)
    (lead,) = json.loads(run("review", "list", "--json").stdout)["leads"]
    assert lead["url"] == article
    shown = run("review", "list").stdout
    assert str(lead["lead"]) in shown
    column = shown[: shown.index("url")].rpartition("\n")[2]
    folded = (line[len(column) :].strip() for line in shown.splitlines())
    assert article in "".join(folded)


def test_a_summary_of_a_visit_has_every_key(web: Web) -> None:
    a_page_of_five(None, web)  # type: ignore[arg-type]
    result = run("collect", "eccp_morocco", "--mirror", web.base, "--json")
    (report,) = json.loads(result.stdout)
    assert set(report) == {"source", "outcome", "reasons", "facts", "changes", "run"}
    assert (report["source"], report["outcome"], report["reasons"]) == ("eccp_morocco", "ok", [])
    assert report["facts"] > 20
    assert result.exit_code == 0


def test_every_reason_is_told_whole(web: Web) -> None:
    """Eighty columns cut the addresses of what failed, and of more than three the rest."""
    said = run("collect", "press", "--mirror", web.base).stdout.splitlines()
    starts = load(["scrapers"])["press"].source.starts
    assert len(starts) > 3
    for start in starts:
        assert f"press: the server answers 404 ({start})" in said


def test_a_login_page_is_blocked_and_exits_1(web: Web) -> None:
    login_wall(a_page_of_five(None, web))  # type: ignore[arg-type]
    result = run("collect", "eccp_morocco", "--mirror", web.base, "--json")
    (report,) = json.loads(result.stdout)
    assert (result.exit_code, report["outcome"]) == (1, "blocked")
    assert report["reasons"][0].startswith("login: ")


def test_offline_every_live_source_could_not_connect_and_the_rest_ran(web: Web) -> None:
    web.down = True
    result = run("collect", "--mirror", web.base, "--json")
    assert result.exit_code == 1
    reports = {report["source"]: report for report in json.loads(result.stdout)}
    for name, report in reports.items():
        curated = name in ("record", "survey_2023")
        assert report["outcome"] == ("ok" if curated else "failed"), name
        assert curated or "could not connect" in report["reasons"][0], report["reasons"]
    health = {one["source"]: one for one in json.loads(run("sources", "--json").stdout)}
    assert health["eccp_morocco"]["failing_since"]
    assert health["eccp_morocco"]["last_good"] is None
    assert "eccp_morocco: failed since" in run("doctor").stdout
    shown = " ".join(run("sources").stdout.split())
    assert "could not connect, since" in shown
    assert "; failed looks in a row: " in shown
    assert "\\n" not in shown


def test_a_paused_source_is_left_out_unless_it_is_named(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OBSERVATORY_SCRAPERS", "tests.publishers")
    run("init")
    assert run("review", "pause", "gazette", "--why", "It moves").exit_code == 0
    result = run("collect", "--mirror", web.base, "--json")
    assert {one["source"] for one in json.loads(result.stdout)} == {"partners", "profile"}
    assert "gazette is paused since" in result.stderr
    assert "(It moves): left out" in result.stderr
    named = run("collect", "gazette", "--mirror", web.base, "--json")
    assert [one["source"] for one in json.loads(named.stdout)] == ["gazette"]
    assert "visited all the same" in named.stderr
    states = {one["source"]: one for one in json.loads(run("sources", "--json").stdout)}
    assert (states["gazette"]["state"], states["gazette"]["paused_why"]) == ("paused", "It moves")
    assert (states["profile"]["state"], states["profile"]["failures"]) == ("failing", 1)
    assert "gazette is paused since" in run("doctor").stdout
    assert run("review", "resume", "gazette", "--why", "It moved").exit_code == 0
    assert "gazette" in run("collect", "--mirror", web.base).stdout


def test_check_reads_a_saved_page_and_writes_nothing() -> None:
    run("init")
    before = sorted(path.name for path in Path("kept").rglob("*") if path.is_file())
    result = run("check", "eccp_morocco", str(SAVED), "--json")
    found = json.loads(result.stdout)
    assert set(found) == {
        "source", "url", "verdict", "complete", "reasons", "facts", "events", "follow",
    }  # fmt: skip
    assert (found["verdict"], found["complete"], result.exit_code) == ("degraded", True, 0)
    assert {f["raw"] for f in found["facts"] if f["property"] == "acronym"} == {
        "SpaceWave", "REINA PLUS", "FoodNet", "MOVE", "EnW",
    }  # fmt: skip
    assert sorted(path.name for path in Path("kept").rglob("*") if path.is_file()) == before


def test_check_says_no_to_a_page_that_is_not_the_one_we_know(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><html><body><p>Welcome</p></body></html>", encoding="utf-8")
    result = run("check", "eccp_morocco", str(page), "--json")
    assert (result.exit_code, json.loads(result.stdout)["verdict"]) == (1, "rejected")


def test_check_names_what_no_rule_can_type(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    text = SAVED.read_text(encoding="utf-8").replace("33 848 242 (2015)", "many (2015)")
    page.write_text(text, encoding="utf-8")
    result = run("check", "eccp_morocco", str(page), "--json")
    found = json.loads(result.stdout)
    assert (found["verdict"], result.exit_code) == ("degraded", 0)
    assert any("morocco, population: " in reason for reason in found["reasons"])


def test_check_names_two_values_where_there_can_be_but_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OBSERVATORY_SCRAPERS", "tests.publishers")
    page = tmp_path / "page.html"
    rows = "".join(f"<tr><td>MOVE</td><td>{smes}</td></tr>" for smes in (567, 601))
    head = "<tr><th>Acronym</th><th>SMEs</th></tr>"
    page.write_text(f"<h1>Partnerships</h1><table>{head}{rows}</table>", encoding="utf-8")
    found = json.loads(run("check", "partners", str(page), "--json").stdout)
    assert found["verdict"] == "degraded"
    assert found["reasons"] == [
        "unclear_value: move, smes_involved: the page says both '567' and '601'"
    ]
