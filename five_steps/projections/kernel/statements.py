"""The statements that load and write the rows of a table by their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from five_steps.projections.kernel.table import Table


def select_all(table: Table[Any]) -> str:
    """All rows."""
    return f"SELECT {', '.join(table.columns)} FROM {table.qualified}"  # noqa: S608


def select_groups(table: Table[Any]) -> str:
    """The rows of some groups: `$1` are values of the key's first column."""
    return f"{select_all(table)} WHERE {table.key[0]} = ANY ($1)"


def delete_by_key(table: Table[Any]) -> str:
    """Delete the rows of some keys; each parameter holds one column of the keys."""
    types = [table.columns[column].removesuffix(" NOT NULL") for column in table.key]
    arrays = ", ".join(f"${n}::{sql_type}[]" for n, sql_type in enumerate(types, start=1))
    match = " AND ".join(f"t.{column} = gone.{column}" for column in table.key)
    return (
        f"DELETE FROM {table.qualified} t "  # noqa: S608
        f"USING unnest({arrays}) AS gone ({', '.join(table.key)}) WHERE {match}"
    )


def upsert(table: Table[Any]) -> str:
    """Put one row, whether the table has it or not."""
    columns = ", ".join(table.columns)
    values = ", ".join(f"${n}" for n in range(1, len(table.columns) + 1))
    changes = ", ".join(f"{c} = EXCLUDED.{c}" for c in table.columns if c not in table.key)
    return (
        f"INSERT INTO {table.qualified} ({columns}) VALUES ({values}) "  # noqa: S608
        f"ON CONFLICT ({', '.join(table.key)}) DO UPDATE SET {changes}"
    )
