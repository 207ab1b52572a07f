"""`observatory review`: what it promises after a decision is true, and nonsense is refused."""

from __future__ import annotations

import pytest

from tests.cli.running import refused, run


def test_only_what_can_be_undone_is_said_to_be() -> None:
    run("init")
    said = run("review", "pause", "press", "--why", "x").stdout
    assert said == ("decision 1 is in the journal; `observatory review undo 1` takes it back\n")
    said = run("review", "undo", "1", "--why", "y").stdout
    assert said == "decision 2 is in the journal; decision 1 stands no more\n"


def test_what_would_change_nothing_or_names_what_is_not_there_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def review(*words: str) -> str:
        return refused(capsys, monkeypatch, "review", *words, "--why", "x")

    run("collect", "record")
    assert "'ce3m' has this address and this name already" in review("rename", "ce3m", "ce3m")
    run("review", "rename", "ce3m", "ce3m-maroc", "--why", "x")
    assert "'ce3m' is filed under 'ce3m-maroc' now" in review("rename", "ce3m", "ce3m-3")
