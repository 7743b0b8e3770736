"""Import of units, party members, volunteers and service records from CSV and XLSX files.

A row becomes the ordinary command that staff would give, so the same rules hold and the same events
come out of it. See `docs/import.md`.
"""

from five_steps.operations.importing.columns import Kind
from five_steps.operations.importing.errors import TableError
from five_steps.operations.importing.importer import Importer
from five_steps.operations.importing.report import BadRow, Report, report_to
from five_steps.operations.importing.wiring import Defaults, row_imports

__all__ = [
    "BadRow",
    "Defaults",
    "Importer",
    "Kind",
    "Report",
    "TableError",
    "report_to",
    "row_imports",
]
