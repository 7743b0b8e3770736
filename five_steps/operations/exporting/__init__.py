"""Exports that open in a spreadsheet program: CSV and XLSX files of what the views show."""

from five_steps.operations.exporting.assessment import assessment_sheet
from five_steps.operations.exporting.budget import budget_sheet
from five_steps.operations.exporting.files import FileFormat, write_sheet
from five_steps.operations.exporting.minutes import minutes_sheet
from five_steps.operations.exporting.settlement import settlement_sheet
from five_steps.operations.exporting.sheet import Sheet

__all__ = [
    "FileFormat",
    "Sheet",
    "assessment_sheet",
    "budget_sheet",
    "minutes_sheet",
    "settlement_sheet",
    "write_sheet",
]
