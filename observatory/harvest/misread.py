"""What goes wrong between an address and a fact, each with the reason that is shown in public."""

from __future__ import annotations

from observatory.domain.extract import Reason


class Misread(Exception):
    """A page or an address that is not what was expected; ``reason`` says how."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


class UnknownHeader(Misread):
    """A table or a label that no declared name covers: the layout has moved."""

    def __init__(self, said: str) -> None:
        super().__init__(Reason("unknown_header", said))


class NothingFound(Misread):
    """What the reader looks for is not on the page at all."""

    def __init__(self, said: str) -> None:
        super().__init__(Reason("nothing_found", said))


class BadAddress(Misread):
    """An address that must not be fetched."""

    def __init__(self, said: str, code: str = "address") -> None:
        super().__init__(Reason(code, said))


class BadSource(Exception):
    """A module of scrapers that does not declare a source properly; the message names it."""
