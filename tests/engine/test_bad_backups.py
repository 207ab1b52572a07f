"""What is no whole backup of ours is refused with a sentence, and changes nothing."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from observatory.engine.installation import Installation
from observatory.engine.upkeep.backups import back_up, restore_backup
from observatory.errors import ObservatoryError
from observatory.store import tables as t
from tests import worlds
from tests.loopback import Web
from tests.stores import Stores
from tests.worlds import World


def refused(other: Installation, file: Path) -> bool:
    """Say whether a file is refused with a sentence, and the store left as it is."""
    said = ""
    try:
        restore_backup(other, file, force=True)
    except ObservatoryError as error:
        said = str(error)
    if not said:
        return False
    with other.database.read() as db:
        runs = db.scalar(select(func.count()).select_from(t.Run))
    return "nothing was changed" in said and not runs and not other.archive.folder.exists()


@pytest.fixture
def small(stores: Stores, web: Web, tmp_path: Path) -> Path:
    """A backup of very little."""
    world = World(stores.installation("sqlite"), web)
    worlds.profile_says(web, Président="Tarik Exemple")
    world.look("profile")
    file = tmp_path / "small.zip"
    back_up(world.installation, file)
    return file


@pytest.mark.battery("T065")
def test_a_flipped_byte_is_refused_wherever_it_matters(
    small: Path, stores: Stores, tmp_path: Path
) -> None:
    """A few bytes of a ZIP mean nothing (times, permissions); no flip may bring other rows."""
    whole, other = small.read_bytes(), stores.installation("sqlite")
    damaged = tmp_path / "damaged.zip"
    accepted = 0
    for place in range(0, len(whole), max(1, len(whole) // 150)):
        body = bytearray(whole)
        body[place] ^= 0x10
        damaged.write_bytes(body)
        if not refused(other, damaged):
            accepted += 1
            other = stores.installation("sqlite")
    assert accepted < 20


@pytest.mark.battery("T065")
@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_refused(
    small: Path, stores: Stores, tmp_path: Path, share: float
) -> None:
    cut = tmp_path / "cut.zip"
    cut.write_bytes(small.read_bytes()[: int(small.stat().st_size * share)])
    assert refused(stores.installation("sqlite"), cut)


def rewritten(file: Path, **members: bytes) -> Path:
    """Write a backup again with other members; the manifest is made to fit unless given."""
    with zipfile.ZipFile(file) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    held |= members
    out = file.with_name("rewritten.zip")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in held.items():
            archive.writestr(name, body)
    return out


def manifest(file: Path, **changes: Any) -> bytes:
    with zipfile.ZipFile(file) as archive:
        found: dict[str, Any] = json.loads(archive.read("manifest.json"))
    return json.dumps(found | changes).encode()


@pytest.mark.battery("T065")
def test_names_that_lead_elsewhere_are_refused(small: Path, stores: Stores) -> None:
    for name in ("../../evil", "/etc/evil", "archive/../../evil", "tables/../x.jsonl"):
        with zipfile.ZipFile(small) as archive:
            members = json.loads(archive.read("manifest.json"))["members"]
        empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        forged = manifest(small, members={**members, name: [0, empty]})
        file = rewritten(small, **{name: b"", "manifest.json": forged})
        assert refused(stores.installation("sqlite"), file)


@pytest.mark.parametrize(
    "change",
    [{"format": "other"}, {"schema": "9999"}, {"rows": {}}, {"members": {}}, {"members": None}],
    ids=str,
)
def test_a_manifest_that_does_not_fit_is_refused(
    small: Path, stores: Stores, change: dict[str, Any]
) -> None:
    file = rewritten(small, **{"manifest.json": manifest(small, **change)})
    assert refused(stores.installation("sqlite"), file)


@pytest.mark.parametrize("body", [b"[]", b"null", b"7", b"{", b""])
def test_a_manifest_that_is_none_is_refused(small: Path, stores: Stores, body: bytes) -> None:
    assert refused(stores.installation("sqlite"), rewritten(small, **{"manifest.json": body}))


@pytest.mark.battery("T065")
@pytest.mark.parametrize("name", ["manifest.json", "tables/meta.jsonl"])
def test_a_bomb_is_refused_before_it_is_unpacked(small: Path, stores: Stores, name: str) -> None:
    file = rewritten(small, **{name: b" " * 60_000_000})
    assert file.stat().st_size < 200_000
    assert refused(stores.installation("sqlite"), file)


@pytest.mark.parametrize("body", [b"", b"hello", b"PK\x03\x04", b"\x00" * 1000])
def test_what_is_no_backup_is_refused(stores: Stores, tmp_path: Path, body: bytes) -> None:
    file = tmp_path / "x.zip"
    file.write_bytes(body)
    assert refused(stores.installation("sqlite"), file)
