"""The two reads that are measured, in the schema's own shape."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import asyncpg

from benchmarks.load import graphql_request
from five_steps.graphql_api.kernel.global_id import global_id

if TYPE_CHECKING:
    from uuid import UUID

RECORDS = 10
LEADERS = 50

VOLUNTEER = """
query Volunteer($id: ID!) {
  volunteer(id: $id) {
    id name starLevel minutes
    unit { id name }
    serviceRecords(first: 10) {
      edges { node { id category startsAt minutes state score } }
    }
  }
}
"""
LEADERBOARD = """
query Leaderboard {
  leaderboard(first: 50) {
    rank minutes recordCount
    volunteer { id name starLevel }
    unit { id name }
  }
}
"""


def served_volunteers(dsn: str, records_least: int) -> list[UUID]:
    """The volunteers with at least so many service records; from the view."""

    async def read() -> list[UUID]:
        connection = await asyncpg.connect(dsn)
        try:
            rows = await connection.fetch(
                "SELECT volunteer_id FROM read.service_records"
                " GROUP BY volunteer_id HAVING count(*) >= $1 ORDER BY volunteer_id",
                records_least,
            )
            return [row[0] for row in rows]
        finally:
            await connection.close()

    return asyncio.run(read())


def volunteer_requests(ids: list[UUID], count: int, token: str | None) -> list[bytes]:
    """That many reads of a volunteer, one after the other."""
    known = [
        graphql_request(VOLUNTEER, {"id": global_id("Volunteer", id_)}, token)
        for id_ in ids[:count]
    ]
    return [known[number % len(known)] for number in range(count)]


def leaderboard_requests(count: int, token: str | None) -> list[bytes]:
    """That many reads of the leaderboard."""
    return [graphql_request(LEADERBOARD, {}, token)] * count
