"""A volunteer's service book and points account, as commands that name the volunteer take them."""

from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.domain.incentives.points_account import PointsAccount, points_account_id
from five_steps.domain.incentives.service_book import ServiceBook, service_book_id


async def service_book(c: Context, volunteer_id: UUID) -> ServiceBook:
    """The service book of a volunteer."""
    return await c.get(ServiceBook, service_book_id(volunteer_id), "volunteerId")


async def points_account(c: Context, volunteer_id: UUID) -> PointsAccount:
    """The points account of a volunteer."""
    return await c.get(PointsAccount, points_account_id(volunteer_id), "volunteerId")
