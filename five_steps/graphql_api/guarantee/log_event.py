"""The log for auditors (事件日志)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.graphql_api.kernel.access import EVENT_LOG
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.entity import column, entity
from five_steps.graphql_api.kernel.global_id import read_global_id
from five_steps.graphql_api.kernel.scalars import JSONText, Position

IN_ORDER = {"": Sort("{t}.notification_id", "bigint", unique=None)}


def read_originator(field: str, value: Any) -> UUID:
    """The uuid of a stream, given as such or as the global id of an object.

    Raises:
        Refusal: it is neither.
    """
    named = read_global_id(value)
    if named is not None:
        return named[1]
    try:
        return UUID(value)
    except ValueError:
        raise Refusal(RefusalCode.INVALID, field, allowed="a UUID or a global id") from None


@entity(
    "public.stored_events",
    "An event of the log (事件), as it is stored: personal data is sealed.",
    key={"notification_id": "bigint"},
    visible=EVENT_LOG,
)
class LogEvent:
    """An event of the log."""

    position: Position = column("Place in the log 序号.", "{t}.notification_id")
    originator_id: UUID = column("The stream it belongs to.")
    version: int = column("Place in its stream, from 1 on.", "{t}.originator_version::int")
    topic: str = column("What happened, such as `order.rated` 事件类型.")
    recorded_at: datetime = column("When it was recorded 记录时间.")
    command_id: UUID | None = column("The command that caused it; null if another tool wrote it.")
    actor: str | None = column("Who caused it 操作人.")
    payload: JSONText = column("Its fields as stored.", "convert_from({t}.state, 'UTF8')")
