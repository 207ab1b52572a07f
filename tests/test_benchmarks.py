"""What is measured is a store of the present schema, which the site serves."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.measuring import Effort
from benchmarks.store import filled
from observatory.settings import Settings
from observatory.store import tables as t
from observatory.web import create_app

SIZE = 2_000


def test_the_invented_world_is_one_that_the_site_serves(tmp_path: Path) -> None:
    with closing(filled(Effort(seed=1, folder=tmp_path), SIZE)) as database:
        with database.read() as db:
            assert (db.scalar(select(func.count()).select_from(t.Statement)) or 0) > SIZE / 2
        address = f"sqlite:///{database.engine.url.database}"
        app = create_app(Settings(database=address, data=tmp_path))
        with closing(app.extensions["observatory"].database):
            assert app.test_client().get("/en/clusters/body-1").status_code == 200
