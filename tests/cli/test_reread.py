"""`observatory reread` says what differs, and counts the sources of which nothing is to be said."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from tests.cli.running import run
from tests.loopback import Web
from tests.worlds import a_page_of_five

NAME = "eccp_morocco"


def an_older_reader_missed_a_fact() -> None:
    """Take the last fact from what was kept, as if another version had read the page."""
    with sqlite3.connect(Path("kept") / "observatory.sqlite") as store:
        (facts,) = store.execute("SELECT facts FROM reading WHERE source = ?", (NAME,)).fetchone()
        less = json.dumps(json.loads(facts)[:-1])
        store.execute(
            "UPDATE reading SET version = 'older', facts = ? WHERE source = ?", (less, NAME)
        )


def test_only_what_differs_is_told_and_the_rest_is_counted(web: Web) -> None:
    a_page_of_five(None, web)  # type: ignore[arg-type]
    run("collect", NAME, "--mirror", web.base)
    declared = len(json.loads(run("sources", "--json").stdout))
    said = run("reread", "--check").stdout.splitlines()
    assert said == [f"sources in which nothing differs: {declared} (pages read again: 0)"]
    an_older_reader_missed_a_fact()
    run("rebuild")
    for words in (("--check",), ()):
        told = run("reread", *words).stdout.splitlines()
        assert told[0].split()[0] == "source"
        assert told[1].split()[:3] == [NAME, "1", "1"]
        assert told[-1].startswith(f"other sources in which nothing differs: {declared - 1} (")
        assert not any(line.startswith("press") for line in told)
    assert run("reread", NAME).stdout.splitlines()[1].split()[:3] == [NAME, "0", "0"]
