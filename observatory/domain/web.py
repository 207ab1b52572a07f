"""What a plain web address is: one in which all parsers, a browser’s too, see the same host. Pure.

The rest of an address may be odd; what stands before its path may not.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LONGEST = 4000
"""Characters of an address."""
SCHEMES = ("http", "https")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\\]")


def is_web(text: str) -> bool:
    """Say whether a text begins as a web address does; what is wrong with it, ``fault`` says."""
    return text.startswith(tuple(f"{scheme}://" for scheme in SCHEMES))


def fault(url: str) -> str:
    """Say why ``url`` is no plain http(s) address; empty if it is one.

    Browsers take a backslash for a slash and drop tabs and line ends; parsers disagree on where a
    user name ends when a ``#`` or ``?`` stands in it.
    """
    if len(url) > LONGEST or _UNSAFE.search(url):
        return "the address is too long or holds a control character or a backslash"
    scheme, colon, rest = url.partition("://")
    if not colon or scheme.lower() not in SCHEMES:
        return "only http and https addresses are fetched"
    if "@" in rest.split("/", 1)[0]:
        return "the address holds a user name"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "the address cannot be read"
    if not parts.hostname:
        return "the address names no host"
    return "the port is not one that can be connected to" if port == 0 else ""
