"""What all benchmarks have in common on the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from benchmarks.database import server
from benchmarks.quiet import be_quiet

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import DataclassInstance

    from benchmarks.report import Report

S = TypeVar("S", bound="DataclassInstance")


def main(name: str, run: Callable[[str, S], Report], *, standard: S, smoke: S) -> None:
    """Run a benchmark at the scale asked for; print what it found.

    Each number of the scale is an option of the command.
    """
    parser = ArgumentParser(prog=f"python -m benchmarks.{name}")
    parser.add_argument("--smoke", action="store_true", help="tiny: only shows that it runs")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the report there, too")
    numbers = [
        field.name for field in fields(standard) if isinstance(_of(standard, field.name), int)
    ]
    for number in numbers:
        parser.add_argument(f"--{number.replace('_', '-')}", type=int, metavar="N")
    options = parser.parse_args()
    scale = smoke if options.smoke else standard
    given = {number: _of(options, number) for number in numbers}
    changed = {number: value for number, value in given.items() if value is not None}
    be_quiet()
    with server() as dsn:
        report = run(dsn, replace(scale, **changed))
    print(report.as_text())
    if options.json:
        options.json.write_bytes(report.as_json())


def _of(holder: object, name: str) -> Any:
    return getattr(holder, name)
