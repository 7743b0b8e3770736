"""`five-steps verify`: check the log, its heads, the books, and the views against a replay."""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from five_steps.event_store.proving import PublicKey, SignedHead, read_heads
from five_steps.operations.cli._progress import counted
from five_steps.operations.cli.migrate import migrated
from five_steps.operations.embedded_postgres import database_url
from five_steps.operations.heads import own_key
from five_steps.operations.settings import Settings, read_settings
from five_steps.operations.verifying import Report, as_html, as_json, as_text, verify


class ReportFormat(StrEnum):
    """How the report is written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


_WRITERS = {ReportFormat.TEXT: as_text, ReportFormat.JSON: as_json, ReportFormat.HTML: as_html}


def command(
    heads: Annotated[
        list[Path] | None,
        typer.Option(help="A file of heads that somebody kept; may be given more than once."),
    ] = None,
    keys: Annotated[
        Path | None,
        typer.Option(help="What /audit/key told, as somebody kept it: no other key counts."),
    ] = None,
    report_format: Annotated[
        ReportFormat, typer.Option("--format", help="Text, JSON, or HTML with plots.")
    ] = ReportFormat.TEXT,
    output: Annotated[
        Path | None, typer.Option(help="The file to write (default: standard output).")
    ] = None,
) -> None:
    """Check all that the log says, and that the views are what a replay from zero gives.

    The heads of the database and of this service's own file are always checked. Exits with 1 and
    says where when something does not hold.
    """
    settings = read_settings(os.environ)
    kept_heads = _read_heads([*(heads or []), *_own_file(settings)])
    kept_keys = None if keys is None else _read_keys(keys)
    with database_url(settings) as dsn:
        report = asyncio.run(_verify(settings, dsn, kept_heads, kept_keys))
    written = _WRITERS[report_format](report)
    if output is None:
        sys.stdout.write(written)
    else:
        output.write_text(written, encoding="utf-8")
        typer.echo(f"wrote {output}")
    if not report.holds:
        raise typer.Exit(1)


async def _verify(
    settings: Settings,
    dsn: str,
    kept_heads: Sequence[SignedHead],
    kept_keys: Sequence[PublicKey] | None,
) -> Report:
    await migrated(dsn)
    return await verify(
        dsn,
        settings.secret.encode(),
        kept_heads=kept_heads,
        kept_keys=kept_keys,
        own_keys=[own_key(settings).public],
        bars=counted,
    )


def _own_file(settings: Settings) -> list[Path]:
    return [settings.heads_file] if settings.heads_file.exists() else []


def _read_heads(files: Sequence[Path]) -> list[SignedHead]:
    found: list[SignedHead] = []
    for path in files:
        try:
            found += read_heads(path.read_text(encoding="utf-8").splitlines())
        except (OSError, ValueError) as error:
            raise typer.BadParameter(f"{path}: {error}", param_hint="--heads") from error
    return found


def _read_keys(path: Path) -> list[PublicKey]:
    try:
        published = json.loads(path.read_text(encoding="utf-8"))
        return [PublicKey.from_json(key) for key in published["keys"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise typer.BadParameter(f"{path}: {error}", param_hint="--keys") from error
