"""What an export says: a heading of named values, and a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

Cell = str | int | Decimal | datetime | None
"""Moments come with a zone, and are shown in the district's time."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Texts are what people typed: nothing in them is ever a formula."""

    title: str
    heading: Sequence[tuple[str, Cell]]
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def yuan(cents: int) -> Decimal:
    """分 as yuan, with two decimal places."""
    return Decimal(cents).scaleb(-2)
