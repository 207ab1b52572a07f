"""Who is at a run: a process of a machine, and whether it is still there."""

from __future__ import annotations

import os
import socket


def owner() -> str:
    """Name this process: ``machine:pid``."""
    return f"{socket.gethostname()}:{os.getpid()}"


def is_gone(name: str) -> bool:
    """Say whether a process of this machine has ended; of another machine nobody here knows."""
    host, _, pid = name.rpartition(":")
    if host != socket.gethostname() or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
