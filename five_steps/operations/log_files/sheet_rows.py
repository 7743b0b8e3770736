"""Events as rows that people read."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from asyncpg import Record

from five_steps.domain.kernel.district_time import DISTRICT_ZONE
from five_steps.domain.kernel.event_kinds import event_kinds
from five_steps.event_store.codec import decode_fields
from five_steps.event_store.errors import UndecodableEvent
from five_steps.operations.exporting.sheet import Cell

COLUMNS = (
    "序号",
    "记录时间",
    "对象",
    "事件",
    "主题",
    "流",
    "版本",
    "操作人",
    "指令",
    "内容",
    "封印",
)


def cells_of(row: Record) -> Sequence[Cell]:
    """An event: where it stands, what it says, who asked for it."""
    kind = event_kinds().get(row["topic"])
    command_id, seal = row["command_id"], row["seal"]
    return (
        row["notification_id"],
        row["recorded_at"],
        None if kind is None else kind.aggregate_meaning.chinese,
        None if kind is None else kind.meaning.chinese,
        row["topic"],
        str(row["originator_id"]),
        row["originator_version"],
        row["actor"],
        None if command_id is None else str(command_id),
        _content(row["state"]),
        None if seal is None else seal.hex(),
    )


def _content(state: bytes) -> str:
    """The fields as plain JSON, times in the district's."""
    try:
        fields = decode_fields(state)
    except UndecodableEvent:
        return b64encode(state).decode()
    return orjson.dumps(
        {name: _plain(value) for name, value in fields.items() if name != "originator_topic"},
        default=str,
    ).decode()


def _plain(value: Any) -> Any:
    match value:
        case datetime() if value.tzinfo is not None:
            return value.astimezone(DISTRICT_ZONE)
        case list():
            return [_plain(item) for item in value]
        case int() if abs(value) >= 2**63:
            # More than orjson counts.
            return str(value)
        case _:
            return value
