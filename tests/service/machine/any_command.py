"""Any command at all, with values that fit, nearly fit, or do not: made from the fields' types."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from hypothesis import strategies as st

from five_steps.commands import COMMANDS, Command
from tests.commands.district import id_number

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from hypothesis.strategies import DataObject

UNKNOWN = UUID("01890000-0000-7000-8000-000000000000")
KINDS = sorted(COMMANDS, key=lambda command_class: command_class.__name__)
_PLACES = st.integers(0, 999)
_WHOLE = st.sampled_from(
    [1, 0, 2, 3, 5, 15, 60, 61, 480, 481, 1440, 2026, -1, 2**31, 2**63, -(2**63), 10**30]
)
_TEXTS = st.sampled_from(
    [
        "原因",
        "13700000000",
        id_number(1),
        id_number(77),
        "ab" * 32,
        "急救",
        "",
        " \n",
        "x" * 501,
        "x" * 20_001,
        "a\0b",
        "\ud800",
    ]
)
_DECIMALS = st.sampled_from(
    list(map(Decimal, ("1", "0", "0.5", "1.2", "4.5", "60", "-1", "NaN", "1e30", "0.1234567")))
)
_OFFSETS = st.sampled_from(
    [
        timedelta(minutes=minutes)
        for minutes in (30, 90, 1, -1, -30, -120, 24 * 60, -24 * 60, 40 * 24 * 60)
    ]
)
_FAR = st.sampled_from(
    [
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, tzinfo=UTC),
        datetime(2026, 1, 1),  # noqa: DTZ001 - without a zone on purpose
    ]
)


def any_command(data: DataObject, now: datetime, ids: Mapping[str, Sequence[UUID]]) -> Command:
    """Some command with some values.

    Args:
        data: what to draw from.
        now: moments are around this.
        ids: the ids there are, by the name of the field without `_id` or `_ids`; of the others,
            and now and then of these, an unknown one is taken.
    """
    command_class = data.draw(st.sampled_from(KINDS), label="command")
    drawing = _Drawing(data, now, ids)
    return cast("Command", drawing.dataclass(command_class))


class _Drawing:
    def __init__(self, data: DataObject, now: datetime, ids: Mapping[str, Sequence[UUID]]) -> None:
        self._data = data
        self._now = now
        self._ids = ids

    def dataclass(self, made: type[Any]) -> Any:
        hints = _hints(made)
        values = {}
        for field in fields(made):
            # Defaults fit, mostly; half of the time they are left to see what the others do.
            if field.default is MISSING or self._draw(st.booleans(), "given"):
                values[field.name] = self._value(hints[field.name], field.name)
        return made(**values)

    def _value(self, declared: Any, name: str) -> Any:
        if isinstance(declared, UnionType):
            chosen = next(part for part in get_args(declared) if part is not type(None))
            return self._value(chosen, name)
        if get_origin(declared) is tuple:
            count = self._draw(st.integers(0, 3), f"{name} entries")
            return tuple(self._value(get_args(declared)[0], name) for _ in range(count))
        if is_dataclass(declared):
            return self.dataclass(cast("type[Any]", declared))
        return self._plain(declared, name)

    def _plain(self, declared: Any, name: str) -> Any:
        if declared is UUID:
            known = self._ids.get(name.removesuffix("s").removesuffix("_id"), ())
            place = self._draw(_PLACES, name)
            return known[place % len(known)] if known and place < 950 else UNKNOWN
        if declared is datetime:
            near = self._draw(st.integers(0, 9), f"{name} near") > 0
            return self._now + self._draw(_OFFSETS, name) if near else self._draw(_FAR, name)
        return self._draw(_strategy(declared), name)

    def _draw(self, strategy: st.SearchStrategy[Any], label: str) -> Any:
        return self._data.draw(strategy, label=label)


@cache
def _hints(made: Hashable) -> dict[str, Any]:
    return get_type_hints(made)


def _strategy(declared: Any) -> st.SearchStrategy[Any]:
    if declared is bool:
        return st.booleans()
    if declared is int:
        return _WHOLE
    if declared is str:
        return _TEXTS
    if declared is Decimal:
        return _DECIMALS
    assert issubclass(declared, Enum), declared
    return st.sampled_from(list(declared))
