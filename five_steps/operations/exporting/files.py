"""Sheets as files that spreadsheet programs open."""

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell as XlsxCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from five_steps.domain.kernel.district_time import DISTRICT_ZONE
from five_steps.operations.exporting.sheet import Cell, Sheet

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a text begins with that a spreadsheet program would run instead of showing it."""
COLUMN_CHARS = 20
_BOLD = Font(bold=True)


class FileFormat(StrEnum):
    """What a file is written as."""

    XLSX = "xlsx"
    CSV = "csv"


def write_sheet(sheet: Sheet, path: Path, file_format: FileFormat) -> None:
    """Write a sheet to a file, over one that is there."""
    if file_format is FileFormat.CSV:
        _write_csv(sheet, path)
    else:
        _write_xlsx(sheet, path)


def _lines(sheet: Sheet) -> Iterator[tuple[Sequence[Cell], bool]]:
    """All lines from top to bottom, and whether each is a title."""
    yield (sheet.title,), True
    for name, value in sheet.heading:
        yield (name, value), False
    yield (), False
    yield sheet.columns, True
    for row in sheet.rows:
        yield row, False


def _write_csv(sheet: Sheet, path: Path) -> None:
    # Without a byte order mark spreadsheet programs take UTF-8 for the encoding of their country.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for cells, _ in _lines(sheet):
            writer.writerow([csv_text(cell) for cell in cells])


def csv_text(cell: Cell) -> str:
    """A value as a CSV file has it, never taken for a formula."""
    match cell:
        case None:
            return ""
        case str() if cell.startswith(FORMULA_STARTS):
            # CSV has no types: only an apostrophe says that this is a text.
            return f"'{cell}"
        case datetime():
            return f"{_local(cell):%Y-%m-%d %H:%M:%S}"
        case _:
            return str(cell)


def _write_xlsx(sheet: Sheet, path: Path) -> None:
    workbook = Workbook()
    page = workbook.active
    assert isinstance(page, Worksheet)
    page.title = sheet.title
    for column in range(1, len(sheet.columns) + 1):
        page.column_dimensions[get_column_letter(column)].width = COLUMN_CHARS
    for row, (cells, is_title) in enumerate(_lines(sheet), start=1):
        for column, value in enumerate(cells, start=1):
            cell = page.cell(row, column)
            assert isinstance(cell, XlsxCell)
            fill(cell, value)
            if is_title:
                cell.font = _BOLD
    workbook.save(path)


def fill(cell: XlsxCell, value: Cell) -> None:
    """Put a value into a cell of a workbook, texts as texts whatever they begin with."""
    match value:
        case str():
            cell.value = value
            # The library takes what begins with = for a formula. As text with the prefix mark it
            # stays one even after it was edited.
            cell.data_type = "s"
            cell.quotePrefix = value.startswith(FORMULA_STARTS)
        case datetime():
            cell.value = _local(value)
            cell.number_format = "yyyy-mm-dd hh:mm:ss"
        case Decimal():
            cell.value = value
            cell.number_format = "#,##0.00"
        case _:
            cell.value = value


def _local(moment: datetime) -> datetime:
    """In district time and without a zone, which spreadsheets do not know."""
    return moment.astimezone(DISTRICT_ZONE).replace(tzinfo=None)
