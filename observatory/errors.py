"""Errors that a person can act on: each says what was seen and what to do."""

from __future__ import annotations


class ObservatoryError(Exception):
    """Something a person can mend; its text is shown as it stands."""


class WrongUse(ObservatoryError):
    """A command or setting was used wrongly (exit code 2)."""
