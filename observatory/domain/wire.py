"""Facts and events as plain JSON and back: the form in which a reading keeps them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from observatory.domain.facts import Citation, Event, Fact, Ref

Json = dict[str, Any]


def pack(said: Fact | Event) -> Json:
    """Give the JSON form; empty fields are left out."""
    out: Json = {}
    for part in fields(said):
        value = getattr(said, part.name)
        if isinstance(value, Ref | Citation):
            value = {f.name: v for f in fields(value) if (v := getattr(value, f.name))}
        if value:
            out[part.name] = dict(value) if part.name == "payload" else value
    return out


def unpack_fact(data: Json) -> Fact:
    """Give the fact that :func:`pack` was given."""
    return Fact(**_parts(data))


def unpack_event(data: Json) -> Event:
    """Give the event that :func:`pack` was given."""
    return Event(**{"date": "", "raw": "", **_parts(data)})


def _parts(data: Json) -> Json:
    out = dict(data)
    about = out["about"]
    out["about"] = Ref(**{**about, "names": tuple(about.get("names", ()))})
    if cited := out.get("citation"):
        out["citation"] = Citation(**cited)
    if "inferred" in out:
        out["inferred"] = tuple(out["inferred"])
    return out
