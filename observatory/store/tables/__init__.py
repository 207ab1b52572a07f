"""The tables. Rows of visits, snapshots, readings, decisions and changes are only added.

``statement`` and ``event`` can be deleted and folded again from them (``observatory rebuild``).
"""

from observatory.store.tables.believing import Change, Event, Statement
from observatory.store.tables.keeping import Decision, Meta, Notice
from observatory.store.tables.looking import Host, Reading, Run, Snapshot, Source, Visit
from observatory.store.tables.naming import Citation, Entity, Name, Slug, Unplaced
from observatory.store.tables.table import Table

__all__ = [
    "Change",
    "Citation",
    "Decision",
    "Entity",
    "Event",
    "Host",
    "Meta",
    "Name",
    "Notice",
    "Reading",
    "Run",
    "Slug",
    "Snapshot",
    "Source",
    "Statement",
    "Table",
    "Unplaced",
    "Visit",
]
