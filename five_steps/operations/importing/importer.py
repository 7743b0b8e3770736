"""Importing files: find the header, read row after row, run what each row says."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path

from five_steps.domain.kernel.refusal import Refusal
from five_steps.operations.importing.columns import Header, Kind, header_of, wanted_columns
from five_steps.operations.importing.errors import BadValue, TableError
from five_steps.operations.importing.jobs import Fate, Job, RowImport, Values
from five_steps.operations.importing.limits import HEADER_WITHIN_ROWS
from five_steps.operations.importing.report import Report, bad_row
from five_steps.operations.importing.tables import Row, Table, read_tables
from five_steps.operations.importing.values import text
from five_steps.operations.in_order import InOrder

JOBS_AT_ONCE_MAX = 512
"""Enough to fill the store's batches."""

MakeImport = Callable[[], RowImport]


class Importer:
    """Imports files into the district."""

    def __init__(self, imports: Mapping[Kind, MakeImport], report: Report) -> None:
        self._imports = imports
        self._report = report

    async def import_file(
        self, path: Path, *, kind: Kind | None, row_read: Callable[[], None]
    ) -> None:
        """Import all tables of a file.

        Args:
            path: A CSV or XLSX file.
            kind: What its rows are; None to find out from the header.
            row_read: Called for each row.

        Raises:
            TableError: The file as a whole cannot be read, or has no header that is understood.
        """
        understood = False
        for table in read_tables(path):
            rows = (row for row in table.rows if any(map(text, row.cells)))
            header = _header(rows, kind)
            if header is not None:
                understood = True
                await self._import_table(path, table, header, rows, row_read)
        if not understood:
            raise TableError(
                f"{path}: 找不到表头 / no header row found; wanted: {wanted_columns(kind)}"
            )

    async def _import_table(
        self,
        path: Path,
        table: Table,
        header: Header,
        rows: Iterator[Row],
        row_read: Callable[[], None],
    ) -> None:
        row_import = self._imports[header.kind]()

        def bad(lines: Iterable[int], error: BadValue) -> None:
            column = header.title_of(error.column)
            for line in lines:
                self._report.add_bad(bad_row(path, table.sheet, line, column, error))

        async def run(job: Job) -> None:
            try:
                self._report.good(await job.run(), len(job.lines))
            except BadValue as error:
                bad(job.lines, error)
            except Refusal:
                self._report.good(Fate.ALREADY_THERE, len(job.lines))

        async def start_all(in_order: InOrder) -> None:
            for row in rows:
                row_read()
                values = Values(row.line, row.cells, header.columns)
                try:
                    for job in row_import.read(values):
                        await in_order.start(partial(run, job), job.keys)
                except BadValue as error:
                    bad([row.line], error)
            for job in row_import.rest():
                await in_order.start(partial(run, job), job.keys)

        unreadable: TableError | None = None
        async with InOrder(JOBS_AT_ONCE_MAX) as in_order:
            try:
                await start_all(in_order)
            except TableError as error:
                # The rows up to here are imported; the file is told of when they are.
                unreadable = error
        if unreadable is not None:
            raise unreadable


def _header(rows: Iterator[Row], kind: Kind | None) -> Header | None:
    """The first row that is a header, under whatever titles; the rows after it are left."""
    for row in islice(rows, HEADER_WITHIN_ROWS):
        if (header := header_of(row.cells, kind)) is not None:
            return header
    return None
