"""Who is at a run: a process of a machine, and whether it is still there."""

from __future__ import annotations

import os
import secrets
import socket

_LIFE = secrets.token_hex(4)
"""Tells this process from an earlier one of the same number, as in a container begun again."""


def owner() -> str:
    """Name this process: ``machine:pid:life``."""
    return f"{socket.gethostname()}:{os.getpid()}:{_LIFE}"


def is_gone(name: str) -> bool:
    """Say whether a process of this machine has ended; of another machine nobody here knows."""
    host, _, process = name.partition(":")
    pid, _, life = process.partition(":")
    if host != socket.gethostname() or not pid.isdigit():
        return False
    if int(pid) == os.getpid():
        return life != _LIFE
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
