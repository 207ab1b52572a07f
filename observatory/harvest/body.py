"""The body of a response: decoded piece by piece, and never more of it than the cap."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

from observatory.domain.extract import Reason
from observatory.harvest.misread import Misread

PIECE = 65_536
MEMBERS = 100


class Raw(Protocol):
    """A response of which only the headers have come (urllib3's)."""

    @property
    def headers(self) -> Mapping[str, str]: ...

    @property
    def stream(self) -> Callable[..., Iterable[bytes]]: ...

    def close(self) -> None: ...


def read_body(raw: Raw, encoding: str, length: str, cap: int, *, cut: bool = False) -> bytes:
    """Read and decode a whole body of at most ``cap`` bytes, before and after decoding.

    ``cut`` takes what fits instead of refusing. Raises ``Misread`` (``too_large``, ``truncated``,
    ``bad_response``) and what the connection raises.
    """
    lengths = {part.strip() for part in length.split(",")}
    if length and not (len(lengths) == 1 and length.isascii() and lengths.pop().isdigit()):
        # RFC 9112, 6.3: nobody can tell where such a page ends.
        raise Misread(Reason("bad_response", "the page announces no length that can be"))
    if length.isascii() and length.isdigit() and int(length) > cap and not cut:
        raise Misread(Reason("too_large", f"the page announces more than {cap} bytes"))
    kept = bytearray()
    for piece in _decoded(raw.stream(PIECE, decode_content=False), encoding.strip().lower(), cap):
        kept += piece
        if len(kept) > cap:
            if cut:
                return bytes(kept[:cap])
            raise _larger_than(cap)
    return bytes(kept)


def _decoded(pieces: Iterable[bytes], encoding: str, cap: int) -> Iterator[bytes]:
    if encoding in ("", "identity"):
        yield from pieces
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise Misread(Reason("bad_response", "the page came in an encoding that was not asked for"))
    try:
        yield from _inflated(pieces, encoding == "deflate", cap)
    except zlib.error as error:
        raise Misread(Reason("bad_response", "the compressed page cannot be unpacked")) from error


def _inflated(pieces: Iterable[bytes], deflate: bool, cap: int) -> Iterator[bytes]:
    """Unpack gzip of a few members, or deflate with or without its zlib header."""
    unpack, members, packed = None, 0, 0
    for piece in pieces:
        packed += len(piece)
        if packed > cap:
            raise _larger_than(cap)
        rest = piece
        while rest:
            if unpack is None:
                if members and (deflate or rest[0] != 0x1F):
                    return  # padding after the end
                raw_deflate = deflate and rest[0] & 0x0F != 8
                unpack, members = zlib.decompressobj(-15 if raw_deflate else 47), members + 1
                if members > MEMBERS:
                    raise Misread(Reason("bad_response", "the page is packed in too many parts"))
            yield unpack.decompress(rest, PIECE)
            if unpack.eof:
                rest, unpack = unpack.unused_data, None
            else:
                rest = unpack.unconsumed_tail
    if unpack is not None:
        raise Misread(Reason("truncated", "the compressed page stops before its end"))


def finish(raw: Raw, length: str) -> None:
    """Read a short unwanted body so that the connection stays warm, or close it."""
    if length.isascii() and length.isdigit() and int(length) <= PIECE:
        for _ in raw.stream(PIECE, decode_content=False):
            pass
    else:
        raw.close()


def _larger_than(cap: int) -> Misread:
    return Misread(Reason("too_large", f"the page is larger than {cap} bytes"))
