"""A site over the store of a world, asked in the process or served on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from flask.testing import FlaskClient
from waitress.server import create_server

from observatory.web import create_app
from tests.worlds import World


def client_of(world: World) -> FlaskClient:
    """Open the site of a world, at its time."""
    return create_app(world.installation.settings, lambda: world.now).test_client()


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve a site as the command does; give its base address."""
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    port: int = getattr(server, "effective_port")  # noqa: B009  (not in the published types)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.close()
