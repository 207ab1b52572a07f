"""Who is asked for pages, and what is given back: a page, "not modified", or why there is none."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException, IncompleteRead, RemoteDisconnected
from typing import Protocol

import requests
import urllib3.exceptions

from observatory.domain.extract import Reason
from observatory.domain.hosts import BY_REASON, UNREACHABLE, WORKS
from observatory.harvest.misread import Misread
from observatory.harvest.redirects import STATUSES

LONGEST_HOLD = 86_400.0
"""Seconds; a longer Retry-After is cut to a day."""
PASSING = ("unreachable", "server_error", "truncated")
"""Failures that may be over in a moment."""
ODD = (HTTPException, urllib3.exceptions.InvalidHeader)
"""What is raised where an answer is no HTTP."""
NO_NAME = "could not connect: the name of the host is not known"
_HEADERS, _HEADER = 60, 2_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page. ``url`` is the real address after redirects, ``asked`` the one before.

    ``body`` is decoded from its transfer, not from its character set; ``at`` is the caller's now.
    ``place`` is where an archive holds it, if it came from one.
    """

    url: str
    asked: str
    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    content_type: str
    via_mirror: bool
    at: datetime
    place: str = ""


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that the page is the one whose validators were sent."""

    url: str
    asked: str
    headers: Mapping[str, str] = field(repr=False)
    via_mirror: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Refusal:
    """No page. ``retry_after`` is in seconds, at most a day; ``status`` if a server answered."""

    reason: Reason
    status: int | None = None
    retry_after: float | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def passing(self) -> bool:
        """Say whether it may be over in a moment, and the server does not ask for longer."""
        soon = self.retry_after is None and self.reason.said != NO_NAME
        return soon and self.reason.code in PASSING

    @property
    def verdict(self) -> str:
        """The verdict on the host that this brings; empty if the host was not asked."""
        if self.reason.code == "address":
            return ""
        if self.reason.code == "robots" and self.status:
            return UNREACHABLE  # the robots.txt itself could not be had
        return BY_REASON.get(self.reason.code, WORKS)


Answer = Fetched | NotModified | Refusal


class Pages(Protocol):
    """Where the pages of a run come from: the network door, or what was kept of the web."""

    def fetch(
        self,
        url: str,
        hosts: frozenset[str],
        *,
        etag: str = "",
        last_modified: str = "",
        at: datetime,
    ) -> Answer:
        """Give the page at ``url``, or say why there is none."""

    def doubt(self, url: str, code: str, at: datetime) -> None:
        """Hear that what stood at ``url`` was a wall in place of the page."""


def judged(status: int, headers: Mapping[str, str], now: float) -> Refusal | None:
    """Say why a response is no page; ``None`` for a page, a 304 or a redirect.

    ``now`` is in seconds since 1970, for a Retry-After that is a date.
    """
    wait = retry_after(headers.get("retry-after", ""), now)
    if status in (200, 304) or status in STATUSES:
        return None
    if "cf-mitigated" in headers:
        reason = Reason("challenge", "the site tests whether the visitor is a person")
    elif status in (404, 410):
        reason = Reason("not_found", f"the server answers {status}")
    elif status in (401, 403, 407, 451):
        reason = Reason("unauthorised", f"the server answers {status}")
    elif status == 429 or (status == 503 and wait is not None):
        reason = Reason("rate_limited", f"the server answers {status} and asks to wait")
    elif status >= 500:
        reason = Reason("server_error", f"the server answers {status}")
    else:
        reason = Reason("bad_response", f"the server answers {status}")
    return Refusal(reason, status, wait, headers)


def retry_after(said: str, now: float) -> float | None:
    """Read a Retry-After (RFC 9110, 10.2.3) in seconds or as a date; rubbish is ``None``."""
    said = said.strip()
    if said.isascii() and said.isdigit():
        return float(min(int(said[:12]), LONGEST_HOLD))
    try:
        when = parsedate_to_datetime(said)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return min(max(when.timestamp() - now, 0.0), LONGEST_HOLD)


def kept_headers(found: Mapping[str, str]) -> dict[str, str]:
    """Give the headers by lower-case name, on one line each, not too many and not too long.

    A longer one is left out: a validator that is cut would match nothing.
    """
    kept: dict[str, str] = {}
    for name, value in found.items():
        if len(kept) < _HEADERS and len(value) <= _HEADER and name.lower() != "set-cookie":
            kept[_CONTROL.sub(" ", name).lower()] = _CONTROL.sub(" ", value)
    return kept


def failure(error: Exception, *, reading: bool) -> Refusal:
    """Turn what the network raised into a refusal; ``reading`` once the headers had come."""
    chain = list(_causes(error))
    for cause in chain:
        if isinstance(cause, Misread):
            return Refusal(cause.reason)
    if any(isinstance(c, ssl.SSLError | urllib3.exceptions.SSLError) for c in chain):
        certificate = any(isinstance(c, ssl.SSLCertVerificationError) for c in chain)
        what = "the certificate is not valid" if certificate else "the encryption failed"
        return Refusal(Reason("tls", f"{what} for this host"))
    timeouts = (TimeoutError, urllib3.exceptions.TimeoutError, requests.Timeout)
    if any(isinstance(cause, timeouts) for cause in chain):
        return Refusal(Reason("timeout", "the answer did not come in time"))
    if reading or any(isinstance(cause, IncompleteRead) for cause in chain):
        return Refusal(Reason("truncated", "the connection ended before the page did"))
    odd = [c for c in chain if isinstance(c, ODD) and not isinstance(c, RemoteDisconnected)]
    if odd or not any(isinstance(cause, OSError) for cause in chain):
        return Refusal(Reason("bad_response", "the answer is not readable HTTP"))
    if any(isinstance(cause, socket.gaierror) for cause in chain):
        return Refusal(Reason("unreachable", NO_NAME))
    return Refusal(Reason("unreachable", "could not connect"))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Walk an exception and everything that it wraps or came from."""
    seen: set[int] = set()
    left: list[object] = [error]
    while left:
        one = left.pop(0)
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        left += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
