"""Freeing the windows that duty at an activity had taken in volunteers' books."""

from collections.abc import Iterable
from uuid import UUID

from five_steps.commands.incentives.books import service_book
from five_steps.commands.kernel.context import Context


async def release_duties(c: Context, activity_id: UUID, volunteer_ids: Iterable[UUID]) -> None:
    """Free the activity's window for volunteers for whom it is still taken."""
    for volunteer_id in volunteer_ids:
        book = await service_book(c, volunteer_id)
        book.release_from_activity(activity_id, at=c.now)
