"""Every address of the site, from its own map of routes, so that a new one is tried unasked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from urllib.parse import quote

from flask import Flask, g
from werkzeug.routing import Rule
from werkzeug.routing.converters import AnyConverter

_PART = re.compile(r"<(?:[^<>]*:)?(\w+)>")


@dataclass(frozen=True)
class Route:
    """One way in: a rule, an address that it answers, and the arguments that its view looked at."""

    rule: Rule
    parts: dict[str, str]
    asks: frozenset[str]

    @property
    def path(self) -> str:
        """Give the address that answers."""
        return self.at()

    def at(self, **parts: str) -> str:
        """Give the address with other parts, each quoted whole."""
        given = {**self.parts, **parts}
        return _PART.sub(lambda found: quote(given[found[1]], safe=""), self.rule.rule)


def routes(app: Flask, known: Sequence[str]) -> list[Route]:
    """Give every route of a site, each form of it once.

    ``known`` are slugs, names and numbers of its store: each open part of an address is one of
    them. A route that answers none of them well is an error: tell it what to try.
    """
    return [
        _found(app, rule, form, known) for rule in app.url_map.iter_rules() for form in _forms(rule)
    ]


def _forms(rule: Rule) -> Iterator[dict[str, str]]:
    """Give every choice of the closed parts of a rule; of its languages one."""
    closed = {
        name: ["en"] if name == "lang" else sorted(part.items)
        for name, part in rule._converters.items()
        if isinstance(part, AnyConverter)
    }
    for chosen in product(*closed.values()):
        yield dict(zip(closed, chosen, strict=True))


def _found(app: Flask, rule: Rule, form: dict[str, str], known: Sequence[str]) -> Route:
    open_parts = sorted(rule.arguments - set(form))
    for chosen in product(known, repeat=len(open_parts)):
        route = Route(rule, {**form, **dict(zip(open_parts, chosen, strict=True))}, frozenset())
        with app.test_client() as client:
            if client.get(route.path).status_code < 400:
                return Route(rule, route.parts, frozenset(g.get("asked", ())))
    raise LookupError(f"nothing of {known} is found at {rule}")
