"""Finds what is not settled in the log itself: right, with nothing else, and slow."""

from collections.abc import Callable, Collection
from typing import Any, NamedTuple
from uuid import UUID

from eventsourcing.utils import get_topic

from five_steps.domain.feedback.feedback_case import FeedbackCase
from five_steps.domain.incentives.benefits.help_case import HelpCase
from five_steps.domain.incentives.honours.nomination import Nomination
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.ordering.order import Order
from five_steps.domain.people.privacy.matters import (
    ENDED_ORDERS,
    OPEN_FEEDBACK,
    OPEN_HELP,
    OPEN_NOMINATIONS,
    Matter,
)
from five_steps.event_store import EventStore
from five_steps.event_store.codec import event_fields

EVENTS_AT_ONCE = 5_000


class _Kind(NamedTuple):
    matter: Matter
    aggregate: type[Aggregate]
    whose: str
    """The field of its first event that names the person."""
    is_open: Callable[[Any], bool]


_KINDS = (
    _Kind(Matter.ORDER, Order, "requester_id", lambda o: o.state not in ENDED_ORDERS),
    _Kind(Matter.FEEDBACK, FeedbackCase, "asker_id", lambda f: f.state in OPEN_FEEDBACK),
    _Kind(Matter.HELP, HelpCase, "volunteer_id", lambda h: h.state in OPEN_HELP),
    _Kind(Matter.NOMINATION, Nomination, "nominee_id", lambda n: n.state in OPEN_NOMINATIONS),
)
_BY_TOPIC = {get_topic(kind.aggregate.Created): kind for kind in _KINDS}


class OpenInLog:
    """For where no view is kept: loading a demo, tools and tests."""

    def __init__(self, store: EventStore) -> None:
        self._store = store

    async def of(self, person_id: UUID) -> Collection[Matter]:
        """What of the person's is open at the log's present end."""
        found = set()
        position = 0
        while rows := await self._store.recorder.select_notifications(
            position, EVENTS_AT_ONCE, topics=list(_BY_TOPIC), inclusive_of_start=False
        ):
            for row in rows:
                kind = _BY_TOPIC[row.topic]
                if event_fields(row.topic, row.state)[kind.whose] == person_id:
                    aggregate = await self._store.repository.get(kind.aggregate, row.originator_id)
                    if kind.is_open(aggregate):
                        found.add(kind.matter)
            position = rows[-1].position
        return found
