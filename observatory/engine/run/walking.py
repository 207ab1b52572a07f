"""A run through a source: page after page along its itinerary, what only repeats one set aside.

A page that turns out to be one of this run under another address is set aside, and what it asks
for is not visited.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from observatory.domain.extract import Reason
from observatory.engine.installation import Installation
from observatory.engine.run.itinerary import Chain, Itinerary
from observatory.engine.run.visiting import Looked, Visitor
from observatory.harvest import BadAddress, Loaded, Source, curated_url, identity
from observatory.harvest.answers import Pages
from observatory.harvest.sameness import list_name

Said = frozenset[tuple[str, ...]]

SILENT = 3
"""Pages in a row without an answer after which a run goes no further: each costs a deadline."""
NO_ANSWER = frozenset({"timeout", "unreachable"})


class Walk:
    """The pages of one run, in the order in which they were met, and the way that is left.

    ``recall`` loads what a page said that was not read again.
    """

    def __init__(self, source: Source, recall: Callable[[Looked], None]) -> None:
        self.pages: list[Looked] = []
        self.way = Itinerary(source)
        self._recall = recall
        self._silent = 0
        self._endless: list[Reason] = []

    def next(self) -> Chain:
        """Give the next address with its stand-ins; nothing at the end, at the cap, in silence."""
        return () if self._silent >= SILENT else self.way.next()

    def twin(self, looked: Looked) -> Looked | None:
        """Give the page of this run that ``looked`` merely repeats, if there is one.

        It is the same bytes; or it bears a name of that page and says nothing that the pages of
        that name did not say.
        """
        if not looked.verdict.good or not self.pages:
            return None
        kin = [page for page in self.pages if page.marks.names & looked.marks.names]
        same = next((page for page in self.pages if page.sha256 == looked.sha256), None)
        found = same or self._repeated(looked, kin)
        if found and found.marks.position != looked.marks.position and len(kin) == 1:
            said = f"the next page of a list repeats the first: {looked.url}"
            self._endless.append(Reason("page_missing", said))
        return found

    def _repeated(self, looked: Looked, kin: Sequence[Looked]) -> Looked | None:
        """Give that one of its ``kin`` which a page repeats, best the one at its place in a list.

        What was read before stands beside its kin unless one was at its very place.
        """
        beside = [page for page in kin if page.marks.position == looked.marks.position]
        if not kin or (looked.repeated and not beside):
            return None
        told = frozenset().union(*map(self._says, kin))
        return (beside or kin)[0] if self._says(looked) <= told else None

    def keep(self, looked: Looked) -> None:
        """Take a page into the run, with the addresses that it asks for."""
        self.pages.append(looked)
        silent = any(reason.code in NO_ANSWER for reason in looked.verdict.reasons)
        self._silent = self._silent + 1 if silent else 0
        if looked.verdict.good and (looked.follows or self.way.left()):
            self.way.meet(looked.marks)
        self.way.add(looked.follows)

    def left(self) -> tuple[Reason, ...]:
        """Say why the run is not whole: pages above the cap or behind silence, an endless list."""
        if not (left := self.way.left()):
            return tuple(self._endless)
        said = f"{left} more pages than the cap of {self.way.gone}"
        if self._silent >= SILENT:
            said = f"{left} more pages not asked for: {SILENT} gave no answer"
        return (*self._endless, Reason("page_missing", said))

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
    chain: Chain,
    progress: Callable[[str], None],
) -> Looked:
    """Visit an address, and where it does not give its page the first stand-in that does."""
    found: Looked | None = None
    for url in walk.way.in_turn(chain):
        if found is not None:
            visitor.set_aside(found, f"{url} stands in for it: {_fault(found)}")
        progress(url)
        walk.way.gone += 1
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
