"""An installation of its own in an empty folder, with one source on a loopback server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.loopback import Running
from observatory.domain.facts import Said
from observatory.engine.doors import Remembered
from observatory.engine.installation import Installation, open_installation, prepare
from observatory.engine.run.collect import Report, collect
from observatory.harvest import Loaded, Page
from observatory.harvest.door import Door
from observatory.settings import Settings
from observatory.store.upgrade import upgrade

BEGUN = datetime(2026, 1, 5, 6, tzinfo=UTC)
READER = "eccp_morocco"


@contextmanager
def installed(folder: Path) -> Iterator[Installation]:
    """Set up an installation with the reviewed identity file, and remove it afterwards."""
    with TemporaryDirectory(dir=folder) as home:
        settings = Settings(data=Path(home), database="", archive=None, mirror="")
        installation = open_installation(settings)
        upgrade(installation.database, now=BEGUN, url=settings.url, keep=Path(home))
        prepare(installation, BEGUN)
        try:
            yield installation
        finally:
            installation.database.close()


@dataclass(slots=True)
class Visitor:
    """Collects pages of one server again and again, a day later each time.

    ``reads`` counts how often the reader was called.
    """

    installation: Installation
    loaded: Loaded
    door: Door
    at: datetime = BEGUN
    reads: list[str] = field(default_factory=list)

    def __call__(self) -> Report:
        """Run once, with every protection of the door on, and without pauses."""
        self.at += timedelta(days=1)
        return collect(self.installation, self.loaded, self.door, self.at)


def visitor(installation: Installation, server: Running, paths: Sequence[str]) -> Visitor:
    """Make the ECCP reader a source whose pages are ``paths`` on ``server``."""
    loaded = installation.sources[READER]
    source = replace(
        loaded.source, start=tuple(server.base + path for path in paths),
        expect=range(1, 100_000), max_pages=len(paths),
    )  # fmt: skip
    door = Door(
        Remembered(installation.database), user_agent="Benchmark/1 (+http://127.0.0.1/bot)",
        allow=[f"127.0.0.1:{server.port}"], delay=0.0,
    )  # fmt: skip
    reads: list[str] = []

    def counted(page: Page) -> Iterator[Said]:
        reads.append(page.url)
        yield from loaded.read(page)

    return Visitor(installation, replace(loaded, source=source, read=counted), door, reads=reads)
