"""No line of the battery is without a test, and no test holds a line that is not there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.battery import lines

TESTS = Path(__file__).parents[1]


def marked(source: str) -> Iterator[str]:
    """Give the lines that the tests of a module say they hold."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.battery":
            yield from (str(ast.literal_eval(argument)) for argument in node.args)


def test_every_line_has_a_test_and_every_mark_a_line() -> None:
    held = {line for path in TESTS.rglob("*.py") for line in marked(path.read_text("utf-8"))}
    assert held == set(lines())


def test_a_mark_is_found() -> None:
    assert list(marked('@pytest.mark.battery("T999", "T998")\ndef test_x(): ...')) == [
        "T999", "T998",
    ]  # fmt: skip
