"""What an import says about the rows: counts, and each bad row with its place and reason."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from five_steps.operations.importing.errors import BadValue
from five_steps.operations.importing.jobs import Fate

SHOWN_MAX = 20
"""So many bad rows are kept for the screen; all of them go to the report file."""
_COLUMNS = ("文件 file", "工作表 sheet", "行 line", "列 column", "原因", "reason")


class BadRow(NamedTuple):
    """A row that was not imported."""

    file: str
    sheet: str
    line: int
    column: str
    zh: str
    en: str


class _Writer(Protocol):
    def writerow(self, row: tuple[object, ...], /) -> object: ...


@dataclass(slots=True)
class Report:
    """Counts rows, and writes the bad ones down as they come."""

    writer: _Writer | None = None
    imported: int = 0
    already_there: int = 0
    bad: int = 0
    shown: list[BadRow] = field(default_factory=list)

    def good(self, fate: Fate, lines: int) -> None:
        """Count lines that are in."""
        if fate is Fate.IMPORTED:
            self.imported += lines
        else:
            self.already_there += lines

    def add_bad(self, row: BadRow) -> None:
        """Count and write down a line that is not."""
        self.bad += 1
        if len(self.shown) < SHOWN_MAX:
            self.shown.append(row)
        if self.writer is not None:
            self.writer.writerow(tuple(map(_harmless, row)))


@contextmanager
def report_to(path: Path | None) -> Iterator[Report]:
    """A report that is also written to a CSV file, which spreadsheets open as it is."""
    if path is None:
        yield Report()
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        yield Report(writer)


def bad_row(file: Path, sheet: str, line: int, column: str, error: BadValue) -> BadRow:
    """A bad row, told by the names that the file uses."""
    return BadRow(file.name, sheet, line, column, error.zh, error.en)


def _harmless(value: object) -> object:
    # What stood in a cell must not become a formula in the report.
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value
