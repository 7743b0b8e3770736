"""Any command at all, with values that fit, nearly fit, or do not: made from the fields' types."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import TYPE_CHECKING, Any, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from hypothesis import strategies as st

from five_steps.commands import COMMANDS, Command
from tests.commands.district import id_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hypothesis.strategies import DataObject

UNKNOWN = UUID("01890000-0000-7000-8000-000000000000")
OTHER_NAMES = {
    **dict.fromkeys(("parent", "into", "to_unit", "raised_by_unit"), ("unit",)),
    **dict.fromkeys(("from_team", "to_team"), ("team",)),
    **dict.fromkeys(("requester", "participant", "asker"), ("resident", "volunteer", "unit")),
    "nominee": ("volunteer", "team", "unit"),
    "about": ("unit", "order", "activity"),
    "work": ("order", "activity"),
    "assessment": ("unit_assessment",),
    "booking": ("venue_booking",),
    "case": ("feedback_case",),
    "cover": ("insurance_cover",),
    "meeting": ("joint_meeting",),
    "offer": ("benefit_offer",),
    "proposal": ("spending_proposal",),
    "season": ("honour_season",),
    "series": ("activity_series",),
    "task": ("improvement_task",),
}
"""What the fields of some commands call by another name than the events do."""


def _chapter(command_class: type[Command]) -> str:
    """The package that a command is in, such as `guarantee.budget`."""
    return command_class.__module__.removeprefix("five_steps.commands.").rpartition(".")[0]


_BY_CHAPTER: dict[str, list[type[Command]]] = defaultdict(list)
for _command_class in sorted(COMMANDS, key=lambda command_class: command_class.__name__):
    _BY_CHAPTER[_chapter(_command_class)].append(_command_class)
CHAPTERS = sorted(_BY_CHAPTER)
_PLACES = st.integers(0, 999)
_NOW_AND_THEN = st.sampled_from([False, False, True])
_FITTING: dict[type, st.SearchStrategy[Any]] = {
    int: st.sampled_from([1, 2, 5, 60, 480, 2026]),
    Decimal: st.sampled_from([Decimal(text) for text in ("1", "0", "0.5", "1.2", "4.5")]),
    timedelta: st.sampled_from([timedelta(minutes=minutes) for minutes in (30, 90, -90, -30)]),
    date: st.sampled_from([date(2026, 3, 4), date(2026, 12, 31)]),
}
_SPOILING: dict[type, st.SearchStrategy[Any]] = {
    int: st.sampled_from([0, -1, 481, 1441, 2**31, 2**63, -(2**63), 10**30]),
    Decimal: st.sampled_from([Decimal(text) for text in ("-1", "NaN", "1e30", "0.1234567")]),
    timedelta: st.sampled_from([timedelta(days=days) for days in (-40, 40, 400)]),
    date: st.sampled_from([date.min, date.max]),
    str: st.sampled_from(["", " \n", "x" * 501, "x" * 20_001, "a\0b", "\ud800"]),
}
_TEXTS = {
    "phone": st.just("13700000000"),
    "id_number": st.integers(50, 60).map(id_number),
    "document_hash": st.just("cd" * 32),
    "evidence_hash": st.just("ab" * 32),
    "skill": st.just("急救"),
    "code": st.integers(1, 9).map(str),
}
"""What fits a text field by its name; in the others any word does."""
_FAR = st.sampled_from(
    [
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, tzinfo=UTC),
        datetime(2026, 1, 1),  # noqa: DTZ001 - without a zone on purpose
    ]
)


def any_command(
    data: DataObject, chapter: str, now: datetime, ids: Mapping[str, Sequence[UUID]]
) -> Command:
    """Some command of a chapter with some values.

    Args:
        data: what to draw from.
        chapter: one of `CHAPTERS`.
        now: moments are around this.
        ids: the ids there are, by the name of the field without `_id` or `_ids`; of the others,
            and now and then of these, an unknown one is taken.
    """
    command_class = data.draw(st.sampled_from(_BY_CHAPTER[chapter]), label="command")
    drawing = _Drawing(data, now, ids)
    return cast("Command", drawing.dataclass(command_class))


class _Drawing:
    def __init__(self, data: DataObject, now: datetime, ids: Mapping[str, Sequence[UUID]]) -> None:
        self._data = data
        # Of commands in which nothing fits, the first check is all that is ever met.
        self._spoiled = self._draw(st.integers(0, 3), "spoiled") == 0
        self._now = now
        self._ids = ids

    def dataclass(self, made: type[Any]) -> Any:
        hints = get_type_hints(made)
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
        singular = name.removesuffix("s")
        if declared is UUID:
            known = self._ids.get(singular.removesuffix("_id"), ())
            place = self._draw(_PLACES, name)
            return UNKNOWN if not known or self._spoils(name) else known[place % len(known)]
        if declared is bool:
            return self._draw(st.booleans(), name)
        if isinstance(declared, type) and issubclass(declared, Enum):
            return self._draw(st.sampled_from(list(declared)), name)
        if declared is datetime:
            far = self._spoils(name) and self._draw(st.booleans(), f"{name} far")
            return self._draw(_FAR, name) if far else self._now + self._plain(timedelta, name)
        if self._spoils(name):
            return self._draw(_SPOILING[declared], name)
        if declared is str:
            return self._draw(_TEXTS.get(singular, st.just("原因")), name)
        return self._draw(_FITTING[declared], name)

    def _spoils(self, name: str) -> bool:
        return self._spoiled and bool(self._draw(_NOW_AND_THEN, f"{name} spoiled"))

    def _draw(self, strategy: st.SearchStrategy[Any], label: str) -> Any:
        return self._data.draw(strategy, label=label)
