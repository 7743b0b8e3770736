"""What all benchmarks have in common on the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmarks.database import server

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.report import Report

S = TypeVar("S")


def main(name: str, run: Callable[[str, S], Report], *, standard: S, smoke: S) -> None:
    """Run a benchmark at the scale asked for; print what it found."""
    parser = ArgumentParser(prog=f"python -m benchmarks.{name}")
    parser.add_argument("--smoke", action="store_true", help="tiny: only shows that it runs")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the report there, too")
    options = parser.parse_args()
    with server() as dsn:
        report = run(dsn, smoke if options.smoke else standard)
    print(report.as_text())
    if options.json:
        options.json.write_bytes(report.as_json())
