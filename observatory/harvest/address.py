"""Addresses: what may be fetched, how it is written, and when two of them mean one page."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit

from observatory.domain.hosts import site as site
from observatory.domain.web import LONGEST, fault
from observatory.harvest.misread import BadAddress

STAGING = (".hosted-temp.com", ".arc-cdn.net", ".only.wip.la")
"""Public copies of sites, unfinished or mirrored; nobody publishes on them."""

DEFAULT_PORT = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|_hs(?:enc|mi)",
    re.IGNORECASE,
)
_VIEW_STATE = frozenset(["order", "sort", "page"])
_ESCAPE_LEFTOVER = re.compile(r"amp(?:;|%(?:25)*3b)|#038;", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?")
_SAFE_PATH = "/:@!$&'()*+,;=-._~"
_SAFE_QUERY = _SAFE_PATH + "?"


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart once, so that every part of the code sees the same host."""

    scheme: str
    host: str
    port: int
    path: str
    query: str

    @property
    def netloc(self) -> str:
        """Give the host, with the port where it is not the scheme's own."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return shown if self.port == DEFAULT_PORT[self.scheme] else f"{shown}:{self.port}"

    @property
    def target(self) -> str:
        """Give path and query."""
        return f"{self.path}?{self.query}" if self.query else self.path

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.target}"


@lru_cache(maxsize=4096)
def parse(url: str) -> Address:
    """Take ``url`` apart and write it in one way.

    Raises ``BadAddress`` for anything but a plain http(s) address: other schemes, user names,
    backslashes, control characters, hosts that only some parsers would take for a number.
    """
    url = url.strip(" ")
    if said := fault(url):
        raise BadAddress(said)
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    address = Address(
        scheme,
        _host(parts.hostname or ""),
        parts.port or DEFAULT_PORT[scheme],
        _escape(parts.path, _SAFE_PATH) or "/",
        _query(parts.query),
    )
    if len(str(address)) > LONGEST:
        raise BadAddress("the address is too long when it is written out")
    return address


def clean_url(url: str, default_host: str = "") -> str:
    """Write ``url`` in the one form in which it is fetched; pagers stay, tracking goes.

    ``default_host`` replaces the host ``default``, which Drupal prints where nobody told it
    the site's name. Raises ``BadAddress``.
    """
    address = parse(url)
    if address.host == "default" and default_host:
        return clean_url(f"https://{default_host}{address.target}")
    return str(address)


def identity(url: str) -> str:
    """Give what makes two addresses the same page: no scheme, ``www.``, sort order or pager.

    Raises ``BadAddress``.
    """
    address = parse(url)
    kept = "&".join(
        pair for pair in address.query.split("&") if pair.partition("=")[0] not in _VIEW_STATE
    )
    path = address.path.rstrip("/") or "/"
    return f"{site(address.netloc)}{path}" + (f"?{kept}" if kept else "")


def absolute(page_url: str, href: str) -> str:
    """Resolve ``href`` as found on ``page_url``; empty if it leads nowhere that is fetched."""
    if not href.strip():
        return ""
    try:
        here = parse(page_url)
        return clean_url(urljoin(str(here), href.strip()), default_host=here.netloc)
    except (ValueError, BadAddress):
        return ""


def each_once(page_url: str, hrefs: Iterable[str]) -> list[str]:
    """Resolve what is found on ``page_url``; each address once, what leads nowhere left out."""
    found = (absolute(page_url, href) for href in hrefs)
    return list(dict.fromkeys(url for url in found if url))


def allowed_host(url: str, hosts: Iterable[str]) -> bool:
    """Say whether ``url`` stays on the declared ``hosts`` (``host``, ``host:port``).

    An entry ``http://host`` also permits that host without encryption, which matters only for
    redirects. Staging copies are never allowed. Raises ``BadAddress``.
    """
    address = parse(url)
    if address.host.endswith(STAGING):
        return False
    return site(address.netloc) in {site(h.removeprefix("http://")) for h in hosts}


def _host(host: str) -> str:
    if len(host) > 253:
        raise BadAddress("the name of the host is too long")
    if ":" in host:
        try:
            found = ipaddress.IPv6Address(host)
        except ValueError as error:
            raise BadAddress("the host is not an IPv6 address") from error
        if found.scope_id:
            raise BadAddress("the host is an address of one machine's own network")
        return found.compressed
    if not host.isascii():
        if unicodedata.normalize("NFKC", host).casefold() != host.casefold():
            raise BadAddress("the host is written in look-alike characters")
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError as error:
            raise BadAddress("the host is not a name") from error
    labels = host.lower().split(".")
    if not all(_LABEL.fullmatch(label) for label in labels):
        raise BadAddress("the host is not a name")
    if labels[-1].isdigit() or re.fullmatch(r"0x[0-9a-f]*", labels[-1]):
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError as error:
            raise BadAddress("the host is a number in disguise") from error
    return ".".join(labels)


def _query(query: str) -> str:
    kept = []
    for pair in query.split("&"):
        name, equals, value = pair.partition("=")
        if not pair or _ESCAPE_LEFTOVER.match(name) or _TRACKING.fullmatch(name):
            continue
        kept.append(_escape(name, _SAFE_QUERY) + equals + _escape(value, _SAFE_QUERY))
    return "&".join(kept)


def _escape(text: str, safe: str) -> str:
    """Percent-encode in one way: what needs no escape is bare, hexadecimal is upper case."""
    pieces = re.split(r"(%[0-9A-Fa-f]{2})", text)
    for place, piece in enumerate(pieces):
        if place % 2:
            bare = unquote(piece, errors="replace")
            plain = len(bare) == 1 and bare.isascii() and (bare.isalnum() or bare in "-._~")
            pieces[place] = bare if plain else piece.upper()
        else:
            pieces[place] = quote(piece, safe=safe)
    return "".join(pieces)


def parameters(url: str) -> dict[str, str]:
    """Give the query of ``url`` as a dictionary; the last of a repeated name counts."""
    return dict(parse_qsl(parse(url).query))
