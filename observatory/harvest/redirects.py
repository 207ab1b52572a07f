"""Where a redirect may lead: to declared hosts, never from https to http unless that is listed."""

from __future__ import annotations

import contextlib
from urllib.parse import urljoin

from observatory.domain.extract import Reason
from observatory.harvest.address import Address, allowed_host, parse, site
from observatory.harvest.mirror import Mirror
from observatory.harvest.misread import BadAddress, Misread

STATUSES = frozenset([301, 302, 303, 307, 308])


def target(
    here: Address, location: str, hosts: frozenset[str], mirror: Mirror | None = None
) -> Address:
    """Give the real address that ``location``, found at ``here``, leads to.

    Raises ``Misread`` (``redirect``) if it must not be followed.
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
        raise _refused(f"the page has moved to {found.host}, which is no host of this source")
    if here.scheme == "https" and found.scheme == "http":
        listed = {site(h.removeprefix("http://")) for h in hosts if h.startswith("http://")}
        if site(found.netloc) not in listed:
            raise _refused("the page has moved to an address without encryption")
    return found


def _refused(said: str) -> Misread:
    return Misread(Reason("redirect", said))
