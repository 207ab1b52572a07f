"""Mail to the operator: each notice once, whatever the server does, and nothing in the clear."""

from __future__ import annotations

import socket
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest
import structlog
from pydantic import SecretStr
from sqlalchemy import update

from observatory.engine.installation import Installation
from observatory.engine.outgoing import mail
from observatory.engine.outgoing.notices import PAUSES, send_due
from observatory.engine.timing.clock import tick
from observatory.engine.upkeep.doctor import complaints
from observatory.present.notices import BROKE, WELL
from observatory.store import ledger
from observatory.store import tables as t
from tests.mailbox import OPERATOR, TAKEN, WORD, Mailbox, free_port, letter
from tests.stores import Stores
from tests.telling import rows
from tests.worlds import MONDAY

NAME = "eccp_morocco"


@dataclass
class Outbox:
    """An installation of which the operator is to be told something, and the time."""

    installation: Installation
    now: datetime = MONDAY

    def says(self, kind: str = BROKE) -> None:
        """Write a notice."""
        with self.installation.database.write() as db:
            ledger.notify(db, NAME, kind, self.now, f"It is {kind}")

    def sends(self, port: int, timeout: float = 5) -> int:
        """Send what is due to a server on this machine."""
        return send_due(self.told_at(port), self.now, timeout=timeout)

    def told_at(self, port: int) -> Installation:
        """Give the installation with a mail server and an operator."""
        more = {"smtp": SecretStr(f"smtp://127.0.0.1:{port}"), "operator": OPERATOR}
        settings = self.installation.settings.model_copy(update=more)
        return replace(self.installation, settings=settings)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The notices as they are kept."""
        return rows(self.installation, t.Notice)


@pytest.fixture
def outbox(stores: Stores) -> Outbox:
    found = Outbox(stores.installation("sqlite"))
    found.says()
    return found


def test_it_comes_from_the_contact_and_is_known_as_written_by_a_machine(
    outbox: Outbox, mailbox: Mailbox
) -> None:
    assert [outbox.sends(mailbox.port) for _ in range(3)] == [1, 0, 0]
    (found,) = mailbox.mails
    assert (found["To"], found["From"]) == (OPERATOR, "a@example.org")
    assert found["Auto-Submitted"] == "auto-generated"
    assert found.get_content_type() == "text/plain"
    assert found["Date"].datetime == MONDAY


def test_a_contact_that_is_a_page_sends_no_mail(outbox: Outbox) -> None:
    page = {"contact": "https://clusters.example/about", "operator": OPERATOR}
    assert outbox.installation.settings.model_copy(update=page).sender == OPERATOR


def test_the_clock_sends_and_leaves_the_network_alone_when_told_to(
    outbox: Outbox, mailbox: Mailbox
) -> None:
    installation = outbox.told_at(mailbox.port)
    tick(installation, outbox.now, lambda _: None, live=False)
    assert mailbox.mails == []
    for _ in range(2):
        tick(installation, outbox.now, lambda _: None)
    assert len(mailbox.mails) == 1


@pytest.mark.parametrize("answer", ["451 later", "554 never"])
def test_what_the_server_refuses_is_tried_again_with_growing_pauses(
    outbox: Outbox, mailbox: Mailbox, answer: str
) -> None:
    mailbox.answer = answer
    for tries, pause in enumerate((*PAUSES, PAUSES[-1]), start=1):
        assert outbox.sends(mailbox.port) == 0
        (row,) = outbox.rows
        assert (row["tries"], row["due_at"], row["error"]) == (tries, outbox.now + pause, answer)
        outbox.now += pause
    assert sorted(PAUSES) == list(PAUSES)
    found = complaints(outbox.told_at(mailbox.port), outbox.now)
    assert any("tried 7 times" in one and answer in one for one in found)
    mailbox.answer = TAKEN
    assert [outbox.sends(mailbox.port) for _ in range(3)] == [1, 0, 0]
    assert outbox.rows[0]["error"] == ""
    assert len(mailbox.mails) == 1


def test_between_two_tries_nothing_is_tried(outbox: Outbox, mailbox: Mailbox) -> None:
    mailbox.answer = "451 later"
    outbox.sends(mailbox.port)
    outbox.now += PAUSES[0] * 0.9
    outbox.sends(mailbox.port)
    assert outbox.rows[0]["tries"] == 1


def test_a_server_that_is_away_or_hangs_costs_one_pause_and_no_mail(
    outbox: Outbox, mailbox: Mailbox
) -> None:
    assert outbox.sends(free_port()) == 0
    assert "refused" in outbox.rows[0]["error"].lower()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        outbox.now += PAUSES[0]
        assert outbox.sends(silent.getsockname()[1], timeout=0.05) == 0
    assert "no answer in 0.05 seconds" in outbox.rows[0]["error"]
    outbox.now += PAUSES[1]
    assert outbox.sends(mailbox.port) == 1
    assert len(mailbox.mails) == 1


def test_one_that_cannot_be_sent_does_not_hold_up_the_others(
    outbox: Outbox, mailbox: Mailbox
) -> None:
    outbox.says(WELL)
    mailbox.answer = "451 later"
    assert outbox.sends(mailbox.port) == 0
    mailbox.answer = TAKEN
    assert outbox.sends(mailbox.port) == 1
    outbox.now += PAUSES[0]
    assert outbox.sends(mailbox.port) == 1
    assert len({one["Message-ID"] for one in mailbox.mails}) == 2


def test_a_mail_that_is_sent_again_has_the_same_id(outbox: Outbox, mailbox: Mailbox) -> None:
    outbox.sends(mailbox.port)
    with outbox.installation.database.write() as db:  # as if killed before it was written down
        db.execute(update(t.Notice).values(sent_at=None))
    outbox.now += PAUSES[0]
    outbox.sends(mailbox.port)
    first, again = mailbox.mails
    assert (first["Message-ID"], first["Date"]) == (again["Message-ID"], again["Date"])


def test_of_two_clocks_one_takes_it(database_of: Outbox) -> None:
    (row,) = database_of.rows
    taken = []
    for _ in range(2):
        with database_of.installation.database.write() as db:
            taken.append(ledger.claim_notice(db, row["id"], 0, database_of.now + PAUSES[0]))
    assert taken == [True, False]


@pytest.fixture
def database_of(installation: Installation) -> Outbox:
    """The same on each kind of database."""
    found = Outbox(installation)
    found.says()
    return found


def test_a_title_cannot_write_headers(outbox: Outbox, mailbox: Mailbox) -> None:
    title = "ECCP\r\nBcc: all@example.org\r\n\r\nHello\x1b[2J \u202eevil"
    with outbox.installation.database.write() as db:
        db.execute(update(t.Source).where(t.Source.name == NAME).values(title=title))
    outbox.sends(mailbox.port)
    (found,) = mailbox.mails
    assert found["Bcc"] is None
    assert found["Subject"].startswith("ECCP Bcc: all@example.org Hello")
    assert found["Subject"].isprintable()
    assert found.get_content().split() == ["It", "is", "broke"]


def test_no_log_and_no_row_holds_the_password_or_the_address(
    outbox: Outbox, mailbox: Mailbox, capsys: pytest.CaptureFixture[str]
) -> None:
    structlog.reset_defaults()
    mailbox.refuses = "550 no <{address}>"
    assert outbox.sends(mailbox.port) == 0
    shown = "".join([*capsys.readouterr(), outbox.rows[0]["error"]])
    assert shown.count("550 no") == 2, "in the log and in the row"
    assert OPERATOR not in shown
    mailbox.refuses = f"550 not with {WORD}"
    with pytest.raises(mail.NotSent, match=r"^550 not with …$"):
        mail.send(mail.Server("127.0.0.1", mailbox.port, password=WORD), letter())
    with pytest.raises(mail.NotSent, match="label"):
        mail.send(mail.Server("no..host", 25), letter())
