"""The one mail door: plain text to one reader, encrypted unless the server is this very machine.

Nothing else in the observatory sends mail. Neither password nor address ever stands in an error.
"""

from __future__ import annotations

import ipaddress
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from observatory.domain.clean import strip_contacts, tidy
from observatory.errors import ObservatoryError

TIMEOUT = 20.0
"""Seconds that each answer of the server may take."""

LONGEST_SUBJECT = 150
"""Characters of a subject; RFC 5322 advises lines of 78, which the folding sees to."""


class NotSent(ObservatoryError):
    """A mail that the server did not take, for now or for good; its text says why."""


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server; ``tls`` from the first byte (``smtps``), else by STARTTLS."""

    host: str
    port: int
    tls: bool = False
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, url: str) -> Server:
        """Read ``smtp://user:password@host:587`` or ``smtps://…`` (ports 587 and 465)."""
        found = urlsplit(url)
        tls = found.scheme == "smtps"
        port = found.port or (465 if tls else 587)
        names = unquote(found.username or ""), unquote(found.password or "")
        return cls(found.hostname or "", port, tls, *names)

    @property
    def is_here(self) -> bool:
        """Say whether it is this machine, so that nothing that is sent can be overheard."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def write(subject: str, text: str, *, sender: str, to: str, key: str, at: datetime) -> EmailMessage:
    """Write a mail of ``at``; ``key`` is its Message-ID, the same whenever it is sent again.

    The subject may hold words of strangers: it becomes one line of visible text.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = tidy(subject)[:LONGEST_SUBJECT]
    message["From"], message["To"] = sender, to
    message["Date"], message["Message-ID"] = format_datetime(at), f"<{key}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday answers
    message.set_content(text)
    return message


def send(
    server: Server,
    message: EmailMessage,
    *,
    timeout: float = TIMEOUT,
    trust: ssl.SSLContext | None = None,
) -> None:
    """Hand a mail to the server; raise ``NotSent`` if it did not take it.

    ``trust`` says which certificates are believed, if not those of the system.
    """
    context = trust or ssl.create_default_context()
    domain = str(message["From"]).rpartition("@")[2]
    try:
        with _opened(server, domain, timeout, context) as smtp:
            if not server.tls and not server.is_here:
                smtp.starttls(context=context)
            if server.user:
                smtp.login(server.user, server.password)
            smtp.send_message(message)
            with suppress(OSError, smtplib.SMTPException):
                smtp.quit()  # it is sent: what the server still says changes nothing
    except (OSError, UnicodeError, smtplib.SMTPException) as error:
        raise NotSent(_said(error, timeout, server)) from None


class _Closing(smtplib.SMTP):
    """A connection that is closed at the end, without asking the server once more."""

    def __exit__(self, *_: object) -> None:
        self.close()


class _ClosingTls(smtplib.SMTP_SSL):
    def __exit__(self, *_: object) -> None:
        self.close()


def _opened(server: Server, domain: str, timeout: float, context: ssl.SSLContext) -> smtplib.SMTP:
    if server.tls:
        return _ClosingTls(server.host, server.port, domain, timeout=timeout, context=context)
    return _Closing(server.host, server.port, domain, timeout=timeout)


def _said(error: Exception, timeout: float, server: Server) -> str:
    """Say why it was not sent, without addresses and secrets that a server may repeat."""
    code: int
    words: bytes | str
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, words = next(iter(error.recipients.values()))
        case smtplib.SMTPResponseException():
            code, words = error.smtp_code, error.smtp_error
        case smtplib.SMTPNotSupportedError():
            code, words = 0, f"the mail server cannot do what is needed: {error}"
        case _ if isinstance(error.__context__ or error, TimeoutError):  # smtplib wraps it
            code, words = 0, f"the mail server gave no answer in {timeout:g} seconds"
        case _:
            code, words = 0, f"{type(error).__name__}: {error}"
    text = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    if server.password:
        text = text.replace(server.password, "…")
    return f"{code or ''} {strip_contacts(text)[0]}".strip()[:300]
