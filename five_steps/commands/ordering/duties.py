"""Freeing the windows that an order had taken in volunteers' books."""

from collections.abc import Iterable
from uuid import UUID

from five_steps.commands.incentives.books import service_book
from five_steps.commands.kernel.context import Context
from five_steps.domain.ordering.order import Order


async def release_duties(c: Context, order: Order, volunteer_ids: Iterable[UUID]) -> None:
    """Free the order's window for volunteers for whom it is still taken."""
    for volunteer_id in volunteer_ids:
        book = await service_book(c, volunteer_id)
        book.release(order.id, at=c.now)
