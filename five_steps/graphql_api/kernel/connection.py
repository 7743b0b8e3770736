"""Relay connections: pages of rows that stay put while others are added."""

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

import strawberry

T = TypeVar("T")


@strawberry.type(description="Where a page lies (Relay).")
class PageInfo:
    """Where a page lies."""

    has_next_page: bool = strawberry.field(description="Whether there is more after this page.")
    has_previous_page: bool = strawberry.field(
        description="Whether the page was asked for with `after`."
    )
    start_cursor: str | None = strawberry.field(description="Cursor of the first edge.")
    end_cursor: str | None = strawberry.field(
        description="Cursor of the last edge, to be given as `after` for the next page."
    )


@strawberry.type(description="A row of a connection.")
class Edge(Generic[T]):
    """A row of a connection."""

    node: T = strawberry.field(description="The object.")
    cursor: str = strawberry.field(description="Where it stands in the order; opaque.")


@strawberry.type(description="A page of rows (Relay).")
class Connection(Generic[T]):
    """A page of rows."""

    edges: list[Edge[T]] = strawberry.field(description="The rows of the page, in order.")
    page_info: PageInfo = strawberry.field(description="Where the page lies.")
    count: strawberry.Private[Callable[[], Awaitable[int]]]

    @strawberry.field(
        description="How many rows there are on all pages; counted only when asked for."
    )
    async def total_count(self) -> int:
        """Count the rows."""
        return await self.count()
