"""The archive: bytes kept under their own SHA-256, written once, never changed."""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
import zlib
from pathlib import Path

from observatory.errors import ObservatoryError

EMPTY = bytes(6)
"""Flags, time and extra flags of gzip's head, all unused: the same bytes make the same file."""


class Archive:
    """A folder of kept pages, each compressed in a file named by the hash of its bytes."""

    def __init__(self, folder: Path) -> None:
        """Use ``folder``, made when the first page is kept."""
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Give the file of a hash, whether or not it is there."""
        return self.folder / sha256[:2] / f"{sha256}.gz"

    def keep(self, body: bytes) -> str:
        """Keep ``body`` and give its SHA-256; a crash leaves a whole file or none.

        Raises ``ObservatoryError`` if the disk is full or may not be written.
        """
        sha256 = hashlib.sha256(body).hexdigest()
        target = self.path(sha256)
        if not target.exists():
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                _write(target, gzip.compress(body, 6, mtime=0))
            except OSError as error:
                why = error.strerror or type(error).__name__
                raise ObservatoryError(f"a page cannot be kept in the archive: {why}") from error
        return sha256

    def drop(self, sha256: str) -> None:
        """Take kept bytes away, if they are there."""
        self.path(sha256).unlink(missing_ok=True)

    def sizes(self) -> dict[str, int]:
        """Give what each kept page takes on the disk, in bytes, by its hash."""
        return {file.stem: file.stat().st_size for file in self.folder.glob("*/*.gz")}

    def body(self, sha256: str) -> bytes:
        """Give the kept bytes; raise ``ObservatoryError`` if they are gone or were altered."""
        try:
            packed = self.path(sha256).read_bytes()
            body = gzip.decompress(packed)
        except FileNotFoundError as error:
            raise ObservatoryError(f"snapshot {sha256} is not in the archive") from error
        except (OSError, EOFError, ValueError, zlib.error) as error:
            raise ObservatoryError(f"snapshot {sha256} cannot be unpacked: {error}") from error
        if hashlib.sha256(body).hexdigest() != sha256 or packed[3:9] != EMPTY:
            raise ObservatoryError(f"snapshot {sha256} does not match its bytes")
        return body


def _write(target: Path, packed: bytes) -> None:
    """Write a file whole or not at all; what could not be finished is taken away."""
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        try:
            file.write(packed)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(target)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
