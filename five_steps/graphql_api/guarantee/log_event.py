"""The log for auditors (事件日志)."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.graphql_api.guarantee.event_object import OBJECT_ID
from five_steps.graphql_api.guarantee.event_words import chinese, english, event_word
from five_steps.graphql_api.kernel.access import EVENT_LOG
from five_steps.graphql_api.kernel.collection import Sort, condition
from five_steps.graphql_api.kernel.entity import column, entity
from five_steps.graphql_api.kernel.global_id import read_global_id
from five_steps.graphql_api.kernel.scalars import JSONText, Position

IN_ORDER = {"": Sort("{t}.notification_id", "bigint", unique=None)}

# The times of recording never go back, so an index of positions serves for times, too: the last
# event before a moment is found by halving.
_LAST_BEFORE = """(
    WITH RECURSIVE halved (low, high) AS (
        SELECT 0::bigint, max(notification_id) + 1 FROM public.stored_events
        UNION ALL
        SELECT
            CASE WHEN e.recorded_at < {p}::timestamptz THEN (h.low + h.high) / 2 ELSE h.low END,
            CASE WHEN e.recorded_at < {p}::timestamptz THEN h.high ELSE (h.low + h.high) / 2 END
        FROM halved h CROSS JOIN LATERAL (
            SELECT coalesce((
                SELECT recorded_at FROM public.stored_events
                WHERE notification_id <= (h.low + h.high) / 2
                ORDER BY notification_id DESC LIMIT 1), '-infinity') AS recorded_at
        ) e
        WHERE h.high - h.low > 1
    )
    SELECT max(low) FROM halved)"""


@strawberry.input(description="Which events to list; all that is given must hold.")
class LogEventFilter:
    """Which events to list."""

    topic: list[str] | None = condition(
        "{t}.topic = ANY({p}::text[])", "Of one of these topics, such as `order.rated` 事件类型."
    )
    aggregate: str | None = condition(
        "split_part({t}.topic, '.', 1) = {p}", "Of streams of this kind, such as `order` 聚合类型."
    )
    actor: str | None = condition("{t}.actor = {p}", "Caused by this actor 操作人.")
    command_id: UUID | None = condition(
        "{t}.notification_id BETWEEN (SELECT c.first_position FROM public.commands c"
        " WHERE c.command_id = {p}::uuid) AND (SELECT c.position FROM public.commands c"
        " WHERE c.command_id = {p}::uuid)",
        "Caused by this command 命令编号.",
    )
    recorded_from: datetime | None = condition(
        f"{{t}}.notification_id > {_LAST_BEFORE}", "Recorded at or after this moment 记录时间起."
    )
    recorded_before: datetime | None = condition(
        f"{{t}}.notification_id <= {_LAST_BEFORE}", "Recorded before this moment 记录时间止."
    )


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
    meaning: str | None = event_word("What happened, in a sentence.", english)
    term: str | None = event_word("What happened, in the words of the mission 事件名称.", chinese)
    object_id: strawberry.ID | None = column(
        "Global id of the object that it is about 所属对象, for `node`; null if it is none.",
        OBJECT_ID,
    )
    recorded_at: datetime = column("When it was recorded 记录时间.")
    command_id: UUID | None = column("The command that caused it; null if another tool wrote it.")
    command_kind: str | None = column(
        "What was commanded, such as `rate_order` 命令; null if another tool wrote it.",
        "(SELECT c.kind FROM public.commands c WHERE c.command_id = {t}.command_id)",
    )
    actor: str | None = column("Who caused it 操作人.")
    payload: JSONText = column("Its fields as stored.", "convert_from({t}.state, 'UTF8')")
