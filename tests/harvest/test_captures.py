"""Archives of pages: a web archive's index, WARC files, folders; and a past that is replayed."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from observatory.harvest.answers import Fetched, Refusal
from observatory.harvest.archives.captures import Capture, stretches
from observatory.harvest.archives.wayback import Wayback
from observatory.harvest.door import Door
from observatory.harvest.memory import Forgetful
from observatory.harvest.misread import Misread
from tests.archives import NOW, URL, WebArchive, day
from tests.archives import archive as archive
from tests.loopback import Answer, Web


def opened(base: str, since: datetime | None = None) -> Wayback:
    """Open a web archive of one's own."""
    return Wayback(Door(Forgetful(), user_agent="test", own=base), base, since, NOW)


def test_of_each_stretch_of_equal_bytes_the_first_and_the_last_are_taken() -> None:
    taken = [Capture(URL, day(f"20{n}-01-01"), d, "") for n, d in enumerate("AAABBCA", start=10)]
    assert [c.at.year for c in stretches(taken)] == [2010, 2012, 2013, 2014, 2015, 2016]


def test_captures_come_in_order_of_time_with_their_bytes(archive: WebArchive) -> None:
    archive.holds(URL, day("2022-05-01"), "later")
    archive.holds(URL, day("2020-05-01"), "earlier")
    wayback = opened(archive.base)
    found = wayback.captures(URL)
    assert [c.at for c in found] == [day("2020-05-01"), day("2022-05-01")]
    came = wayback.fetch(found[0], NOW)
    assert isinstance(came, Fetched)
    assert (came.body, came.url) == (b"earlier", URL)


def test_only_pages_since_the_day_asked_for_and_not_of_the_future(archive: WebArchive) -> None:
    for on, status in (
        ("2019-01-01", 200),
        ("2021-01-01", 200),
        ("2021-02-01", 404),
        ("2030-01-01", 200),
    ):
        archive.holds(URL, day(on), on, status=status)
    assert [c.at for c in opened(archive.base, day("2020-01-01")).captures(URL)] == [
        day("2021-01-01")
    ]


@pytest.mark.parametrize(
    "index",
    [
        """{"timestamp":"20200501120000","url":"URL","mime":"text/html","status":"200","digest":"A"}
        {"timestamp":"20210501120000","url":"URL","mime":"warc/revisit","status":"-","digest":"A"}
        """,
        """[["timestamp","original","mimetype","statuscode","digest"],
        ["20200501120000","URL","text/html","200","A"],
        ["20210501120000","URL","warc/revisit","-","A"]]""",
    ],
    ids=["pywb", "wayback"],
)
def test_both_kinds_of_index_are_read(web: Web, index: str) -> None:
    class Any(dict[str, Answer]):
        def get(self, path: str, default: object = None) -> Answer:
            return Answer(
                index.replace("URL", URL).encode() if "/cdx/" in path else b"",
                content_type="text/plain",
            )

    web.pages = Any()
    found = opened(web.base).captures(URL)
    assert [(c.at.year, c.digest) for c in found] == [(2020, "A"), (2021, "A")]


@pytest.mark.parametrize(
    "index",
    ["<html>busy</html>", "[[1", '[["timestamp"],["a","b"]]', "[3]", "3", "null", '{"a":1}\n[2]'],
)
def test_an_index_that_is_none_is_said_to_be(web: Web, index: str) -> None:
    class Any(dict[str, Answer]):
        def get(self, path: str, default: object = None) -> Answer:
            return Answer(index.encode())

    web.pages = Any()
    with pytest.raises(Misread, match="cannot be read"):
        opened(web.base).captures(URL)


def test_an_index_that_goes_round_in_a_circle_ends(web: Web) -> None:
    class Any(dict[str, Answer]):
        def get(self, path: str, default: object = None) -> Answer:
            return Answer(
                b"""[["timestamp","original","mimetype","statuscode","digest"],
                ["20200501120000","URL","text/html","200","A"],[],["again"]]"""
            )

    web.pages = Any()
    with pytest.raises(Misread, match="in a circle"):
        opened(web.base).captures(URL)


@pytest.mark.parametrize(
    "original", ["http://169.254.169.254/latest", "javascript:alert(1)", "https://other.example/"]
)
def test_what_was_captured_of_another_site_is_none_of_this_page(web: Web, original: str) -> None:
    class Any(dict[str, Answer]):
        def get(self, path: str, default: object = None) -> Answer:
            row = {"timestamp": "20200501120000", "url": original, "status": "200", "digest": "A"}
            return Answer(json.dumps(row).encode())

    web.pages = Any()
    assert opened(web.base).captures(URL) == []


def test_a_capture_for_which_another_is_given_is_not_taken(web: Web) -> None:
    base = web.base
    web.pages["/web/20200501120000id_/" + URL] = Answer(
        b"", 302, headers={"Location": f"{base}/web/20230101000000id_/{URL}"}
    )
    web.pages["/web/20230101000000id_/" + URL] = Answer(b"of another day")
    capture = Capture(URL, day("2020-05-01"), "A", f"{base}/web/20200501120000id_/{URL}")
    came = opened(base).fetch(capture, NOW)
    assert isinstance(came, Refusal)
    assert "20230101000000" in came.reason.said
