"""Whatever code a reason has, a page says what is wrong in words of its own language."""

from __future__ import annotations

from observatory.domain.extract import CODES
from observatory.present.addresses import link_in
from observatory.present.languages import LANGUAGES
from observatory.present.reader import Reader
from observatory.present.troubles import Trouble, troubles
from observatory.present.words import TROUBLES


def test_every_code_has_words() -> None:
    assert set(CODES) == set(TROUBLES)


def test_reasons_of_one_kind_stand_together_and_none_is_left_out_silently() -> None:
    reasons = [("not_found", f"404 ({n})") for n in range(5)] + [("tls", "expired")]
    for lang in LANGUAGES:
        found = troubles(reasons, Reader(lang, link_in(lang)))
        assert [one.seen for one in found] == [("404 (0)", "404 (1)", "404 (2)"), ("expired",)]
        assert [one.more for one in found] == [2, 0]
    assert troubles([("tls", "x")], Reader("fr", link_in("fr"))) == (
        Trouble("son certificat n’est pas fiable", ("x",), 0),
    )
