"""Commands with ids that are known beforehand, sent by many clients until somebody falls over."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import httpx

from tests.graphql_api.api import gid

if TYPE_CHECKING:
    import asyncpg

    from five_steps.commands import Actor
    from tests.commands.district import District
    from tests.service.client import Client

CLIENTS = 32
_NO_ANSWER = (httpx.TransportError, ValueError)
"""The connection broke, or broke off in the midst of an answer."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A command under its id."""

    command_id: UUID
    name: str
    given: dict[str, Any]
    by: Actor


@dataclass(slots=True)
class Load:
    """Every second command makes a stream of its own; the others want one and the same."""

    client: Client
    district: District
    open: dict[UUID, Sent] = field(default_factory=dict)
    """Sent, and nobody knows what became of it."""
    positions: dict[UUID, int] = field(default_factory=dict)
    """Acknowledged, at this position."""
    errors: set[str] = field(default_factory=set)
    """The codes of all errors that were answered."""
    _numbers: count[int] = field(default_factory=count)

    def new_command(self) -> Sent:
        """Another command."""
        number, district = next(self._numbers), self.district
        if number % 2:
            name = {"unitId": gid("Unit", district.station), "name": f"站{number}"}
            return Sent(uuid4(), "changeUnitDetails", name, district.admin)
        order = {
            "unitId": gid("Unit", district.station),
            "requesterId": gid("Resident", district.resident),
            "category": "CULTURE",
            "title": f"第{number}单",
            "place": "文化礼堂",
            "startsAt": (district.now + timedelta(days=1)).isoformat(),
            "endsAt": (district.now + timedelta(days=1, hours=2)).isoformat(),
        }
        return Sent(uuid4(), "placeOrder", order, district.as_resident)

    async def send(self, sent: Sent) -> bool:
        """Send a command; whether it was acknowledged."""
        self.open[sent.command_id] = sent
        answered = await self.client.send(sent.name, sent.given, sent.by, sent.command_id)
        if "errors" in answered:
            self.errors |= {error["extensions"]["code"] for error in answered["errors"]}
            return False
        position = answered["data"][sent.name]["position"]
        # Told twice, it is told the same.
        assert self.positions.setdefault(sent.command_id, position) == position
        del self.open[sent.command_id]
        return True

    async def send_until(self, stop: asyncio.Event) -> None:
        """Send new commands, by many clients at once, until told to stop."""

        async def one_client() -> None:
            while not stop.is_set():
                try:
                    await self.send(self.new_command())
                except _NO_ANSWER:
                    await asyncio.sleep(0.05)

        await asyncio.gather(*(one_client() for _ in range(CLIENTS)))

    async def send_open_again(self) -> None:
        """Whatever became of a command: sent again, it is acknowledged."""
        again = list(self.open.values())
        acknowledged = await asyncio.gather(*map(self.send, again))
        assert all(acknowledged), self.errors

    async def check(self, pool: asyncpg.Pool[asyncpg.Record]) -> None:
        """Every acknowledged command is in the log once, where it was told, with one event."""
        rows = await pool.fetch(
            """
            SELECT c.command_id, c.position, count(*) AS events, max(e.notification_id) AS last
            FROM commands c JOIN stored_events e USING (command_id)
            WHERE c.command_id = ANY ($1::uuid[]) GROUP BY 1, 2
            """,
            list(self.positions),
        )
        recorded = {UUID(int=row["command_id"].int): row["position"] for row in rows}
        assert recorded == self.positions
        assert all(row["events"] == 1 and row["last"] == row["position"] for row in rows)
