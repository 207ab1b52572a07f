"""The example of ``docs/adding-a-source.md`` is a source that loads and reads."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from observatory.domain.facts import Fact
from observatory.harvest import Page, load
from tests.scrapers.saved import SEEN

GUIDE = Path(__file__).parents[2] / "docs" / "adding-a-source.md"
PAGE = b"""
<html><body><h1>Clusters in Morocco</h1><table>
<tr><th>Name</th><th>No. of members</th><th>Languages</th><th>Contact</th></tr>
<tr><td>Cluster Exemple</td><td>52</td><td>French, Arabic</td><td>M. Exemple</td></tr>
<tr><td>Cluster Autre</td><td></td><td></td><td></td></tr></table></body></html>
"""


def test_the_example_of_the_guide_is_a_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = re.search(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert code
    package = tmp_path / "guide_scrapers"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "example.py").write_text(code[1])
    monkeypatch.syspath_prepend(str(tmp_path))
    example = load(["guide_scrapers"])["example"]
    for name in [name for name in sys.modules if name.startswith("guide_scrapers")]:
        monkeypatch.delitem(sys.modules, name)
    page = Page("https://platform.example/morocco", PAGE, "text/html", seen=SEEN)
    said = {(f.property, f.raw) for f in example.read(page) if isinstance(f, Fact)}
    assert said == {
        ("name", "Cluster Exemple"),
        ("name", "Cluster Autre"),
        ("members_total", "52"),
        ("languages", "French"),
        ("languages", "Arabic"),
    }
