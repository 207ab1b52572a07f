"""A site on loopback, served as the command serves it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from waitress.server import create_server


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve a site; give its base address."""
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    port: int = getattr(server, "effective_port")  # noqa: B009  (not in the published types)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.close()
