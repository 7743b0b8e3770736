"""Errors that the person at the command line can mend are told in a line, without a traceback."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from five_steps.access_trail import TrailUnavailable
from five_steps.event_store.errors import MigrationMismatch, UnknownTopics
from five_steps.operations.embedded_postgres import EmbeddedPostgresError
from five_steps.operations.settings import SettingError
from five_steps.projections.kernel.build import AlreadyBuilding
from five_steps.projections.kernel.poison import PoisonousEvent

_MENDABLE = (
    AlreadyBuilding,
    EmbeddedPostgresError,
    MigrationMismatch,
    PoisonousEvent,
    SettingError,
    TrailUnavailable,
    UnknownTopics,
)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Print such an error and exit with 1."""
    try:
        yield
    except _MENDABLE as error:
        typer.echo(f"five-steps: {error}", err=True)
        sys.exit(1)
