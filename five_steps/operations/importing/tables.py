"""Files as tables: rows of cells with the line they stand on, read as a stream."""

import csv
import warnings
import zlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple, cast
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from five_steps.operations.importing.errors import TableError
from five_steps.operations.importing.limits import (
    COLUMNS_MAX,
    FILE_BYTES_MAX,
    ROWS_MAX,
    UNPACKED_BYTES_MAX,
)

Cell = str | int | float | bool | datetime | date | time | timedelta | None

_ENCODINGS = ("utf-8", "gb18030")
_CHUNK_BYTES = 1 << 20
_DELIMITERS = ",\t;"


class Row(NamedTuple):
    """A row with its number in the file, from 1."""

    line: int
    cells: tuple[Cell, ...]


class Table(NamedTuple):
    """A CSV file, or one sheet of a workbook (`sheet` is its name)."""

    sheet: str
    rows: Iterator[Row]


def read_tables(path: Path) -> Iterator[Table]:
    """The tables of a CSV or XLSX file, each to be read before the next is taken.

    Raises:
        TableError: It is neither, too large, or damaged; also while rows are read.
    """
    if not path.is_file():
        raise TableError(f"{path}: 文件不存在 / there is no such file")
    if (size := path.stat().st_size) > FILE_BYTES_MAX:
        raise TableError(
            f"{path}: 文件过大 / {size} bytes are too many, at most {FILE_BYTES_MAX} are allowed"
        )
    match path.suffix.lower():
        case ".csv" | ".txt" | ".tsv":
            yield Table("", _bounded(path, _csv_rows(path)))
        case ".xlsx" | ".xlsm":
            yield from _sheets(path)
        case suffix:
            raise TableError(f"{path}: 只支持 / only CSV and XLSX are read, not {suffix or 'this'}")


def _csv_rows(path: Path) -> Iterator[Row]:
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        delimiter = _delimiter(islice(file, 20))
        file.seek(0)
        reader = csv.reader(file, delimiter=delimiter)
        line = 1
        try:
            for cells in reader:
                yield Row(line, tuple(cells))
                # A quoted cell may go over several lines.
                line = reader.line_num + 1
        except csv.Error as error:
            raise TableError(f"{path}: line {line}: {error}") from error


def _encoding(path: Path) -> str:
    """What the whole file is written in: no guess from its beginning, names may come late."""
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    if start.startswith(BOM_UTF8):
        return "utf-8-sig"
    for encoding in _ENCODINGS:
        if _decodes(path, encoding):
            return encoding
    raise TableError(f"{path}: 编码无法识别 / neither UTF-8 nor GB18030")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(lines: Iterable[str]) -> str:
    text = "".join(lines)
    return max(_DELIMITERS, key=text.count)


def _sheets(path: Path) -> Iterator[Table]:
    _check_unpacked(path)
    with warnings.catch_warnings():
        # It warns of styles and validations it does not know; cells are all we read.
        warnings.simplefilter("ignore")
        try:
            workbook = load_workbook(path, read_only=True, data_only=True)
        except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as error:
            raise TableError(f"{path}: 文件已损坏 / damaged: {error}") from error
        with closing(workbook):
            for sheet in workbook.worksheets:
                # Files of other programs state a wrong extent, which would cut rows off.
                sheet.reset_dimensions()
                yield Table(sheet.title, _bounded(path, _sheet_rows(path, sheet)))


def _sheet_rows(path: Path, sheet: Worksheet) -> Iterator[Row]:
    try:
        for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield Row(line, cast("tuple[Cell, ...]", cells))
    except (BadZipFile, ParseError, KeyError, ValueError, zlib.error) as error:
        raise TableError(f"{path}: {sheet.title}: 文件已损坏 / damaged: {error}") from error


def _check_unpacked(path: Path) -> None:
    try:
        with ZipFile(path) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except BadZipFile as error:
        raise TableError(f"{path}: 文件已损坏 / not an XLSX file") from error
    if unpacked > UNPACKED_BYTES_MAX:
        raise TableError(
            f"{path}: 解压后过大 / unpacks to {unpacked} bytes, at most {UNPACKED_BYTES_MAX}"
        )


def _bounded(path: Path, rows: Iterator[Row]) -> Iterator[Row]:
    for count, row in enumerate(rows, start=1):
        if count > ROWS_MAX:
            raise TableError(f"{path}: 行数过多 / more than {ROWS_MAX} rows; split the file")
        if len(row.cells) > COLUMNS_MAX:
            raise TableError(f"{path}: line {row.line}: 列数过多 / more than {COLUMNS_MAX} columns")
        yield row
