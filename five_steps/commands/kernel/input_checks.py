"""What holds for every value of every command, before any rule is asked.

The rules of each field are the domain's; this keeps out what nothing behind could even carry: text
that PostgreSQL or JSON cannot store, numbers beyond 64 bits, times without a zone or so far out
that adding a day to them overflows.
"""

import re
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from decimal import Decimal

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

TEXT_CHARS_MAX = 20_000
ENTRIES_MAX = 20_000
WHOLE_MAX = 2**63 - 1
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def check_values(command: object) -> None:
    """Refuse a command with a value of no use; the field is named as in the GraphQL input."""
    for name in (field.name for field in fields(command)):  # type: ignore[arg-type]
        _check(_camel_case(name), getattr(command, name))


def _check(field: str, value: object) -> None:
    match value:
        case str():
            _check_text(field, value)
        case int():
            checks.whole(field, value, least=-WHOLE_MAX, most=WHOLE_MAX)
        case datetime():
            _check_moment(field, value)
        case Decimal():
            checks.decimal(field, value, least=Decimal(-WHOLE_MAX), most=Decimal(WHOLE_MAX))
        case tuple():
            if len(value) > ENTRIES_MAX:
                raise Refusal(RefusalCode.INVALID, field, allowed=f"at most {ENTRIES_MAX} entries")
            for entry in value:
                _check(field, entry)
        case _ if is_dataclass(value):
            for part in fields(value):
                _check(f"{field}.{_camel_case(part.name)}", getattr(value, part.name))


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
