"""Record again what the readers give for the saved pages: ``python -m tests.scrapers.record``.

With names of sources, only theirs. The difference in git is what the change of a reader did.
"""

from __future__ import annotations

import json
import sys

from tests.scrapers.saved import as_json, saved_pages


def main(sources: list[str]) -> None:
    """Write the file of facts beside each saved page."""
    for saved in saved_pages():
        if not sources or saved.loaded.name in sources:
            found = json.dumps(as_json(saved.read()), ensure_ascii=False, indent=1)
            saved.recorded.write_text(found + "\n", encoding="utf-8")
            sys.stdout.write(f"{saved.id}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
