"""Facts and events as plain JSON and back: the form in which a reading keeps them."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from typing import Any

from observatory.domain.facts import Citation, Event, Fact, Ref

Json = dict[str, Any]


def pack(said: Fact | Event) -> Json:
    """Give the JSON form; what is as it is by default is left out."""
    out: Json = {}
    for part in fields(said):
        value = getattr(said, part.name)
        if _is_default(part, value):
            continue
        if isinstance(value, Ref | Citation):
            inner = ((f, getattr(value, f.name)) for f in fields(value))
            value = {f.name: v for f, v in inner if not _is_default(f, v)}
        out[part.name] = dict(value) if part.name == "payload" else value
    return out


def unpack_fact(data: Json) -> Fact:
    """Give the fact that :func:`pack` was given."""
    return Fact(**_parts(data))


def unpack_event(data: Json) -> Event:
    """Give the event that :func:`pack` was given."""
    return Event(**_parts(data))


def _is_default(part: Field[Any], value: Any) -> bool:
    if part.default_factory is not MISSING:
        return bool(value == part.default_factory())
    return bool(value == part.default)


def _parts(data: Json) -> Json:
    out = dict(data)
    about = out["about"]
    out["about"] = Ref(**{**about, "names": tuple(about.get("names", ()))})
    if cited := out.get("citation"):
        out["citation"] = Citation(**cited)
    if "inferred" in out:
        out["inferred"] = tuple(out["inferred"])
    return out
