"""Files of open data under ``/data``: every dataset in every format, and one codebook for all.

A dataset takes the filters and the three dates of the page that shows the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import Blueprint, Response, abort

from observatory.present.datasets import MEDIA, WRITERS, Row, Variable
from observatory.web import asking

blueprint = Blueprint("data", __name__)
Rows = Callable[[], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class Dataset:
    """One dataset: what a row of it is, its variables, and how its rows are found."""

    name: str
    about: str
    variables: tuple[Variable, ...]
    rows: Rows


DATASETS: dict[str, Dataset] = {}
"""Every dataset by its name, in the order of ``/data``; filled by ``dataset``."""


def dataset(name: str, about: str, variables: tuple[Variable, ...]) -> Callable[[Rows], Rows]:
    """Publish what a function gives as ``/data/<name>.csv`` and ``.jsonl``."""

    def register(rows: Rows) -> Rows:
        DATASETS[name] = Dataset(name, about, variables, rows)
        return rows

    return register


@blueprint.get("/data/<name>.<any(csv,jsonl):form>")
def file(name: str, form: str) -> Response:
    """Give one dataset, narrowed and dated as its page is."""
    if name == "codebook":
        return written(name, form, CODEBOOK, codebook())
    found = DATASETS.get(name)
    if found is None:
        abort(404, f"no dataset is called {name!r}; there are: {', '.join(DATASETS)}")
    rows = list(found.rows())
    asking.nothing_else()
    return written(name, form, found.variables, rows)


CODEBOOK = (
    Variable("dataset", "file that has the variable", "key"),
    Variable("variable", "name of the column", "key"),
    Variable("type", "text, key, date, number or boolean", "key"),
    Variable("vocabulary", "vocabulary that the values are keys of, if any", "key"),
    Variable("meaning", "what a cell holds"),
)


def codebook() -> Iterable[Row]:
    """Describe every variable of every dataset."""
    for one in DATASETS.values():
        for variable in one.variables:
            yield {
                "dataset": one.name,
                "variable": variable.name,
                "type": variable.type,
                "vocabulary": variable.vocabulary or None,
                "meaning": variable.meaning,
            }


def written(name: str, form: str, variables: tuple[Variable, ...], rows: Iterable[Row]) -> Response:
    """Answer rows as a file."""
    answer = Response("".join(WRITERS[form](variables, rows)), mimetype=MEDIA[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


from observatory.web.data import (  # noqa: E402  (they register their datasets)
    changes,
    clusters,
    compare,
    figures,
    geojson,
    indicators,
    labels,
    ledger,
    partnerships,
    policy,
    sources,
    spells,
)

__all__ = [
    "DATASETS",
    "blueprint",
    "changes",
    "clusters",
    "compare",
    "dataset",
    "figures",
    "file",
    "geojson",
    "indicators",
    "labels",
    "ledger",
    "partnerships",
    "policy",
    "sources",
    "spells",
]
