"""``python -m tests.fuzz [SECONDS] [--again FILE …]``: look for inputs that break a reader.

Atheris (libFuzzer) drives it: inputs that reach new lines are kept in ``.fuzz/corpus`` and tried
again in the next run; what went wrong lies in ``.fuzz/found``, each with its traceback. The exit
status is 1 if anything was found. ``--again`` tries kept inputs once more.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from random import Random

import atheris

from tests.fuzz.watching import Watch

with atheris.instrument_imports(include=["observatory.domain", "observatory.harvest", "scrapers"]):
    from tests.fuzz.mutating import MOST, mutated
    from tests.fuzz.targets import attempt, seeds, targets

    targets()  # imports the modules of scrapers, by their names

HOME = Path(".fuzz")
LONGEST = 5.0
"""Seconds of processor time that one input may take."""
_BLIND = 0.1
"""Part of the mutations that are libFuzzer's own, which know nothing of markup."""


def main() -> None:
    """Fuzz for so many seconds, or try some inputs again."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("seconds", nargs="?", type=int, default=60)
    parser.add_argument("--again", nargs="+", type=Path, metavar="FILE", default=[])
    parser.add_argument("--home", type=Path, default=HOME, help="folder of corpus and findings")
    asked = parser.parse_args()
    watch = Watch(asked.home / "found", LONGEST)
    for file in asked.again:
        watch.run(attempt, file.read_bytes())
    if asked.again:
        _finish(watch)
    _fuzz(asked.home / "corpus", asked.seconds, watch)


def _fuzz(corpus: Path, seconds: int, watch: Watch) -> None:
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds()):
        (corpus / f"seed-{number:03}").write_bytes(seed)
    end = time.monotonic() + seconds

    def one(data: bytes) -> None:
        if time.monotonic() > end:
            _finish(watch)
        watch.run(attempt, data)

    def mutate(data: bytes, size: int, seed: int) -> bytes:
        random = Random(seed)
        if random.random() < _BLIND:
            return bytes(atheris.Mutate(data, size))
        return mutated(data, random)[:size]

    arguments = [f"-max_len={MOST}", "-timeout=120", "-rss_limit_mb=4096", str(corpus)]
    atheris.Setup([sys.argv[0], *arguments], one, custom_mutator=mutate)
    atheris.Fuzz()


def _finish(watch: Watch) -> None:
    """Say what was found and end the process: libFuzzer never comes back to its caller."""
    print(watch.told(), flush=True)
    os._exit(bool(watch.found))


if __name__ == "__main__":
    main()
