"""What the command line refuses: wrong words and settings, and what the machine does not give."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.cli.running import refused, run


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("collect", "nobody"), "no source is called 'nobody'"),
        (("collect", "--at", "yesterday"), "--at takes an ISO time"),
        (("collect", "record", "--at", "2999-01-01"), "2999-01-01T00:00:00+00:00 is yet to come"),
        (("collect", "--mirror", "ftp://x"), "--mirror takes a base address"),
        (("check", "eccp_morocco", "nothing.html"), "there is no file"),
        (("review", "release", "7", "--why", "x"), "reading 7"),
        (("review", "undo", "7", "--why", "x"), "decision 7"),
        (("review", "pause", "nobody", "--why", "x"), "no source is called 'nobody'"),
        (("review", "overrule", "9" * 23, "--why", "x"), "Invalid value for 'STATEMENT'"),
        (("review", "pause", "record", "--why", "x", "--by", " "), "--by says who decides"),
        (("warc", "nowhere/pages.warc.gz"), "cannot be written: No such file"),
        (("warc", "all.warc.gz", "--since", "2023"), "--since takes a day such as 2026-03-01"),
        (("fly",), "No such command"),
    ],
    ids=str,
)
def test_wrong_use_is_refused_with_a_sentence(
    words: tuple[str, ...],
    sentence: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert sentence in refused(capsys, monkeypatch, *words)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("OBSERVATORY_COLOUR", "blue", "unknown setting OBSERVATORY_COLOUR"),
        ("OBSERVATORY_URL", "clusters.example", "OBSERVATORY_URL"),
        ("OBSERVATORY_DATABASE", "somewhere", "OBSERVATORY_DATABASE"),
        ("OBSERVATORY_NIGHT_ONLY", "perhaps", "OBSERVATORY_NIGHT_ONLY"),
        ("OBSERVATORY_TRUSTED_PROXIES", "-1", "OBSERVATORY_TRUSTED_PROXIES"),
        ("OBSERVATORY_OPERATOR", "a@example.org\nb@example.org", "OBSERVATORY_OPERATOR"),
        ("OBSERVATORY_SMTP", "mail.example:25", "OBSERVATORY_SMTP"),
        ("OBSERVATORY_SMTP", "smtp://", "OBSERVATORY_SMTP"),
        ("OBSERVATORY_SMTP", "smtp://me:geheim@host:x", "OBSERVATORY_SMTP"),
        ("OBSERVATORY_SMTP", "smtp://me:geheimß@host", "OBSERVATORY_SMTP"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(
    name: str,
    value: str,
    sentence: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(name, value)
    said = refused(capsys, monkeypatch, "sources")
    assert sentence in said
    assert "geheim" not in said, "what may hold a password is not repeated"


def test_an_unknown_name_in_the_env_file_is_refused_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(".env").write_text("OBSERVATORY_COLOUR=blue\nOTHER=1\n", encoding="utf-8")
    assert "OBSERVATORY_COLOUR" in refused(capsys, monkeypatch, "sources")


def test_what_the_machine_refuses_is_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init")
    said = refused(capsys, monkeypatch, "backup", "nowhere/all.zip", code=1)
    assert said == "observatory: nowhere/all.zip.part: No such file or directory\n"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for command in (("web",), ("run", "--no-live")):
            said = refused(capsys, monkeypatch, *command, "--port", port)
            assert f"nothing can listen at 127.0.0.1:{port}: Address already in use" in said
            assert "the site is at" not in said
        closed = f"postgresql+psycopg://nobody@127.0.0.1:{port}/none?connect_timeout=1"
    monkeypatch.setenv("OBSERVATORY_DATABASE", closed)
    said = refused(capsys, monkeypatch, "sources", code=1)
    assert said.startswith("observatory: the database cannot be used: connection ")
    assert len(said.splitlines()) == 1
    assert "cannot be opened: connection " in run("doctor").stdout
