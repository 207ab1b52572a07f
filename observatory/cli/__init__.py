"""The command line: data to stdout, logs to stderr; exit 0 well, 1 failed, 2 wrong use."""

from __future__ import annotations

import sys

import click
from sqlalchemy.exc import OperationalError

from observatory import __version__
from observatory.cli import collecting, keeping, past, reviewing, serving, sources
from observatory.cli.printing import say
from observatory.errors import ObservatoryError, WrongUse
from observatory.harvest.misread import BadSource
from observatory.store.database import cause


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="observatory")
def observatory() -> None:
    """Morocco's cluster observatory: visit the sources, keep what they say, publish how it changes.

    Settings are environment variables OBSERVATORY_… (see docs/reference.md).
    """


for command in (
    serving.run,
    keeping.init,
    collecting.collect,
    sources.sources,
    collecting.check,
    serving.web,
    serving.clock,
    past.backfill,
    past.reread,
    past.warc,
    keeping.rebuild,
    reviewing.review,
    keeping.verify,
    keeping.backup,
    keeping.restore,
    keeping.prune,
    keeping.doctor,
):
    observatory.add_command(command)


def main() -> None:
    """Run the command line; an error of ours is one line, without a trace."""
    try:
        observatory(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (WrongUse, BadSource) as error:
        say(f"observatory: {error}", err=True)
        sys.exit(2)
    except ObservatoryError as error:
        say(f"observatory: {error}", err=True)
        sys.exit(1)
    except OperationalError as error:
        say(f"observatory: the database cannot be used: {cause(error)}", err=True)
        sys.exit(1)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        say(f"observatory: {place}{error.strerror or error}", err=True)
        sys.exit(1)
