"""What a page says without what nobody sees in it: the one place where said texts are made sound.

The rule: controls, marks that turn the direction of writing, joiners, unpaired surrogates and
other characters that are no part of a written text are left out, a line break of any kind is a
plain one, and in a name a blank. They would reach names, pages, feeds, files and logs, and no
database takes all of them.
The bytes of the page are kept as they came.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from observatory.domain.clean.text import INVISIBLE, tidy
from observatory.domain.facts import Ref

_BREAK = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
Said = TypeVar("Said")


def seen(text: str) -> str:
    """Give a text without what is not seen in it."""
    return text if text.isprintable() else INVISIBLE.sub("", _BREAK.sub("\n", text))


def sound(said: Said) -> Said:
    """Give a fact, an event or a part of one with each of its texts as :func:`seen`."""
    whole: Any = said
    if isinstance(whole, str):
        whole = seen(whole)
    elif isinstance(whole, tuple):
        whole = tuple(map(sound, whole))
    elif isinstance(whole, Mapping):
        whole = {sound(key): sound(value) for key, value in whole.items()}
    elif isinstance(whole, Ref):
        names = tuple(map(tidy, whole.names))
        whole = replace(whole, names=names, context=seen(whole.context))
    elif is_dataclass(whole) and not isinstance(whole, type):
        parts = {part.name: getattr(whole, part.name) for part in fields(whole)}
        made = {name: sound(value) for name, value in parts.items()}
        whole = replace(whole, **made) if made != parts else whole
    found: Said = whole
    return found
