"""`five-steps verify`: log, heads, access trail, books and views, and the report of it."""

from five_steps.operations.verifying.as_html import as_html
from five_steps.operations.verifying.as_json import as_json
from five_steps.operations.verifying.as_text import as_text
from five_steps.operations.verifying.report import Report
from five_steps.operations.verifying.verify import verify

__all__ = ["Report", "as_html", "as_json", "as_text", "verify"]
