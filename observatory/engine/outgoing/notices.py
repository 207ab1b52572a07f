"""Tell the operator once when a source breaks, and once when it can be read again.

A notice is written in the transaction of the run that crossed the line, and sent afterwards, by the
clock. A process that is killed between handing a mail over and writing so sends it once more, under
the same Message-ID.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from email.message import EmailMessage

import structlog
from sqlalchemy import Connection

from observatory.engine.installation import Installation
from observatory.engine.outgoing import mail
from observatory.present.addresses import link_in
from observatory.present.languages import DEFAULT
from observatory.present.notices import BROKE, WELL, broke, subject, well
from observatory.present.reader import Reader
from observatory.store import ledger
from observatory.store.queries import notices, sources
from observatory.store.upgrade import tag_authority

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720, 1440))
"""How long after each try the next one comes; the last holds for all further ones."""

log = structlog.get_logger()


def note_crossing(
    installation: Installation, db: Connection, source: str, outcome: str, at: datetime
) -> None:
    """Write a notice if the run that ended just now, ``at``, crossed a line; in its transaction."""
    last = notices.last(db, source)
    told = last is not None and last[0] == BROKE
    good = outcome in sources.GOOD_OUTCOMES
    if told != good:  # well and nothing to take back, or broken and told so
        return
    state = sources.states(db, (source,))[0]
    reader, url = Reader(DEFAULT, link_in(DEFAULT)), installation.settings.url
    if good and last:
        kind, text = WELL, well(state, reader, url, last[1])
    elif state.standing(at).state == "broken":
        kind, text = BROKE, broke(state, reader, url)
    else:
        return
    ledger.notify(db, source, kind, at, text)
    log.warning("notice", source=source, kind=kind, outcome=outcome)


def send_due(installation: Installation, now: datetime, *, timeout: float = mail.TIMEOUT) -> int:
    """Send the notices that are due, if a server and an address are set; give how many were sent.

    Where one cannot be sent the others wait for the next tick: the server is likely down.
    """
    settings = installation.settings
    server = settings.smtp.get_secret_value()
    if not (server and settings.operator):
        return 0
    with installation.database.read() as db:
        due = notices.unsent(db, now)
        host, _, day = tag_authority(db).partition(",")
    sent = 0
    for notice in due:
        pause = PAUSES[min(notice.tries, len(PAUSES) - 1)]
        with installation.database.write() as db:
            if not ledger.claim_notice(db, notice.id, notice.tries, now + pause):
                continue
        letter = mail.write(
            subject(notice.kind, notice.title, Reader(DEFAULT, link_in(DEFAULT))), notice.text,
            sender=settings.sender, to=settings.operator, key=f"notice-{notice.id}.{day}@{host}",
            at=notice.at,
        )  # fmt: skip
        error = _error(server, letter, timeout)
        with installation.database.write() as db:
            ledger.close_notice(db, notice.id, None if error else now, error)
        if error:
            log.warning("mail", notice=notice.id, tries=notice.tries + 1, error=error)
            break
        sent += 1
    return sent


def _error(server: str, letter: EmailMessage, timeout: float) -> str:
    try:
        mail.send(mail.Server.of(server), letter, timeout=timeout)
    except mail.NotSent as error:
        return str(error)
    return ""
