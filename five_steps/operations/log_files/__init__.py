"""The log as files: CloudEvents that a database is restored from, and sheets that people read."""

from five_steps.operations.log_files.exporting import LogFormat, Wanted, export_log
from five_steps.operations.log_files.restoring import RestoreRefused, restore_log

__all__ = [
    "LogFormat",
    "RestoreRefused",
    "Wanted",
    "export_log",
    "restore_log",
]
