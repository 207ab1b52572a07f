"""Settings, from environment variables ``OBSERVATORY_…`` and a ``.env`` file."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from observatory import __version__
from observatory.domain.web import is_web
from observatory.errors import WrongUse

PREFIX = "OBSERVATORY_"

MAILBOX = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+", re.ASCII)
"""An e-mail address and nothing else, in ASCII."""

SECRETS = frozenset({"smtp"})
"""Settings whose value is never repeated."""


class Settings(BaseSettings):
    """Every setting, with its default. Names and meanings are the public contract."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True
    )

    data: Path = Path("var")
    """Folder of everything that this installation keeps."""
    database: str = ""
    """SQLAlchemy URL; empty: SQLite in ``data``."""
    archive: Path | None = None
    """Folder of kept pages; empty: in ``data``."""
    archive_budget: int = Field(default=0, ge=0)
    """What kept pages may take, in megabytes (10^6 bytes); 0: no limit."""
    url: str = "http://127.0.0.1:8000"
    """Public base address of the site."""
    contact: str = ""
    """Who runs this, for the User-Agent and ``/bot``."""
    scrapers: str = "scrapers"
    """Packages whose sources are visited, separated by commas."""
    mirror: str = ""
    """Base address that stands in for the whole web, for replays and tests."""
    wayback: str = "https://web.archive.org"
    """Base address of the web archive that ``backfill`` reads."""
    log_format: Literal["text", "json"] = "text"
    trusted_proxies: int = Field(default=0, ge=0)
    """How many reverse proxies stand before the site."""
    night_only: bool = False
    """Visit sources only between 20:00 and 06:00 in Morocco."""
    smtp: SecretStr = SecretStr("")
    """Mail server, ``smtp://user:password@host:587`` or ``smtps://…``; empty: no mail is sent."""
    operator: str = ""
    """E-mail address that is told when a source breaks, and when it is well again."""
    test_database: str = ""
    """PostgreSQL URL that the tests use instead of their own server."""

    @field_validator("url", "mirror", "wayback")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if value and not is_web(value):
            raise ValueError("must start with http:// or https://")
        return value.rstrip("/")

    @field_validator("smtp")
    @classmethod
    def _mail_server(cls, value: SecretStr) -> SecretStr:
        given = value.get_secret_value()
        try:
            found = urlsplit(given)
            good = found.scheme in ("smtp", "smtps") and found.hostname and found.port != 0
        except ValueError:
            good = None
        if given and not (good and unquote(given).isascii()):  # as smtplib can say them
            raise ValueError("must be like smtp://user:password@host:587 or smtps://…, in ASCII")
        return value

    @field_validator("operator")
    @classmethod
    def _mailbox(cls, value: str) -> str:
        if value and not MAILBOX.fullmatch(value):
            raise ValueError("must be one e-mail address")
        return value

    @field_validator("database", "test_database")
    @classmethod
    def _database_url(cls, value: str) -> str:
        if value:
            try:
                make_url(value)
            except ArgumentError as error:
                raise ValueError(
                    "is not a database address such as postgresql+psycopg://…"
                ) from error
        return value

    @property
    def database_url(self) -> str:
        """The database, SQLite in the data folder unless set."""
        return self.database or f"sqlite:///{(self.data / 'observatory.sqlite').resolve()}"

    @property
    def archive_folder(self) -> Path:
        """The folder of kept pages."""
        return self.archive or self.data / "archive"

    @property
    def user_agent(self) -> str:
        """How the robot names itself, with where to ask about it."""
        return f"MoroccoClusterObservatory/{__version__} (+{self.contact or self.url + '/bot'})"

    @property
    def sender(self) -> str:
        """The address that mail comes from: the contact if it is one, else the operator's own."""
        return self.contact if MAILBOX.fullmatch(self.contact) else self.operator

    @property
    def packages(self) -> tuple[str, ...]:
        """The scraper packages to walk."""
        return tuple(name.strip() for name in self.scrapers.split(",") if name.strip())


def read_settings() -> Settings:
    """Read the settings; raise ``WrongUse`` naming an unknown variable or a bad value."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    given = {*os.environ, *dotenv_values(".env")}
    unknown = sorted(name for name in given if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise WrongUse(f"unknown setting {unknown[0]}; known are {', '.join(sorted(known))}")
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        setting = str(first["loc"][0])
        seen = "" if setting in SECRETS else f" (seen: {first['input']!r})"
        raise WrongUse(
            f"bad value for {PREFIX}{setting.upper()}: {first['msg']}{seen}"
        ) from None  # the error itself repeats what was given
