"""What an operator kept of the web: WARC files there and back, folders of saved pages, replayed."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from observatory.harvest.answers import Fetched, Refusal
from observatory.harvest.archives.folder import UNDATED, Folder
from observatory.harvest.archives.kept import open_kept
from observatory.harvest.archives.replay import Replay
from observatory.harvest.archives.warc import KeptPage, Warc, write_warc
from observatory.harvest.misread import BadSource
from tests.archives import NOW, URL, day

HOSTS = frozenset(["www.cluster.example"])


def pages() -> list[KeptPage]:
    """Give three looks at two pages, two of equal bytes."""
    head = {"content-type": "text/html; charset=utf-8", "set-cookie": "secret=1", "etag": '"a"'}
    return [
        KeptPage(URL, day("2020-05-01"), head, "déjà".encode()),
        KeptPage(URL, day("2021-05-01"), head, "déjà".encode()),
        KeptPage("https://www.cluster.example/other", day("2021-06-01"), {}, b"other"),
    ]


def test_what_is_written_as_warc_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "kept.warc.gz"
    assert write_warc(file, pages(), "test") == 3
    warc = Warc(file)
    found = warc.captures(URL)
    assert [c.at for c in found] == [day("2020-05-01"), day("2021-05-01")]
    assert found[0].digest == found[1].digest
    for capture in found:
        came = warc.fetch(capture, NOW)
        assert isinstance(came, Fetched)
        assert came.body.decode() == "déjà"
        assert came.content_type == "text/html; charset=utf-8"
    assert "set-cookie" not in came.headers


def test_equal_bytes_are_written_once_and_nothing_is_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "kept.warc.gz"
    write_warc(file, pages(), "test")
    with file.open("rb") as stream:
        kinds = [record.rec_type for record in ArchiveIterator(stream, verify_http=True)]
    assert kinds == ["warcinfo", "response", "revisit", "response"]
    with pytest.raises(FileExistsError):
        write_warc(file, pages(), "test")


def test_the_newest_until_a_moment_is_replayed(tmp_path: Path) -> None:
    file = tmp_path / "kept.warc.gz"
    write_warc(file, pages(), "test")
    replay = Replay(Warc(file))
    assert isinstance(replay.fetch(URL, HOSTS, at=day("2020-06-01")), Fetched)
    early = replay.fetch(URL, HOSTS, at=day("2019-06-01"))
    assert isinstance(early, Refusal)
    assert early.reason.code == "not_found"
    elsewhere = replay.fetch("https://else.example/", HOSTS, at=NOW)
    assert isinstance(elsewhere, Refusal)
    assert elsewhere.reason.code == "address"


@pytest.mark.parametrize(
    "content",
    [b"", b"no warc at all", b"\x1f\x8b\x08broken", b"the site is at http://127.0.0.1:8177\n"],
)
def test_a_file_that_is_no_warc_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "odd.warc.gz"
    file.write_bytes(content)
    with pytest.raises(BadSource, match=r"odd\.warc\.gz"):
        open_kept(file)


def test_a_page_that_was_altered_in_the_file_is_not_taken(tmp_path: Path) -> None:
    file = tmp_path / "kept.warc"
    write_warc(tmp_path / "kept.warc.gz", pages(), "test")
    file.write_bytes(
        gzip.decompress((tmp_path / "kept.warc.gz").read_bytes()).replace(b"other", b"0ther")
    )
    warc = Warc(file)
    (capture,) = warc.captures("https://www.cluster.example/0ther")
    came = warc.fetch(capture, NOW)
    assert isinstance(came, Refusal)
    assert came.reason.code == "truncated"


def test_a_warc_cut_short_gives_what_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "kept.warc.gz"
    write_warc(file, pages(), "test")
    whole = file.read_bytes()
    for end in range(0, len(whole), 97):
        file.write_bytes(whole[:end])
        try:
            warc = Warc(file)
        except BadSource:
            continue
        for capture in warc.captures(URL):
            came = warc.fetch(capture, NOW)
            assert isinstance(came, Refusal) or came.body.decode() == "déjà"


def test_a_folder_is_read_as_wget_writes_it(tmp_path: Path) -> None:
    home = tmp_path / "www.cluster.example"
    (home / "content").mkdir(parents=True)
    (home / "content" / "morocco?page=1").write_text("page")
    (home / "index.html").write_text("home")
    folder = Folder(tmp_path)
    assert [c.at for c in folder.captures(URL)] == [UNDATED]
    assert not folder.dated
    for url, body in ((URL, b"page"), ("https://cluster.example/", b"home")):
        (capture,) = folder.captures(url)
        came = folder.fetch(capture, NOW)
        assert isinstance(came, Fetched)
        assert (came.body, came.content_type) == (body, "text/html")


def test_folders_of_a_moment_are_captures(tmp_path: Path) -> None:
    for moment in ("20200501", "20210501120000"):
        home = tmp_path / moment / "www.cluster.example" / "a b"
        home.mkdir(parents=True)
        (home / "été.pdf").write_bytes(b"%PDF-1.4")
    folder = Folder(tmp_path)
    found = folder.captures("https://www.cluster.example/a%20b/%C3%A9t%C3%A9.pdf")
    assert [c.at.isoformat() for c in found] == [
        "2020-05-01T00:00:00+00:00", "2021-05-01T12:00:00+00:00",
    ]  # fmt: skip
    came = folder.fetch(found[0], NOW)
    assert isinstance(came, Fetched)
    assert came.content_type == "application/pdf"


@pytest.mark.parametrize(
    "path", ["../secret", "%2e%2e/secret", "%2e%2e%2fsecret", "a/../../secret"]
)
def test_no_address_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "web" / "www.cluster.example").mkdir(parents=True)
    folder = Folder(tmp_path / "web")
    assert folder.captures(f"https://www.cluster.example/{path}") == []


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="nowhere"):
        open_kept(tmp_path / "nowhere")
    (tmp_path / "20209999").mkdir()
    with pytest.raises(BadSource, match="20209999"):
        open_kept(tmp_path)
