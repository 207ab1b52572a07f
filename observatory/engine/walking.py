"""The way of a run through a source: which addresses are next, and which pages are new.

An address that is another way of writing one asked for before is not asked for; a page that turns
out to be one of this run under another address is set aside, and what it asks for is not visited.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from datetime import datetime

from observatory.domain.extract import Reason
from observatory.engine.installation import Installation
from observatory.engine.visiting import Looked, Visitor
from observatory.harvest import BadAddress, Loaded, Source, curated_url, identity
from observatory.harvest.answers import Pages
from observatory.harvest.sameness import list_name, turned_to

Said = frozenset[tuple[str, ...]]

SILENT = 3
"""Pages in a row without an answer after which a run goes no further: each costs a deadline."""
NO_ANSWER = frozenset({"timeout", "unreachable"})


class Walk:
    """One run's way: at most ``source.max_pages`` addresses are fetched.

    ``recall`` loads what a page said that was not read again.
    """

    def __init__(self, source: Source, recall: Callable[[Looked], None]) -> None:
        self.pages: list[Looked] = []
        self._source, self._recall = source, recall
        self._waiting: deque[tuple[str, ...]] = deque()
        self._asked: set[str] = set()
        self._met: set[str] = set()
        self._fetched = self._silent = 0
        self._endless: list[Reason] = []
        self._add((url,) for url in source.starts)

    def next(self) -> tuple[str, ...]:
        """Give the next address with its stand-ins; nothing at the end, at the cap, in silence."""
        while self._waiting and _key(self._waiting[0][0]) in self._met:
            self._waiting.popleft()
        enough = self._fetched >= self._source.max_pages or self._silent >= SILENT
        return () if enough or not self._waiting else self._waiting.popleft()

    def takes(self, url: str) -> bool:
        """Say whether a stand-in may be fetched now, and count it as asked for."""
        new = self._fetched < self._source.max_pages and not self._knows(_key(url))
        self._asked.add(_key(url))
        return new

    def fetched(self) -> None:
        """Count one fetch."""
        self._fetched += 1

    def twin(self, looked: Looked) -> Looked | None:
        """Give the page of this run that ``looked`` merely repeats, if there is one.

        It bears a name of that page and says nothing that the pages of that name did not say; or
        it is the same bytes.
        """
        if not looked.verdict.good or not self.pages:
            return None
        names, position = looked.marks
        kin = [page for page in self.pages if page.marks.names & names]
        same = [page for page in self.pages if page.sha256 == looked.sha256]
        beside = [page for page in kin if page.marks.position == position]
        if not same:
            if not kin or (looked.repeated and not beside):
                return None
            if not self._says(looked) <= frozenset().union(*map(self._says, kin)):
                return None
        found = (same or beside or kin)[0]
        if found.marks.position != position and len(kin) == 1:
            said = f"the next page of a list repeats the first: {looked.url}"
            self._endless.append(Reason("page_missing", said))
        return found

    def keep(self, looked: Looked) -> None:
        """Take a page into the run, with the addresses that it asks for."""
        self.pages.append(looked)
        silent = any(reason.code in NO_ANSWER for reason in looked.verdict.reasons)
        self._silent = self._silent + 1 if silent else 0
        if looked.verdict.good and (looked.follows or self._waiting):
            self._met |= {f"{name} {looked.marks.position}" for name in looked.marks.names}
        self._add(tuple(one.split(" ")) for one in looked.follows)

    def left(self) -> tuple[Reason, ...]:
        """Say why the run is not whole: pages above the cap or behind silence, an endless list."""
        if self._waiting:
            said = f"{len(self._waiting)} more pages than the cap of {self._fetched}"
            if self._silent >= SILENT:
                said = f"{len(self._waiting)} more pages not asked for: {SILENT} gave no answer"
            return (*self._endless, Reason("page_missing", said))
        return tuple(self._endless)

    def _add(self, chains: Iterable[tuple[str, ...]]) -> None:
        for chain in chains:
            allowed = tuple(url for url in chain if self._source.allows(url))
            if allowed and not self._knows(_key(allowed[0])):
                self._asked.add(_key(allowed[0]))
                self._waiting.append(allowed)

    def _knows(self, key: str) -> bool:
        return key in self._asked or key in self._met

    def _says(self, looked: Looked) -> Said:
        """Give what a page says and where it leads, whichever record and page that stands on."""
        if looked.extract is None and looked.recalled is None:
            self._recall(looked)
        facts, events = looked.said
        return frozenset(
            {
                *((fact.property, fact.raw, *fact.about.names) for fact in facts),
                *((event.kind, event.date, event.raw, *event.about.names) for event in events),
                *((list_name(url),) for one in looked.follows for url in one.split(" ")),
            }
        )


def visit_source(
    installation: Installation,
    loaded: Loaded,
    door: Pages | None,
    run: int,
    at: datetime,
    progress: Callable[[str], None],
) -> tuple[list[Looked], tuple[Reason, ...]]:
    """Visit the start pages of a source and what its reader asks for, up to its cap.

    Reviewed files come from the package and need no ``door``. A run that left pages out gives the
    reason for it beside its pages.
    """
    visitor = Visitor(installation, loaded, run, at)
    if loaded.source.files:
        progress(curated_url(loaded.name))
        return [visitor.files()], ()
    assert door is not None
    walk = Walk(loaded.source, visitor.recall)
    while chain := walk.next():
        looked = _first_good(walk, visitor, door, chain, progress)
        if twin := walk.twin(looked):
            visitor.set_aside(looked, f"the same page as {twin.url}")
        else:
            walk.keep(looked)
    return walk.pages, walk.left()


def _first_good(
    walk: Walk,
    visitor: Visitor,
    door: Pages,
    chain: tuple[str, ...],
    progress: Callable[[str], None],
) -> Looked:
    """Visit an address, and where it does not give its page the first stand-in that does."""
    found: Looked | None = None
    for url in chain:
        if found is not None:
            if not walk.takes(url):
                break
            visitor.set_aside(found, f"{url} stands in for it: {_fault(found)}")
        progress(url)
        walk.fetched()
        found = visitor.page(url, door)
        if not _fault(found):
            break
    assert found is not None
    return found


def _fault(looked: Looked) -> str:
    """Say why a look does not give the page that was asked for; empty if it does."""
    if not looked.verdict.good:
        return str(looked.verdict.reasons[0])
    try:
        elsewhere = identity(looked.final_url) != identity(looked.url)
    except BadAddress:
        elsewhere = True
    return "it leads to another page" if elsewhere else ""


def _key(url: str) -> str:
    return f"{list_name(url)} {turned_to(url)}"
