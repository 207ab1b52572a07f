"""Specifications turned into pictures, in this process and without a network.

The converter carries its own engine and starts in half a second, so it is loaded when first needed;
a picture is kept by what its specification says, so that the same is never drawn twice.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from html import escape
from types import ModuleType
from typing import Any

from observatory import paths

SCALE = 2.0
"""Pixels of a PNG for one of the drawing: sharp on a phone and in print."""
KEPT = 200
"""Pictures that are kept; one is some ten to a hundred kilobytes."""


PIECES = re.compile(r' role="graphics-[a-z]+"| aria-roledescription="[a-z ]*"')
"""What names each piece to a screen reader without saying anything; the whole has its words."""


def svg(spec: dict[str, Any], title: str, description: str) -> str:
    """Draw a specification as SVG, with a title and a description for who does not see it."""
    drawn = _svg(json.dumps(spec, ensure_ascii=False))
    about = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    opening, rest = PIECES.sub("", drawn).split(">", 1)
    return f'{opening} role="img" direction="ltr">{about}{rest}'


def png(spec: dict[str, Any]) -> bytes:
    """Draw a specification as PNG."""
    return _png(json.dumps(spec, ensure_ascii=False))


def picture(drawing: str) -> bytes:
    """Turn an SVG that is drawn already into a PNG of its own size."""
    return bytes(_converter().svg_to_png(drawing))


@lru_cache(maxsize=KEPT)
def _svg(spec: str) -> str:
    # Nothing may be fetched: data stands in the specification.
    return str(_converter().vegalite_to_svg(spec, allowed_base_urls=[]))


@lru_cache(maxsize=KEPT // 4)
def _png(spec: str) -> bytes:
    return bytes(_converter().svg_to_png(_svg(spec), scale=SCALE))


@cache
def _converter() -> ModuleType:
    import vl_convert

    vl_convert.register_font_directory(str(paths.STATIC / "fonts"))
    return vl_convert
