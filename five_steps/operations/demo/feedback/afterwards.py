"""What can only be told once the year is in the log: who was drawn, and ballots with their keys."""

from collections.abc import AsyncIterator
from datetime import datetime

from five_steps.event_store import EventStore
from five_steps.operations.demo.feedback.ballots import anonymous_answers
from five_steps.operations.demo.feedback.follow_ups import follow_ups
from five_steps.operations.demo.roster import Roster
from five_steps.operations.demo.step import Made, Step


async def afterwards(
    store: EventStore, roster: Roster, now: datetime, made: Made
) -> AsyncIterator[list[Step]]:
    """Stages that are each planned when the ones before are done."""
    yield await follow_ups(store, roster.seed, now)
    async for stage in anonymous_answers(store, roster, now, made):
        yield stage
