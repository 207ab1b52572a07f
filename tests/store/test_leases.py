"""Who is at a run, and whether that process is still there."""

from __future__ import annotations

import os
import socket

import pytest

from observatory.store.leases import is_gone, owner

HOST = socket.gethostname()


def an_ended_process() -> int:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return child


def test_this_process_is_there() -> None:
    assert not is_gone(owner())
    assert owner() == owner()


def test_a_process_that_ended_is_gone() -> None:
    assert is_gone(f"{HOST}:{an_ended_process()}:00")


def test_an_earlier_process_of_the_same_number_is_gone() -> None:
    """A container begun again has the same name, and its process the same number."""
    assert is_gone(f"{HOST}:{os.getpid()}:an earlier life")


def test_another_process_of_this_machine_is_there() -> None:
    assert not is_gone(f"{HOST}:{os.getppid()}:00")
    assert not is_gone(f"{HOST}:1:00")


@pytest.mark.parametrize("name", ["elsewhere:1:00", "elsewhere:999999", "", "x", f"{HOST}:many"])
def test_of_another_machine_nobody_here_knows(name: str) -> None:
    assert not is_gone(name)
