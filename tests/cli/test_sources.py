"""`observatory sources` on a terminal of 80 columns: each source whole, and how it stands."""

from __future__ import annotations

import pytest

from observatory.harvest import load
from tests.cli.running import run
from tests.loopback import Web

NAME = "ministry_agriculture"


def test_names_are_whole_and_no_line_is_wider(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    run("init")
    web.down = True
    run("collect", NAME, "--mirror", web.base)
    lines = [line.rstrip() for line in run("sources").stdout.splitlines()]
    assert max(map(len, lines)) <= 80
    columns = [lines[0].index(title) for title in ("source", "last good look", "publisher")]

    def cell(line: str, at: int) -> str:
        return line[columns[at] : [*columns, 99][at + 1]].strip()

    begins = {line.split()[0]: at for at, line in enumerate(lines) if line[:1].strip()}
    assert set(load(["scrapers"])) == set(begins) - {"source"}
    first, second = lines[begins[NAME] :][:2]
    assert [cell(first, at) for at in (0, 1)] == [NAME, "never"]
    assert [cell(second, at) for at in (0, 1)] == ["ministry", "every week"]
    end = min(at for at in (*begins.values(), len(lines)) if at > begins[NAME])
    how = " ".join(cell(line, 2) for line in lines[begins[NAME] : end])
    assert how.startswith("Ministère de l'Agriculture")
    assert "could not connect, since" in how
    assert "failed looks in a row: 1, tolerated: 2" in how


def test_nobody_is_said_to_have_read_a_file_that_was_not_read_yet() -> None:
    run("init")
    assert "kept by hand, read" not in run("sources").stdout
    run("collect", "record")
    assert run("sources").stdout.count("kept by hand, read") == 1
