"""A mirror that stands in for the whole web: real addresses in, mirror addresses out, and back."""

from __future__ import annotations

from urllib.parse import urljoin

from observatory.harvest.address import Address, allowed_host, parse, site
from observatory.harvest.misread import BadAddress


class Mirror:
    """``https://HOST/path?q`` is fetched as ``BASE/HOST/path?q``.

    Raises ``BadAddress`` if ``base`` is no web address.
    """

    def __init__(self, base: str) -> None:
        self._base = str(parse(base)).rstrip("/")
        self.place = parse(base)

    def there(self, real: Address) -> str:
        """Give the address at which the mirror holds ``real``."""
        return f"{self._base}/{real.netloc}{real.target}"

    def back(self, real: Address, location: str, hosts: frozenset[str]) -> str:
        """Give the real address that a redirect of the mirror means.

        The mirror may speak of itself (``/HOST/path``, ``BASE/HOST/path``) or repeat what the real
        site said (``/path``, ``https://HOST/path``).
        """
        joined = urljoin(self.there(real), location)
        held = self._held(joined)
        host, slash, path = held.partition("/")
        on_mirror = f"{real.scheme}://{host}{slash}{path}"
        absolute = "//" in location.partition("?")[0]
        if held and (absolute or _is_named(on_mirror, host, real, hosts)):
            return on_mirror
        return urljoin(str(real), location)

    def _held(self, url: str) -> str:
        try:
            at = str(parse(url))
        except BadAddress:
            return ""
        return at.removeprefix(f"{self._base}/") if at.startswith(f"{self._base}/") else ""


def _is_named(url: str, host: str, real: Address, hosts: frozenset[str]) -> bool:
    """Say whether the first part of a mirror path is a host that the source knows."""
    try:
        return site(host) == site(real.netloc) or allowed_host(url, hosts)
    except BadAddress:
        return False
