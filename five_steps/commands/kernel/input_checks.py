"""What holds for every value of every command, before any rule is asked.

The rules of each field are the domain's; this keeps out what nothing behind could even carry: text
that PostgreSQL or JSON cannot store, numbers beyond 64 bits, times without a zone or so far out
that adding a day to them overflows.
"""

import re
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

TEXT_CHARS_MAX = 20_000
ENTRIES_MAX = 20_000
WHOLE_MAX = 2**63 - 1
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)

_FINE = frozenset({UUID, bool})
"""Types whose values are all of use."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def check_values(command: Any) -> None:
    """Refuse a command with a value of no use; the field is named as in the GraphQL input."""
    for name, field in _fields(type(command)):
        _check(field, getattr(command, name))


def _check(field: str, value: Any) -> None:
    if value is None or type(value) in _FINE:
        return
    if isinstance(value, str):
        _check_text(field, value)
    elif isinstance(value, int):
        checks.whole(field, value, least=-WHOLE_MAX, most=WHOLE_MAX)
    elif isinstance(value, datetime):
        _check_moment(field, value)
    elif isinstance(value, tuple):
        if len(value) > ENTRIES_MAX:
            raise Refusal(RefusalCode.INVALID, field, allowed=f"at most {ENTRIES_MAX} entries")
        for entry in value:
            _check(field, entry)
    elif isinstance(value, Decimal):
        checks.decimal(field, value, least=Decimal(-WHOLE_MAX), most=Decimal(WHOLE_MAX))
    elif is_dataclass(value):
        for name, part in _fields(type(value)):
            _check(f"{field}.{part}", getattr(value, name))


def _fields(declared: type[Any]) -> list[tuple[str, str]]:
    """The fields of a dataclass, by their own names and as the GraphQL input calls them."""
    known = _known_fields.get(declared)
    if known is None:
        known = [(field.name, _camel_case(field.name)) for field in fields(declared)]
        _known_fields[declared] = known
    return known


_known_fields: dict[type[Any], list[tuple[str, str]]] = {}


def _check_text(field: str, value: str) -> None:
    if len(value) > TEXT_CHARS_MAX:
        raise Refusal(RefusalCode.INVALID, field, allowed=f"at most {TEXT_CHARS_MAX} characters")
    if _UNSTORABLE.search(value):
        raise Refusal(RefusalCode.INVALID, field, allowed="no NUL and no half surrogate pair")


def _check_moment(field: str, value: datetime) -> None:
    if not EARLIEST <= checks.aware(field, value) < LATEST:
        raise Refusal(
            RefusalCode.INVALID, field, allowed=f"{EARLIEST.isoformat()}–{LATEST.isoformat()}"
        )


def _camel_case(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(map(str.capitalize, tail))
