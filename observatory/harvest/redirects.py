"""Where a redirect may lead: to declared hosts, never from https to http unless that is listed."""

from __future__ import annotations

import contextlib
from urllib.parse import urljoin

from observatory.domain.extract import Reason
from observatory.harvest.address import Address, allowed_host, parse, site
from observatory.harvest.mirror import Mirror
from observatory.harvest.misread import BadAddress, Misread

STATUSES = frozenset([301, 302, 303, 307, 308])
FOR_GOOD = frozenset([301, 308])
"""Redirects that say that a page has another address from now on (RFC 9110, 15.4)."""

ASK = "a person must look there and declare that host before it is read; what is known stands"


def target(
    here: Address, location: str, hosts: frozenset[str], mirror: Mirror | None, status: int
) -> Address:
    """Give the real address that ``location``, found at ``here``, leads to.

    Raises ``Misread`` if it must not be followed: ``moved`` if it leads to another host for good,
    else ``redirect``. Every undeclared host is another one, of whatever registrable domain: who
    speaks there is for a person to say.
    """
    with contextlib.suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        if not location:
            raise BadAddress("it leads nowhere")
        there = mirror.back(here, location, hosts) if mirror else urljoin(str(here), location)
        found = parse(there)
    except (BadAddress, ValueError) as error:
        raise _refused("a redirect leads to what is no web address") from error
    if not allowed_host(str(found), hosts):
        if status in FOR_GOOD:
            raise Misread(Reason("moved", f"the page seems to have moved to {found.host}: {ASK}"))
        raise _refused(f"the page leads to {found.host}, which is no host of this source")
    if here.scheme == "https" and found.scheme == "http":
        listed = {site(h.removeprefix("http://")) for h in hosts if h.startswith("http://")}
        if site(found.netloc) not in listed:
            raise _refused("the page leads to an address without encryption")
    return found


def _refused(said: str) -> Misread:
    return Misread(Reason("redirect", said))
