"""The HTTP server before the application: its limits, and what it says where it refuses itself."""

from __future__ import annotations

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server
from waitress.task import ErrorTask

from observatory.web.headers import HEADERS

THREADS = 8
"""Answers that are made at once; a connection that is slow takes none of them."""
CONNECTIONS = 500
"""Connections that are open at once, slow ones included."""

BODY = 64_000
"""Bytes that a request may carry; nothing here takes any, and the server would keep them first."""

Server = BaseWSGIServer | MultiSocketServer


class _Refused(ErrorTask):
    """What is no HTTP never reaches the application: it gets the same headers here."""

    def execute(self) -> None:
        """Refuse it, with the headers of every answer."""
        self.response_headers = [*self.response_headers, *HEADERS.items()]
        super().execute()


def listen(app: Flask, host: str, port: int, *, proxies: int = 0) -> Server:
    """Give a server for ``app`` that holds its port; ``run`` serves until it is told to stop.

    Raises ``OSError`` if nothing can listen there. With ``proxies`` trusted ones before it, what
    they say of the reader's address and of https reaches the application, which believes so many of
    them; without any it is taken away.
    """
    HTTPChannel.error_task_class = _Refused
    return create_server(
        app, host=host, port=port, threads=THREADS, ident=None, connection_limit=CONNECTIONS,
        asyncore_use_poll=True, max_request_body_size=BODY,
        clear_untrusted_proxy_headers=not proxies,
    )  # fmt: skip
