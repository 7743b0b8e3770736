"""`five-steps events`: the catalogue of events, as it is published."""

from enum import StrEnum
from typing import Annotated

import typer


class _Form(StrEnum):
    MARKDOWN = "markdown"
    JSON = "json"


def command(
    form: Annotated[
        _Form, typer.Option("--format", help="A page to read, or JSON Schema (2020-12).")
    ] = _Form.MARKDOWN,
) -> None:
    """Print every kind of event: what it means, how it is stored, since when, with an example."""
    # It imports the whole domain, which the other commands need not wait for.
    from five_steps.operations.event_catalogue import as_json, as_markdown

    typer.echo(as_json() if form is _Form.JSON else as_markdown(), nl=False)
