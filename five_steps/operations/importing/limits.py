"""How much an import takes on."""

from typing import Final

FILE_BYTES_MAX: Final = 200 * 1024 * 1024
UNPACKED_BYTES_MAX: Final = 2 * 1024 * 1024 * 1024
"""What an XLSX file may unpack to; a small file can hide a very large one."""
ROWS_MAX: Final = 1_000_000
COLUMNS_MAX: Final = 200
CELL_CHARS_MAX: Final = 2_000
HEADER_WITHIN_ROWS: Final = 20
"""The row of column names is looked for under at most so many title rows."""
UNIT_ROWS_MAX: Final = 20_000
"""Units are held in memory, because parents are founded before children."""
