"""Why a name has no place is said in the reader's language, whatever the reason."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from observatory.domain.facts import Ref
from observatory.domain.identity import Index, Known, place
from observatory.present.addresses import link_in
from observatory.present.reader import Reader
from observatory.present.unplaced import WHYS, unplaced
from observatory.store.queries.unbelieved import UnplacedName

NOW = datetime(2026, 3, 2, tzinfo=UTC)
INDEX = Index.of(
    [
        Known(1, "cluster", "one", {"menara": True, "atlas": False}),
        Known(2, "cluster", "two", {"menara": True, "atlas": False}),
    ],
    {("", "zeta"): (None, NOW)},
)


@pytest.mark.parametrize(
    ("name", "why"), list(zip(("Rif", "Atlas", "Menara", "Zeta", " "), WHYS, strict=True))
)
def test_every_reason_has_words(name: str, why: str) -> None:
    found = place(Ref("cluster", (name,)), INDEX)
    row = UnplacedName(1, "press", "r", "cluster", name, found.why, NOW, "")
    assert unplaced(row, Reader("en", link_in("en"))).why == why
    for lang in ("fr", "ar"):
        assert unplaced(row, Reader(lang, link_in(lang))).why not in (why, found.why)
