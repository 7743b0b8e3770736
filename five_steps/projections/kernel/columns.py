"""A row class as the columns of a table: the dataclass is the only declaration."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from five_steps.projections.kernel.hints import hints_of
from five_steps.projections.kernel.values import Id, Position

_SQL_TYPES: dict[Any, str] = {
    Id: "uuid",
    Position: "bigint",
    str: "text",
    int: "integer",
    bool: "boolean",
    Decimal: "numeric",
    datetime: "timestamptz",
    date: "date",
    list[Id]: "uuid[]",
    list[str]: "text[]",
    list[int]: "integer[]",
    list[Decimal]: "numeric[]",
}


def columns_of(row_class: type) -> dict[str, str]:
    """The columns of a row class, each with its SQL type and constraint.

    `Annotated[T, "sql type"]` overrules what the type would give.
    """
    hints = hints_of(row_class)
    return {field.name: _column(hints[field.name]) for field in fields(row_class)}


def _column(hint: Any) -> str:
    nullable = NoneType in get_args(hint)
    if nullable:
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
    sql_type = get_args(hint)[1] if get_origin(hint) is Annotated else _SQL_TYPES[hint]
    return str(sql_type) if nullable else f"{sql_type} NOT NULL"
