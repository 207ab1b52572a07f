"""A source: one publisher's pages, declared in one small module, with what a healthy page holds."""

from __future__ import annotations

import hashlib
import importlib
import json
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType, ModuleType

from observatory.domain.facts import Absence, Said
from observatory.domain.health import Budget, budget
from observatory.harvest import address
from observatory.harvest.misread import BadAddress, BadSource
from observatory.harvest.page import Page

KINDS = ("ministry", "cluster", "eu", "press", "academic", "curated", "other")
ORDERS = ("dmy", "mdy", "ymd")
UNITS = {"minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_EVERY = re.compile(r"([1-9]\d{0,3}) (minute|hour|day|week)s?")
_NO_SCOPES: Mapping[str, Absence] = MappingProxyType({})

Reader = Callable[[Page], Iterable[Said]]
"""What a module of scrapers calls ``read``: pure, one page in, what it says out."""


@dataclass(frozen=True, slots=True)
class Source:
    """The declaration of a source.

    ``start``: addresses where a run begins; a curated source has ``files`` instead, a folder
    beside its module. ``every``: how often it is visited, such as ``6 hours``. ``expect``: how
    many records a healthy run yields. ``anchors``: texts that every start page contains when it
    is well. ``scopes``: what absence means in each; a fact without a scope is never missed.
    ``hosts``: hosts beyond those of ``start`` that links and redirects may lead to (an entry
    ``http://host`` permits a redirect that leaves https). ``mints``: kinds of entities that the
    source may create. ``order``: how its all-numeric dates are written. ``quiet``: days for which
    it may say nothing new; ``failures``: failed looks in a row that are tolerated (without them
    ``domain/health.py`` says how much is usual for its kind and cadence).
    """

    title: str
    publisher: str
    kind: str
    start: str | tuple[str, ...] = ()
    every: str = "7 days"
    expect: range = range(1_000_000)
    anchors: tuple[str, ...] = ()
    scopes: Mapping[str, Absence] = field(default_factory=lambda: _NO_SCOPES)
    lang: str = "fr"
    hosts: tuple[str, ...] = ()
    mints: tuple[str, ...] = ()
    files: str = ""
    max_pages: int = 40
    order: str = "dmy"
    note: str = ""
    quiet: int | None = None
    failures: int | None = None

    def __post_init__(self) -> None:
        faults = list(_faults(self))
        if faults:
            raise BadSource("; ".join(faults))

    @property
    def starts(self) -> tuple[str, ...]:
        """The addresses where a run begins, in their one written form."""
        return _written((self.start,) if isinstance(self.start, str) else self.start)

    @property
    def interval(self) -> timedelta:
        """The time between two visits."""
        return _interval(self.every)

    @property
    def budget(self) -> Budget:
        """What it may do before it is odd."""
        return budget(
            self.kind, self.interval, curated=bool(self.files), failures=self.failures,
            silence=self.quiet,
        )  # fmt: skip

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """All hosts that may be fetched for this source; ``www.`` and bare names are one."""
        return _hosts(self.starts, self.hosts)

    def allows(self, url: str) -> bool:
        """Say whether ``url`` may be visited in a run of this source."""
        try:
            return address.allowed_host(url, self.allowed_hosts)
        except BadAddress:
            return False


@dataclass(frozen=True, slots=True)
class Loaded:
    """A source with its reader, found in ``module``; ``version`` changes when its code does."""

    name: str
    source: Source
    read: Reader
    version: str
    module: str = ""


def load(packages: Iterable[str]) -> dict[str, Loaded]:
    """Find the sources of all ``packages``, by name.

    Modules that begin with ``_`` are shared readers. Raises ``BadSource``, naming the module.
    """
    found: dict[str, Loaded] = {}
    for package in packages:
        home, shared = _imported(package), _shared(package)
        for info in sorted(pkgutil.iter_modules(home.__path__), key=lambda i: i.name):
            if info.ispkg or info.name.startswith("_"):
                continue
            if info.name in found:
                raise BadSource(f"{package}.{info.name}: {found[info.name].module} has that name")
            found[info.name] = _loaded(package, info.name, shared)
    return found


def bundle(loaded: Loaded) -> bytes:
    """Give all data files of a curated source as one JSON object, always in the same order.

    Raises ``BadSource`` if the folder is not there or holds no file.
    """
    package = loaded.module.rpartition(".")[0]
    folder = files(package).joinpath(*loaded.source.files.split("/"))
    found = dict(_texts(folder, "")) if folder.is_dir() else {}
    if not found:
        raise BadSource(f"{loaded.module}: no data files in {loaded.source.files!r}")
    return json.dumps(found, ensure_ascii=False, sort_keys=True, indent=0).encode()


def curated_url(name: str) -> str:
    """Give the address under which the files of a curated source are kept and cited."""
    return f"curated:{name}"


def _texts(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.name.startswith((".", "__")):
            continue
        if entry.is_dir():
            yield from _texts(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry.read_text(encoding="utf-8")


def _loaded(package: str, name: str, shared: bytes) -> Loaded:
    module = _imported(f"{package}.{name}")
    source, read = getattr(module, "SOURCE", None), getattr(module, "read", None)
    if not isinstance(source, Source):
        raise BadSource(f"{module.__name__}: SOURCE = Source(...) is missing")
    if not callable(read):
        raise BadSource(f"{module.__name__}: read(page) is missing")
    own = files(package).joinpath(f"{name}.py").read_bytes()
    version = hashlib.sha256(own + shared).hexdigest()[:12]
    return Loaded(name, source, read, version, module.__name__)


def _imported(name: str) -> ModuleType:
    try:
        module = importlib.import_module(name)
    except BadSource as error:
        raise BadSource(f"{name}: {error}") from error
    except Exception as error:
        raise BadSource(f"{name}: {type(error).__name__}: {error}") from error
    if "." not in name and not hasattr(module, "__path__"):
        raise BadSource(f"{name}: not a package of sources")
    return module


def _shared(package: str) -> bytes:
    """Give the shared readers of a package: an improved one makes every source's version new."""
    found = (e for e in files(package).iterdir() if e.name.startswith("_"))
    return b"".join(
        e.read_bytes() for e in sorted(found, key=lambda e: e.name) if e.name.endswith(".py")
    )


@lru_cache(maxsize=256)
def _written(start: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(address.clean_url(url) for url in start)


@lru_cache(maxsize=256)
def _hosts(starts: tuple[str, ...], more: tuple[str, ...]) -> frozenset[str]:
    """Give the hosts of start pages beside those declared: asked for with every address."""
    hosts = set(more)
    for url in starts:
        start = address.parse(url)
        hosts.add(start.netloc)
        if start.scheme == "http":
            hosts.add(f"http://{start.netloc}")
    return frozenset(hosts)


def _interval(every: str) -> timedelta:
    match = _EVERY.fullmatch(every)
    if not match:
        raise BadSource(f"every={every!r} is not like '7 days' or '6 hours'")
    return timedelta(seconds=int(match.group(1)) * UNITS[match.group(2)])


def _faults(source: Source) -> Iterator[str]:
    if not source.title or not source.publisher:
        yield "title and publisher are needed"
    if source.kind not in KINDS:
        yield f"kind={source.kind!r} is none of {' '.join(KINDS)}"
    if source.order not in ORDERS:
        yield f"order={source.order!r} is none of {' '.join(ORDERS)}"
    if bool(source.start) == bool(source.files):
        yield "either start or files is needed"
    if set(source.scopes.values()) - {"record", "value", "never"}:
        yield "a scope's absence is record, value or never"
    if source.max_pages < 1:
        yield "max_pages is at least 1"
    if source.quiet is not None and source.quiet < 1:
        yield f"quiet={source.quiet} is a number of days, 1 at least"
    if source.failures is not None and source.failures < 0:
        yield f"failures={source.failures} is a number of looks, 0 at least"
    try:
        _interval(source.every)
        _ = source.starts
    except (BadSource, BadAddress) as error:
        yield str(error)
