"""Scalars beyond GraphQL's own."""

from datetime import UTC, datetime
from typing import NewType
from uuid import UUID

import strawberry
from strawberry.types.scalar import ScalarDefinition

Position = NewType("Position", int)
"""A position in the log."""

Cents = NewType("Cents", int)
"""An amount of money in 分 (CNY cents)."""

JSONText = NewType("JSONText", str)
"""JSON as a string."""

CENTS_MAX = 2**53 - 1
"""What JavaScript still counts exactly."""


def write_moment(moment: datetime) -> str:
    """A moment as answers have it."""
    # As PostgreSQL writes it, since most answers are written there: UTC, no trailing zeros.
    text = moment.astimezone(UTC).isoformat().removesuffix("+00:00")
    return (text.rstrip("0") if "." in text else text) + "+00:00"


def _read_moment(text: object) -> datetime:
    if not isinstance(text, str):
        raise TypeError("a moment is a string, as in 2026-11-24T08:00:00+08:00")
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone, as in 2026-11-24T08:00:00+08:00")
    return moment


def _read_position(value: object) -> Position:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
        raise ValueError("a position is a whole number of at most 63 bits")
    return Position(value)


def _read_cents(value: object) -> Cents:
    if not isinstance(value, int) or isinstance(value, bool) or not abs(value) <= CENTS_MAX:
        raise ValueError("an amount in 分 is a whole number of at most 53 bits")
    return Cents(value)


def _read_uuid(text: object) -> UUID:
    if not isinstance(text, str):
        raise TypeError("a UUID is a string")
    return UUID(text)


SCALARS: dict[object, ScalarDefinition] = {
    datetime: strawberry.scalar(
        name="DateTime",
        description="A moment: ISO 8601 with a time zone; answers are in UTC.",
        serialize=write_moment,
        parse_value=_read_moment,
    ),
    Position: strawberry.scalar(
        name="Position",
        description=(
            "A position in the log, a whole number of up to 63 bits: whoever has read up to it has "
            "seen everything before it."
        ),
        serialize=int,
        parse_value=_read_position,
    ),
    Cents: strawberry.scalar(
        name="Cents",
        description="An amount of money in 分 (CNY cents), a whole number of up to 53 bits.",
        serialize=int,
        parse_value=_read_cents,
    ),
    UUID: strawberry.scalar(
        name="UUID",
        description="A UUID in its usual form, as 01a20f64-db94-76bc-a5f4-1fadea4d9636.",
        serialize=str,
        parse_value=_read_uuid,
    ),
    JSONText: strawberry.scalar(
        name="JSON",
        description="A JSON document as a string.",
        serialize=str,
        parse_value=str,
    ),
}
