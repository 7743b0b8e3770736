"""Sheets as files that spreadsheet programs open."""

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from five_steps.domain.kernel.district_time import DISTRICT_ZONE
from five_steps.operations.exporting.sheet import Cell, Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

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
            writer.writerow([_csv_text(cell) for cell in cells])


def _csv_text(cell: Cell) -> str:
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
    workbook = Workbook(write_only=True)
    page: WriteOnlyWorksheet = workbook.create_sheet(sheet.title)
    for number in range(1, len(sheet.columns) + 1):
        page.column_dimensions[get_column_letter(number)].width = COLUMN_CHARS
    for cells, is_title in _lines(sheet):
        page.append([_xlsx_cell(page, cell, bold=is_title) for cell in cells])
    workbook.save(path)


def _xlsx_cell(page: "WriteOnlyWorksheet", value: Cell, *, bold: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, _local(value) if isinstance(value, datetime) else value)
    if isinstance(value, str):
        # The library takes what begins with = for a formula. As text with the prefix mark it stays
        # one even after it was edited.
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_STARTS)
    elif isinstance(value, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm:ss"
    elif isinstance(value, Decimal):
        cell.number_format = "#,##0.00"
    if bold:
        cell.font = _BOLD
    return cell


def _local(moment: datetime) -> datetime:
    """In district time and without a zone, which spreadsheets do not know."""
    return moment.astimezone(DISTRICT_ZONE).replace(tzinfo=None)
