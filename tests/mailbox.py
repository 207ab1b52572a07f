"""A real mail server on loopback: what it takes, and how it refuses, fails to answer or is away."""

from __future__ import annotations

import email
import socket
import ssl
import time
from email.message import EmailMessage, Message
from email.policy import default
from types import TracebackType
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from observatory.engine.outgoing import mail
from tests.worlds import MONDAY

TAKEN = "250 taken"
WORD = "geheim/#1"
"""A password with letters that an address must quote."""
OPERATOR = "op@clusters.example"


def letter() -> EmailMessage:
    """Write a mail to the operator."""
    return mail.write("s", "t", sender="a@example.org", to=OPERATOR, key="1@x", at=MONDAY)


class Mailbox:
    """A mail server; ``answer`` is what it says to a mail, ``refuses`` what to a reader."""

    def __init__(
        self, *, tls: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None,
        user: str = "", password: str = "",
    ) -> None:  # fmt: skip
        self.answer, self.refuses, self.delay = TAKEN, "", 0.0
        self.mails: list[EmailMessage] = []
        self.encrypted: list[bool] = []
        self.port = free_port()  # aiosmtpd looks for itself at the port given, which 0 is not
        account = user.encode(), password.encode()

        def known(*given: Any) -> AuthResult:
            found: LoginPassword = given[-1]
            return AuthResult(success=(found.login, found.password) == account, handled=False)

        more: dict[str, Any] = (
            {"tls_context": starttls, "require_starttls": True} if starttls else {}
        )
        if user:
            more |= {"authenticator": known, "auth_required": True, "auth_require_tls": False}
        self._controller = Controller(
            self, "127.0.0.1", self.port, ssl_context=tls, ready_timeout=10, **more
        )

    def __enter__(self) -> Mailbox:
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        at: TracebackType | None,
    ) -> None:  # fmt: skip
        self._controller.stop()

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, _: list[str]
    ) -> str:
        if self.refuses:
            return self.refuses.format(address=address)
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        time.sleep(self.delay)  # nothing else is to be answered meanwhile
        if self.answer == TAKEN:
            assert isinstance(envelope.content, bytes)
            read: Message = email.message_from_bytes(envelope.content, policy=default)
            assert isinstance(read, EmailMessage)
            self.mails.append(read)
            self.encrypted.append(session.ssl is not None)
        return self.answer


def free_port() -> int:
    """Give a port of this machine on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
