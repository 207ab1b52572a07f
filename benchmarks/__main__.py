"""``python -m benchmarks [JOB …]``: measure, print a table; exit 1 only if an oracle disagrees."""

from __future__ import annotations

import argparse
import secrets
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.jobs import JOBS, apart
from benchmarks.measuring import Disagreement, Effort, Measured
from benchmarks.telling import told


def main() -> int:
    """Run the jobs one after the other, each in a process of its own."""
    asked = _arguments()
    seed = asked.seed if asked.seed is not None else secrets.randbelow(2**32)
    everything, failed = Measured(), []
    with TemporaryDirectory(prefix="observatory-benchmarks-") as folder:
        effort = Effort(seed, max(asked.repetitions, 5), asked.most, Path(folder))
        print(
            f"seed {seed}, {effort.repetitions} repetitions, up to {effort.most:,} statements",
            flush=True,
        )
        for job in asked.jobs or JOBS:
            begun = time.monotonic()
            try:
                found = apart(job, effort)
            except Disagreement as error:
                failed.append(f"{job}: {error}")
                continue
            everything.lines += found.lines
            everything.slopes += found.slopes
            print(f"{job}: measured in {time.monotonic() - begun:.0f} s", flush=True)
    print(told(everything))
    for sentence in failed:
        print(f"an oracle disagrees: {sentence}", file=sys.stderr)
    return 1 if failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("jobs", nargs="*", metavar="JOB", help=f"of {', '.join(JOBS)}")
    parser.add_argument("--seed", type=int, help="for the data; drawn anew if not given")
    parser.add_argument("--repetitions", type=int, default=5, help="5 at least")
    parser.add_argument(
        "--most", type=int, default=1_000_000, help="statements of the largest store"
    )
    found = parser.parse_args()
    unknown = sorted(set(found.jobs) - set(JOBS))
    if unknown:
        parser.error(f"no job is called {unknown[0]!r}; there are {', '.join(JOBS)}")
    return found


if __name__ == "__main__":
    sys.exit(main())
