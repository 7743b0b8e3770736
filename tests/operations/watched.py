"""A district whose deadlines are kept, at a time that the test sets."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from five_steps.operations.deadlines import DeadlineKeeper, KeeperLimits
from tests.commands.district import START

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from five_steps.projections import Views
    from tests.commands.district import District

QUICK = KeeperLimits(look_every=timedelta(milliseconds=20))
HOURS = timedelta(hours=1)


class Watched:
    """A district whose deadlines are kept."""

    def __init__(self, district: District, views: Views) -> None:
        self.district = district
        self.views = views
        self.keeper = self.another_keeper()

    def another_keeper(self, limits: KeeperLimits = QUICK) -> DeadlineKeeper:
        district = self.district
        return DeadlineKeeper(
            district.store, self.views, district.commands, lambda: district.now, limits
        )

    async def act(self, hours: float) -> int:
        """Let the keeper act so long after the start."""
        return await self.act_at(START + hours * HOURS)

    async def act_at(self, now: datetime) -> int:
        """Let the keeper act on what the log says."""
        await self.shown()
        return await self.keeper.act(now)

    async def shown(self) -> None:
        assert await self.views.wait_for(await self.district.position(), 10)

    async def happened(self, stream_id: UUID) -> list[str]:
        rows = await self.district.store.recorder.select_events(stream_id)
        return [row.topic.rpartition(".")[2] for row in rows]
