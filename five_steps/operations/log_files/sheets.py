"""The log as CSV and XLSX, row by row: the memory needed does not grow with it."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from five_steps.event_store.rows import events_of
from five_steps.operations.exporting.files import FORMULA_STARTS, csv_text, fill
from five_steps.operations.log_files.sheet_rows import COLUMNS, cells_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from five_steps.event_store.connections import Connection
    from five_steps.event_store.rows import Part
    from five_steps.operations.exporting.sheet import Cell

SHEET_EVENTS_MAX: Final = 1_048_575
"""A sheet of XLSX has 1,048,576 rows; one of them is the heading."""
CELL_CHARS_MAX: Final = 32_767
_CUT = "…（过长，全文见 JSONL）"


async def write_csv(
    connection: Connection, part: Part, file: BinaryIO, reached: Callable[[int], None]
) -> int:
    """Write a part of the log; how many events."""
    events = 0
    # Without a byte order mark spreadsheet programs take UTF-8 for the encoding of their country.
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    async for rows in events_of(connection, part):
        writer.writerows([csv_text(cell) for cell in cells_of(row)] for row in rows)
        events += len(rows)
        reached(rows[-1]["notification_id"])
    # Whose the file is closes it.
    text.detach()
    return events


async def write_xlsx(
    connection: Connection, part: Part, file: BinaryIO, reached: Callable[[int], None]
) -> int:
    """Write a part of the log, over as many sheets as it takes; how many events."""
    workbook = Workbook(write_only=True)
    page = _new_page(workbook)
    events = 0
    async for rows in events_of(connection, part):
        for row in rows:
            if events and events % SHEET_EVENTS_MAX == 0:
                page = _new_page(workbook)
            page.append(_xlsx_row(page, cells_of(row)))
            events += 1
        reached(rows[-1]["notification_id"])
    workbook.save(file)
    return events


def _new_page(workbook: Workbook) -> WriteOnlyWorksheet:
    page = workbook.create_sheet(f"事件日志 {len(workbook.sheetnames) + 1}")
    assert isinstance(page, WriteOnlyWorksheet)
    page.append(COLUMNS)
    return page


def _xlsx_row(page: WriteOnlyWorksheet, cells: Sequence[Cell]) -> list[object]:
    row: list[object] = []
    for value in cells:
        fitting = _fitting(value) if isinstance(value, str) else value
        if isinstance(value, datetime) or (
            isinstance(fitting, str) and fitting.startswith(FORMULA_STARTS)
        ):
            cell = WriteOnlyCell(page)
            fill(cell, fitting)
            row.append(cell)
        else:
            # Needs no form of its own; to make a cell takes three times as long.
            row.append(fitting)
    return row


def _fitting(text: str) -> str:
    """The text without what XLSX cannot say, and cut, visibly, where a cell holds no more."""
    plain = ILLEGAL_CHARACTERS_RE.sub("", text)
    if len(plain) <= CELL_CHARS_MAX:
        return plain
    return plain[: CELL_CHARS_MAX - len(_CUT)] + _CUT
