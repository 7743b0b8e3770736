"""Cursors: where a row stands in an order, so that a page goes on there whatever was added since.

A cursor is opaque to clients. It is the text of the row's sort value and, after a space, of its
unique value; spaces inside the first do no harm since the second has none.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.graphql_api.kernel.collection import Sort

_READERS: Mapping[str, Callable[[str], Any]] = {
    "timestamptz": datetime.fromisoformat,
    "int": int,
    "bigint": int,
    "numeric": Decimal,
    "text": str,
    "uuid": UUID,
}


def cursor_sql(sort: Sort) -> str:
    """The cursor of a row, a template over `{t}`."""
    if sort.unique is None:
        return f"({sort.by})::text"
    return f"({sort.by})::text || ' ' || {sort.unique}"


def read_cursor(cursor: str, sort: Sort) -> tuple[Any, UUID | None]:
    """The sort value and unique value of a cursor.

    Raises:
        Refusal: it is no cursor of this order.
    """
    value, _, unique = cursor.rpartition(" ") if sort.unique else (cursor, "", "")
    try:
        read = _READERS[sort.kind](value)
        if isinstance(read, datetime) and read.tzinfo is None:
            raise ValueError(cursor)
        return read, UUID(unique) if sort.unique else None
    except (ValueError, InvalidOperation):
        raise Refusal(RefusalCode.INVALID, "after", allowed="a cursor of this connection") from None
