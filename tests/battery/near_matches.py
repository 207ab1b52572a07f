"""Texts that nearly match a regular expression, made from its own parse tree."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# What re is made of, which has no types.
code: Any = importlib.import_module("re._constants")
parser: Any = importlib.import_module("re._parser")

_ANYTHING = "a1 é-ا@\n<"
_CATEGORIES = {
    "CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s", "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_NOT_SPACE": r"\S", "CATEGORY_NOT_WORD": r"\W",
}  # fmt: skip
_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)

Found = dict[tuple[str | bytes, int], tuple[str, "re.Pattern[Any]"]]


def compiled(*packages: str) -> Found:
    """Find every pattern of these packages: what modules hold, and what calls of ``re`` spell."""
    found: Found = {}
    for package in packages:
        home = importlib.import_module(package)
        below = pkgutil.walk_packages(home.__path__, f"{package}.")
        for name in (package, *(info.name for info in below)):
            module = importlib.import_module(name)
            for word, value in vars(module).items():
                for pattern in () if word.startswith("__") else _held(value):
                    found.setdefault((pattern.pattern, pattern.flags), (f"{name}.{word}", pattern))
            for line, pattern in _spelled(Path(str(module.__file__)).read_text("utf-8")):
                found.setdefault((pattern.pattern, pattern.flags), (f"{name}:{line}", pattern))
    return found


def near_matches(pattern: re.Pattern[Any], size: int, *, every: bool) -> Iterator[Any]:
    """Give texts of ``size`` characters: a match again and again, cut, and with one part pumped."""
    parts: list[tuple[str, str]] = []
    match = _sample(parser.parse(pattern.pattern, pattern.flags), parts)
    pumped = {body: begins for begins, body in parts if body}
    texts = {" ": 0, match[:-1]: 0} | ({match: 0, f"{match} ": 0, "a": 0, ". ": 0} if every else {})
    made = [text * (size // len(text)) for text in texts if text]
    made += [f"{begins}{body * (size // len(body))}\x00" for body, begins in pumped.items()]
    if every:
        made += [(begins + body) * (size // len(begins + body)) for body, begins in pumped.items()]
    for text in made:
        yield text.encode() if isinstance(pattern.pattern, bytes) else text


def _held(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (dict, tuple, list, set, frozenset)) and depth < 3:
        for one in value.values() if isinstance(value, dict) else value:
            yield from _held(one, depth + 1)


def _spelled(source: str) -> Iterator[tuple[int, re.Pattern[Any]]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, (str, bytes)):
                ignore = "re.I" in ast.unparse(node)
                yield node.lineno, re.compile(first.value, re.IGNORECASE if ignore else 0)


def _sample(tree: Any, parts: list[tuple[str, str]]) -> str:
    """Write a shortest match of a tree, and note each part that may be repeated."""
    out = ""
    for kind, of in tree:
        if kind is code.LITERAL:
            out += chr(of)
        elif kind is code.NOT_LITERAL:
            out += "b" if of == ord("a") else "a"
        elif kind is code.ANY:
            out += "a"
        elif kind is code.IN:
            out += next(char for char in _candidates(of) if _matches(of, char))
        elif kind is code.BRANCH:
            out += _sample(of[1][0], parts)
        elif kind is code.SUBPATTERN:
            out += _sample(of[3], parts)
        elif kind is code.ATOMIC_GROUP:
            out += _sample(of, parts)
        elif kind in _REPEATS:
            body = _sample(of[2], parts)
            parts.append((out, body))
            out += body * max(of[0], 1)
    return out


def _candidates(items: Any) -> str:
    firsts = (chr(of if kind is code.LITERAL else of[0]) for kind, of in items
              if kind in (code.LITERAL, code.RANGE))  # fmt: skip
    return _ANYTHING + "".join(firsts)


def _matches(items: Any, char: str) -> bool:
    negated = items[0][0] is code.NEGATE
    return negated != any(_is(kind, of, char) for kind, of in items if kind is not code.NEGATE)


def _is(kind: Any, of: Any, char: str) -> bool:
    if kind is code.CATEGORY:
        return bool(re.match(_CATEGORIES[str(of)], char))
    low, high = of if kind is code.RANGE else (of, of)
    return bool(low <= ord(char) <= high)
