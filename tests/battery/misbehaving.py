"""A server on which every host has a character: ``drip-7.example`` drips, ``well-003`` is well.

Run as a program, so that what is measured beside it is not its own; it prints its port.
"""

from __future__ import annotations

import asyncio
import gzip
import random
import socket
import struct
import sys
import time
from collections.abc import Awaitable, Callable
from typing import TypeAlias

Reader: TypeAlias = asyncio.StreamReader
Writer: TypeAlias = asyncio.StreamWriter
Behaviour = Callable[[str, Writer], Awaitable[None]]
BOMB = gzip.compress(bytes(50_000_000))
FOREVER = 3600.0


def said(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    """Give a response; a length is added unless one is among the headers."""
    lengths = [h for h in headers if h.lower().startswith(("content-length", "transfer-encoding"))]
    own = [] if lengths else [f"Content-Length: {len(body)}"]
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", *own, *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def page(host: str) -> bytes:
    """Give a list of one partnership, whose number is another one every minute."""
    return (
        "<html><head><title>Partnerships</title></head><body><h1>Partnerships</h1>"
        "<table><tr><th>Acronym</th><th>SMEs</th></tr>"
        f"<tr><td>{host.partition('.')[0].upper()}</td><td>{100 + int(time.time()) // 60 % 50}</td>"
        f"</tr></table>{'<p>One more line of text.</p>' * 300}</body></html>"
    ).encode()


async def well(host: str, to: Writer) -> None:
    to.write(said(page(host)))


async def drop(_: str, to: Writer) -> None:
    to.close()


async def reset(_: str, to: Writer) -> None:
    to.write(said(bytes(1000), "200 OK", "Content-Length: 100000"))
    await to.drain()
    sock = to.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    to.close()


async def stall(_: str, to: Writer) -> None:
    await asyncio.sleep(FOREVER)


async def halt(host: str, to: Writer) -> None:
    to.write(said(page(host))[:2000])
    await to.drain()
    await asyncio.sleep(FOREVER)


async def drip(host: str, to: Writer) -> None:
    for byte in said(page(host)):
        to.write(bytes([byte]))
        await to.drain()
        await asyncio.sleep(0.2)


async def error(_: str, to: Writer) -> None:
    to.write(said(b"sorry", "500 Internal Server Error"))


async def busy(_: str, to: Writer) -> None:
    to.write(said(b"later", "503 Service Unavailable", "Retry-After: 5"))


async def loop(host: str, to: Writer) -> None:
    to.write(said(b"", "302 Found", f"Location: http://{host}/again?{random.random()}"))


async def away(_: str, to: Writer) -> None:
    to.write(said(b"", "302 Found", "Location: http://elsewhere.example/"))


async def garbage(_: str, to: Writer) -> None:
    to.write(random.randbytes(5000))
    to.close()


async def bomb(_: str, to: Writer) -> None:
    to.write(said(BOMB, "200 OK", "Content-Encoding: gzip"))


async def endless(_: str, to: Writer) -> None:
    to.write(said(b"", "200 OK", "Transfer-Encoding: chunked"))
    while not to.is_closing():
        to.write(b"1000\r\n" + bytes(4096) + b"\r\n")
        await to.drain()


async def heads(_: str, to: Writer) -> None:
    to.write(b"HTTP/1.1 200 OK\r\n")
    while not to.is_closing():
        to.write(b"X-More: " + b"a" * 1000 + b"\r\n")
        await to.drain()


async def short(host: str, to: Writer) -> None:
    to.write(said(page(host), "200 OK", "Content-Length: 1000000"))
    to.close()


async def length(host: str, to: Writer) -> None:
    to.write(said(page(host), "200 OK", "Content-Length: -7"))
    to.close()


async def login(_: str, to: Writer) -> None:
    form = b"<form action='/login'><input name='u'><input type='password' name='p'></form>"
    to.write(said(b"<html><title>Log in</title><h1>Log in</h1>" + form + b"</html>"))


async def empty(_: str, to: Writer) -> None:
    to.write(said(b""))


async def gone(_: str, to: Writer) -> None:
    to.write(said(b"gone", "404 Not Found"))


SICK: dict[str, tuple[Behaviour, set[str]]] = {
    "drop": (drop, {"unreachable"}),
    "reset": (reset, {"truncated", "unreachable"}),
    "stall": (stall, {"timeout"}),
    "halt": (halt, {"timeout"}),
    "drip": (drip, {"timeout"}),
    "error": (error, {"server_error", "robots"}),
    "busy": (busy, {"rate_limited", "robots"}),
    "loop": (loop, {"redirect"}),
    "away": (away, {"redirect"}),
    "garbage": (garbage, {"bad_response", "truncated", "unreachable"}),
    "bomb": (bomb, {"too_large"}),
    "endless": (endless, {"too_large", "timeout"}),
    "heads": (heads, {"bad_response", "too_large"}),
    "short": (short, {"truncated"}),
    "length": (length, {"bad_response", "truncated"}),
    "login": (login, {"login"}),
    "empty": (empty, {"empty"}),
    "gone": (gone, {"not_found"}),
}
"""Each way to misbehave, with the codes of the reasons that may be given for it."""


async def serve(reader: Reader, writer: Writer) -> None:
    """Answer the requests of one connection, each as its host does."""
    try:
        while line := await reader.readline():
            host = ""
            while (header := await reader.readline()).strip():
                name, _, value = header.decode("latin-1").partition(":")
                host = value.strip() if name.lower() == "host" else host
            kind = host.partition("-")[0]
            # Of some sick hosts the robots.txt is in order, and only the page is not.
            even = host.partition(".")[0][-1:] in "02468"
            if line.split()[1] == b"/robots.txt" and (kind not in SICK or even):
                writer.write(said(b"", "404 Not Found"))
            else:
                await (SICK[kind][0] if kind in SICK else well)(host, writer)
            await writer.drain()
    except (OSError, ValueError):
        pass
    finally:
        writer.close()


async def main() -> None:
    """Serve until the process is killed."""
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
