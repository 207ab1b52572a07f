"""Which addresses of a source come next: each once, those that it allows, up to its cap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile

from observatory.harvest import Source
from observatory.harvest.sameness import Marks, list_name, turned_to

Chain = tuple[str, ...]
"""An address, and those that stand in for it in their order where it does not give its page."""


class Itinerary:
    """The addresses that are still to be gone to, from where a source begins.

    An address that is another way of writing one asked for before, or another name of a page that
    was met, is not asked for.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._waiting: dict[str, Chain] = {}
        self._known: set[str] = set()
        self.gone = 0
        """How many addresses were gone to; who goes there counts them."""
        self.add(source.starts)

    def add(self, follows: Iterable[str]) -> None:
        """Let the addresses wait that a page asks for, each with its stand-ins after a blank."""
        for follow in follows:
            chain = tuple(url for url in follow.split(" ") if self._source.allows(url))
            if chain and self._is_new(place := _place(chain[0])):
                self._waiting[place] = chain

    def next(self) -> Chain:
        """Give the next address with its stand-ins; nothing at the end and at the cap."""
        if not self._waiting or not self._may_go_on():
            return ()
        return self._waiting.pop(next(iter(self._waiting)))

    def in_turn(self, chain: Chain) -> Iterator[str]:
        """Give an address and then, if more are asked for, its stand-ins as far as any is new."""
        yield chain[0]
        yield from takewhile(self._takes, chain[1:])

    def meet(self, page: Marks) -> None:
        """Remember the names of a page: an address that is one of them leads nowhere new."""
        for name in page.names:
            place = _written(name, page.position)
            self._known.add(place)
            self._waiting.pop(place, None)

    def left(self) -> int:
        """Count the addresses that wait."""
        return len(self._waiting)

    def _takes(self, url: str) -> bool:
        return self._is_new(_place(url)) and self._may_go_on()

    def _may_go_on(self) -> bool:
        return self.gone < self._source.max_pages

    def _is_new(self, place: str) -> bool:
        """Say whether nobody asked for a place before; from now on somebody did."""
        new = place not in self._known
        self._known.add(place)
        return new


def _place(url: str) -> str:
    """Give what an address asks for, however it is written: a page, and where in its list."""
    return _written(list_name(url), turned_to(url))


def _written(name: str, position: str) -> str:
    return f"{name} {position}"
