"""Run commands as a terminal would, well or refused."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from observatory import cli
from observatory.cli import observatory


def run(*words: str) -> Result:
    """Run a command and give what came of it."""
    return CliRunner().invoke(observatory, list(words))


def refused(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    *words: str,
    code: int = 2,
) -> str:
    """Run the real entry point, expect an exit code and a reason without a trace."""
    monkeypatch.setattr("sys.argv", ["observatory", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == code
    said = capsys.readouterr().err
    assert "Traceback" not in said
    return said
