"""How a mail is sent: over an encrypted connection, to the server that the operator named."""

from __future__ import annotations

import socket
import ssl
from dataclasses import replace
from typing import Any

import pytest

from observatory.engine.outgoing import mail
from tests.harvest.servers import TLS
from tests.mailbox import WORD, Mailbox, letter


@pytest.fixture
def certified(monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """Let good.test be this machine, and give who believes its certificate."""
    real = socket.getaddrinfo

    def found(host: str, *rest: Any, **more: Any) -> Any:
        return real("127.0.0.1" if host == "good.test" else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", found)
    return ssl.create_default_context(cafile=TLS / "good.pem")


def served() -> ssl.SSLContext:
    """Give the side of a server that shows the certificate of good.test."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / "good.pem")
    return context


def test_away_from_this_machine_nothing_is_sent_unencrypted(
    mailbox: Mailbox, certified: ssl.SSLContext
) -> None:
    plain = mail.Server.of(f"smtp://good.test:{mailbox.port}")
    with pytest.raises(mail.NotSent, match="STARTTLS"):
        mail.send(plain, letter(), trust=certified)
    assert mailbox.mails == []
    with Mailbox(starttls=served()) as other:
        server = mail.Server.of(f"smtp://good.test:{other.port}")
        with pytest.raises(mail.NotSent, match="certificate"):
            mail.send(server, letter())
        mail.send(server, letter(), trust=certified)
    assert other.encrypted == [True]


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_tls_from_the_first_byte_with_name_and_password(certified: ssl.SSLContext) -> None:
    with Mailbox(tls=served(), user="me@x", password=WORD) as box:
        server = mail.Server.of(f"smtps://me%40x:geheim%2F%231@good.test:{box.port}")
        with pytest.raises(mail.NotSent, match="535"):
            mail.send(replace(server, password="wrong"), letter(), trust=certified)
        mail.send(server, letter(), trust=certified)
    assert len(box.mails) == 1
    assert WORD not in repr(server)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://relay.example", mail.Server("relay.example", 587)),
        ("smtps://relay.example", mail.Server("relay.example", 465, True)),
        ("smtp://a:b@[::1]:25", mail.Server("::1", 25, False, "a", "b")),
    ],
)
def test_an_address_names_the_server(url: str, server: mail.Server) -> None:
    assert mail.Server.of(url) == server
    assert server.is_here is (server.host == "::1")
