"""Answers are packed for who takes it, and say the same either way."""

from __future__ import annotations

import gzip

import pytest

from tests.web.conftest import Site


@pytest.mark.parametrize("path", ["/en/clusters", "/api/v1/clusters", "/static/site.css"])
def test_a_text_is_packed_for_who_takes_it(site: Site, path: str) -> None:
    plain = site.client.get(path)
    packed = site.client.get(path, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 3
    assert int(packed.headers["Content-Length"]) == len(packed.data)
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["Vary"]


def test_one_validator_holds_for_both_forms(site: Site) -> None:
    tag = site.client.get("/en/clusters", headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    for accepted in ("gzip", "identity"):
        again = site.client.get(
            "/en/clusters", headers={"If-None-Match": tag, "Accept-Encoding": accepted}
        )
        assert again.status_code == 304
        assert again.data == b""


def test_a_picture_and_a_few_bytes_stay_as_they_are(site: Site) -> None:
    for path in ("/static/fonts/noto-sans-latin.woff2", "/healthz"):
        answer = site.client.get(path, headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200
        assert "Content-Encoding" not in answer.headers
