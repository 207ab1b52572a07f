"""The store copied, given one page again and again, and no secret in what is handed out."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import SecretStr

from observatory.cli import observatory
from observatory.engine.doors import open_door
from observatory.engine.run.collect import collect
from observatory.engine.upkeep.backups import back_up
from observatory.engine.upkeep.doctor import complaints
from observatory.web import create_app
from tests.battery.hasty import world as world
from tests.stores import written
from tests.telling import beliefs
from tests.worlds import World, days_pass


@pytest.mark.battery("T064")
def test_the_commands_say_how_long_they_took_and_what_is_lost(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, other = str(tmp_path / "backup.zip"), tmp_path / "other"
    monkeypatch.setenv("OBSERVATORY_SCRAPERS", world.installation.settings.scrapers)
    monkeypatch.setenv("OBSERVATORY_DATA", str(world.installation.settings.data))
    monkeypatch.setenv("OBSERVATORY_DATABASE", written(world.installation.database.url))
    made = CliRunner().invoke(observatory, ["backup", file])
    assert re.search(r"1 snapshots, \d+ statements, \d+ changes, in \d+\.\d s", made.output)
    monkeypatch.setenv("OBSERVATORY_DATA", str(other))
    monkeypatch.setenv("OBSERVATORY_DATABASE", f"sqlite:///{other / 'store.sqlite'}")
    back = CliRunner().invoke(observatory, ["restore", file])
    assert re.search(
        r"in \d+\.\d s; what was recorded after 2026-03-02 08:00 UTC is lost", back.output
    )
    with contextlib.closing(sqlite3.connect(other / "store.sqlite")) as store:
        assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.soak
@pytest.mark.battery("T069")
@pytest.mark.parametrize("world", ["sqlite"], indirect=True)
def test_ten_thousand_deliveries_of_one_page_are_one(world: World) -> None:
    world.look()
    before = beliefs(world.installation)
    for _ in range(10_000):
        world.now += timedelta(minutes=1)
        world.look()
    assert beliefs(world.installation) == before


@pytest.mark.battery("T066")
def test_no_secret_is_in_a_backup_or_an_export(world: World, tmp_path: Path) -> None:
    secret, installation = "s3cr3t-of-mail", world.installation
    settings = installation.settings.model_copy(
        update={
            "smtp": SecretStr(f"smtp://user:{secret}@mail.example:587"),
            "operator": "operator@mail.example",
        }
    )
    holder = replace(installation, settings=settings)
    loaded = holder.sources["eccp_morocco"]
    for _ in range(2):
        collect(holder, loaded, open_door(holder, mirror=world.web.base), world.now)
        days_pass(world)
    file = tmp_path / "backup.zip"
    back_up(holder, file)
    with zipfile.ZipFile(file) as archive:
        told_of = {name: archive.read(name) for name in archive.namelist()}
    client = create_app(
        settings.model_copy(update={"database": written(installation.database.url)})
    ).test_client()
    for path in ("/data/changes.jsonl", "/feeds/changes.json", "/api/v1/sources", "/readyz"):
        told_of[path] = client.get(path).data
    told_of["doctor"] = "\n".join(complaints(holder, world.now)).encode()
    told_of["settings"] = repr(settings).encode()
    for hidden in (secret, installation.database.url.password or secret):
        assert [name for name, body in told_of.items() if hidden.encode() in body] == []
