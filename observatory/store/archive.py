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
        """Keep ``body`` and give its SHA-256; a crash leaves a whole file or none."""
        sha256 = hashlib.sha256(body).hexdigest()
        target = self.path(sha256)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
                file.write(gzip.compress(body, 6, mtime=0))
                file.flush()
                os.fsync(file.fileno())
            Path(file.name).replace(target)
        return sha256

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
