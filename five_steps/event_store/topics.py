"""The start-up check that this code knows every event of the log.

`SELECT DISTINCT topic` would read the whole log, and an index on the topic would cost every append.
So what was found is kept, and each check reads on from where the last one ended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventsourcing.utils import TopicError, resolve_topic

from five_steps.event_store.errors import UnknownTopics

if TYPE_CHECKING:
    from five_steps.event_store.connections import Pool

_READ_ON = """
INSERT INTO public.topics (topic, last_position)
SELECT topic, max(notification_id) FROM public.stored_events
WHERE notification_id > (SELECT coalesce(max(last_position), 0) FROM public.topics)
GROUP BY topic
ON CONFLICT (topic) DO UPDATE
SET last_position = greatest(topics.last_position, excluded.last_position)
"""


async def check_topics(pool: Pool) -> None:
    """Check that every topic of the log resolves; import the domain before.

    Raises:
        UnknownTopics: some do not; it names them.
    """
    await pool.execute(_READ_ON)
    rows = await pool.fetch("SELECT topic FROM public.topics ORDER BY topic")
    unknown = [topic for (topic,) in rows if not _is_known(topic)]
    if unknown:
        raise UnknownTopics(unknown)


def _is_known(topic: str) -> bool:
    try:
        resolve_topic(topic)
    except TopicError:
        return False
    return True
