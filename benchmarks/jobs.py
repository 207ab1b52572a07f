"""The jobs, each a module of this package, and how one is run apart from the others."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module

from benchmarks.measuring import Effort, Measured

JOBS = ("unchanged", "changed", "serving", "profiles", "country", "between")


def apart(job: str, effort: Effort) -> Measured:
    """Run one job in a new process, so that no job inherits the memory of another."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(_measure, job, effort).result()


def _measure(job: str, effort: Effort) -> Measured:
    measured: Measured = import_module(f"benchmarks.{job}").measure(effort)
    return measured
