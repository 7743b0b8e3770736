"""The mutation that is measured, in the schema's own shape."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
from uuid_utils.compat import uuid4

from benchmarks.load import graphql_request
from five_steps.graphql_api.kernel.global_id import global_id

QUERY = """
mutation Place($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    __typename
    ... on OrderChanged { position order { id state title category startsAt headcount } }
  }
}
"""
EXPECTED = b'"state":"PLACED"'


def residents(dsn: str) -> list[tuple[UUID, UUID]]:
    """Residents of the district, each with the unit; from the view."""

    async def read() -> list[tuple[UUID, UUID]]:
        connection = await asyncpg.connect(dsn)
        try:
            rows = await connection.fetch("SELECT id, unit_id FROM read.residents ORDER BY id")
            # Not asyncpg's own UUIDs, which no command takes.
            return [(UUID(int=row[0].int), UUID(int=row[1].int)) for row in rows]
        finally:
            await connection.close()

    return asyncio.run(read())


def place_order_requests(
    people: list[tuple[UUID, UUID]], count: int, token: str | None
) -> list[bytes]:
    """That many orders, each a command of its own."""
    starts_at = datetime.now(UTC) + timedelta(days=3)
    return [
        _request(*people[number % len(people)], starts_at + timedelta(minutes=number), token)
        for number in range(count)
    ]


def _request(resident_id: UUID, unit_id: UUID, starts_at: datetime, token: str | None) -> bytes:
    given = {
        "commandId": str(uuid4()),
        "unitId": global_id("Unit", unit_id),
        "requesterKind": "RESIDENT",
        "requesterId": global_id("Resident", resident_id),
        "category": "SCIENCE",
        "title": "老年人智能手机培训",
        "place": "东屏街道海霞路8号文化礼堂",
        "details": "二十位老人,请带两台投影仪",
        "contact": "13857701234",
        "startsAt": starts_at.isoformat(),
        "endsAt": (starts_at + timedelta(hours=2)).isoformat(),
        "headcount": 2,
    }
    return graphql_request(QUERY, {"input": given}, token)
