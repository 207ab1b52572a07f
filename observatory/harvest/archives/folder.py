"""A folder of saved pages: ``HOST/path`` as ``wget -x`` writes them, or one such tree per moment.

A tree of a moment lies in a folder named by it, ``20230415`` or ``20230415120000`` (UTC).
"""

from __future__ import annotations

import hashlib
import mimetypes
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from urllib.parse import unquote

from observatory.domain.extract import Reason
from observatory.harvest.address import Address, parse, site
from observatory.harvest.answers import Fetched, Refusal
from observatory.harvest.archives.captures import LARGEST, Capture
from observatory.harvest.misread import BadSource

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""The moment of a page that lies in a folder of no moment: it was there at any."""
_MOMENT = re.compile(r"\d{8}(?:\d{6})?")


class Folder:
    """The saved pages below a folder. Raises ``BadSource`` if there is no such folder."""

    def __init__(self, root: Path) -> None:
        """Look below ``root``, whose folders of a moment are found now."""
        if not root.is_dir():
            raise BadSource(f"there is no folder {str(root)!r}")
        self._root = root
        self._trees = sorted(_trees(root))

    @property
    def dated(self) -> bool:
        """Say whether any page lies in a folder of a moment."""
        return any(at != UNDATED for at, _ in self._trees)

    def captures(self, url: str) -> list[Capture]:
        """Give the saved pages of ``url``, the oldest first."""
        here = parse(url)
        out = []
        for at, tree in self._trees:
            file = next((f for f in _candidates(tree, here) if f.is_file()), None)
            if file:
                digest = hashlib.sha256(file.read_bytes()).hexdigest()
                out.append(Capture(url, at, digest, file.relative_to(self._root).as_posix()))
        return out

    def fetch(self, capture: Capture, at: datetime) -> Fetched | Refusal:
        """Give the bytes of a saved page; its type is guessed from the name of its file."""
        file = self._root / capture.place
        if file.stat().st_size > LARGEST:
            return Refusal(Reason("too_large", f"the saved page is larger than {LARGEST} bytes"))
        kind = mimetypes.guess_type(file.name)[0] or "text/html"
        return Fetched(
            capture.url, capture.url, 200, {"content-type": kind}, file.read_bytes(), kind,
            False, at,
        )  # fmt: skip


def _trees(root: Path) -> Iterator[tuple[datetime, Path]]:
    dated = [entry for entry in root.iterdir() if _MOMENT.fullmatch(entry.name) and entry.is_dir()]
    for entry in dated:
        try:
            at = datetime.strptime(entry.name.ljust(14, "0"), "%Y%m%d%H%M%S")
        except ValueError as error:
            raise BadSource(f"{entry.name!r} is no moment such as 20230415120000") from error
        yield at.replace(tzinfo=UTC), entry
    yield UNDATED, root


def _candidates(tree: Path, here: Address) -> Iterator[Path]:
    """Give where a page may lie; never outside of the tree: ``..`` is no part of an address."""
    query = f"?{here.query}" if here.query else ""
    hosts = dict.fromkeys((here.netloc, site(here.netloc), f"www.{site(here.netloc)}"))
    paths = dict.fromkeys(path.strip("/") for path in (here.path, unquote(here.path)))
    for host, path in product(hosts, paths):
        if ".." in path.split("/"):
            continue
        if path:
            yield from (tree / host / f"{path}{query}", tree / host / f"{path}{query}.html")
        yield tree / host / path / f"index.html{query}"
