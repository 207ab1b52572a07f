"""What an operator kept of the web: a folder of saved pages, or a WARC file."""

from __future__ import annotations

from pathlib import Path

from observatory.harvest.archives.folder import Folder
from observatory.harvest.archives.warc import Warc
from observatory.harvest.misread import BadSource


def open_kept(path: Path) -> Folder | Warc:
    """Open a folder of saved pages or a WARC file that holds some. Raises ``BadSource``."""
    if path.is_dir():
        return Folder(path)
    if path.is_file():
        warc = Warc(path)
        if not warc.urls:
            raise BadSource(f"{path} holds no page of the web: is it a WARC file?")
        return warc
    raise BadSource(f"there is no folder and no file {str(path)!r}")
