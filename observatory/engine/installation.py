"""One installation: its database, its archive and its sources, opened from the settings."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from sqlalchemy import Connection, insert, select, update

from observatory import paths
from observatory.domain.clean import fold
from observatory.domain.facts import Absence
from observatory.domain.identity import Decided, Index, Known
from observatory.domain.joinings import joined
from observatory.errors import WrongUse
from observatory.harvest import Loaded, load
from observatory.settings import Settings
from observatory.store import ledger
from observatory.store import tables as t
from observatory.store.archive import Archive
from observatory.store.database import Database
from observatory.store.queries import bodies


@dataclass(frozen=True)
class Seed:
    """One body of the reviewed identity file."""

    slug: str
    kind: str
    counted: bool
    context: frozenset[str]
    names: tuple[Mapping[str, str], ...]

    @cached_property
    def known(self) -> Mapping[str, bool]:
        """Give its folded names, and whether each needs context; folded once, asked every run."""
        return {fold(name["name"]): name["needs_context"] == "yes" for name in self.names}


@dataclass(frozen=True)
class Installation:
    """Everything that a command needs; open it with :func:`open_installation`."""

    settings: Settings
    database: Database
    archive: Archive
    sources: Mapping[str, Loaded]
    seed: Mapping[str, Seed]

    def named(self, names: tuple[str, ...]) -> list[Loaded]:
        """Give the sources of these names, or all; raise ``WrongUse`` naming an unknown one."""
        for name in names:
            if name not in self.sources:
                raise WrongUse(f"no source is called {name!r}; there are {', '.join(self.sources)}")
        return [self.sources[name] for name in names or self.sources]

    def index(self, db: Connection, at: datetime | None = None) -> Index:
        """Index all known entities with what people decided of names.

        Who is merged into another is known as that one; ``at`` is the moment of which merges and
        splits count (None: the present).

        A body of the reviewed file is known by its reviewed names only: what a page calls it is
        found by search, but must not change whom other pages, read before or after, mean.
        """
        folded, filed = bodies.names(db), bodies.filed(db)
        now = joined(bodies.joinings(db), at)
        seeds = {filed[slug]: seed for slug, seed in self.seed.items() if slug in filed}
        known = []
        for entity, (kind, slug, _) in bodies.addresses(db).items():
            if entity in now.unsplit:
                continue
            seed = seeds.get(entity)
            names = seed.known if seed else dict.fromkeys(folded.get(entity, ()), False)
            context = seed.context if seed else frozenset()
            known.append(Known(now.parts.get(entity, entity), kind, slug, names, context))
        decided: dict[tuple[str, str], Decided] = {}
        for row in bodies.decisions(db):
            if row["kind"] in ("same", "different"):
                payload = row["payload"]
                key = payload.get("source", ""), fold(payload["name"])
                meant = payload.get("entity")
                decided[key] = now.parts.get(meant, meant), row["at"]
        index = Index.of(known, decided)
        index.by_slug |= {slug: now.parts.get(entity, entity) for slug, entity in filed.items()}
        index.apart = now.apart
        return index


def open_installation(settings: Settings) -> Installation:
    """Open the database and the archive and find the sources; nothing is written."""
    return Installation(
        settings,
        Database(settings.database_url),
        Archive(settings.archive_folder),
        load(settings.packages),
        read_seed(),
    )


def scopes(loaded: Loaded) -> Mapping[str, Absence]:
    """Give what absence means in each scope; a reviewed file speaks by its present edition."""
    return {"": "edition"} if loaded.source.files else {"": "never", **loaded.source.scopes}


def lists(loaded: Loaded) -> frozenset[str]:
    """Give the scopes that are lists of records: one that such a list no longer has is gone."""
    return frozenset(scope for scope, absence in scopes(loaded).items() if absence == "record")


def read_seed() -> dict[str, Seed]:
    """Read the reviewed identity file: bodies by slug, each with its names."""
    names: dict[str, list[Mapping[str, str]]] = {}
    for row in paths.rows(paths.IDENTITY / "names.csv"):
        names.setdefault(row["slug"], []).append(row)
    return {
        row["slug"]: Seed(
            row["slug"],
            row["kind"],
            row["counted"] == "yes",
            frozenset(fold(word) for word in row["context"].split("|") if word.strip()),
            tuple(names.get(row["slug"], ())),
        )
        for row in paths.rows(paths.IDENTITY / "bodies.csv")
    }


def seed_version() -> str:
    """Give the hash of the identity file."""
    digest = hashlib.sha256()
    for name in ("bodies.csv", "names.csv"):
        digest.update((paths.IDENTITY / name).read_bytes())
    return digest.hexdigest()[:16]


def prepare(installation: Installation, now: datetime | None = None) -> bool:
    """Write the declared sources and the identity seed into the store; True if the seed is new.

    Safe to repeat: it writes only what is not there yet.
    """
    now = now or datetime.now(UTC)
    with installation.database.write() as db:
        _sync_sources(db, installation.sources)
        version = seed_version()
        held = db.scalar(select(t.Meta.value).where(t.Meta.key == "identity"))
        if held == version:
            return False
        _plant(db, installation.seed, now)
        ledger.note(db, "identity", version)
        return held is not None


def _sync_sources(db: Connection, sources: Mapping[str, Loaded]) -> None:
    held = {row.name: row for row in db.execute(select(*t.Source.__table__.columns))}
    for name, loaded in sources.items():
        source = loaded.source
        row = dict(
            title=source.title, publisher=source.publisher, kind=source.kind,
            start=list(source.starts), every_seconds=int(source.interval.total_seconds()),
            scopes=dict(source.scopes), version=loaded.version, curated=bool(source.files),
            declared=True, note=source.note, quiet_days=source.budget.silence,
            failures=source.budget.failures,
        )  # fmt: skip
        if name not in held:
            db.execute(insert(t.Source).values(name=name, paused=False, **row))
        elif any(getattr(held[name], key) != value for key, value in row.items()):
            db.execute(update(t.Source).where(t.Source.name == name).values(**row))
    gone = [name for name, row in held.items() if name not in sources and row.declared]
    if gone:
        db.execute(update(t.Source).where(t.Source.name.in_(gone)).values(declared=False))


def _plant(db: Connection, seed: Mapping[str, Seed], now: datetime) -> None:
    held = bodies.filed(db)
    for slug, body in seed.items():
        official = [n["name"] for n in body.names if n["kind"] == "official"]
        entity = held.get(slug)
        if entity is None:
            title = official[0] if official else slug
            entity = ledger.mint(db, body.kind, title, slug, now, counted=body.counted)
        for name in body.names:
            ledger.add_name(db, entity, name["name"], name["kind"], name["lang"])
