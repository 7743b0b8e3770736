"""Seasons of honours (评选)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.incentives.honours.reach import season_of_staff
from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.honours.season import HonourCategory, HonourSeason
from five_steps.domain.organisation.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceHonourSeason(Command):
    """Announce a season of honours for what lies under a unit (启动评选)."""

    unit_id: UUID
    category: HonourCategory
    name: str
    criteria: str
    places: int
    nominations_from: datetime
    nominations_until: datetime
    reviews_least: int = 1
    publicity_days: int = 5


@handles(AnnounceHonourSeason)
async def announce_honour_season(c: Context, command: AnnounceHonourSeason) -> UUID:
    """Announce a season."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    await scope.require_unit(c, unit.id, "unitId")
    unit.require_active()
    season = HonourSeason.announce(
        id=c.work.new_id(),
        at=c.now,
        unit_id=unit.id,
        category=command.category,
        name=command.name,
        criteria=command.criteria,
        places=command.places,
        nominations_from=command.nominations_from,
        nominations_until=command.nominations_until,
        reviews_least=command.reviews_least,
        publicity_days=command.publicity_days,
    )
    c.work.add(season)
    return season.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseHonourSeason(Command):
    """End a season: nothing more goes to publicity (结束评选)."""

    season_id: UUID
    reason: str


@handles(CloseHonourSeason)
async def close_honour_season(c: Context, command: CloseHonourSeason) -> UUID:
    """Close a season."""
    season = await season_of_staff(c, command.season_id, "seasonId")
    season.close(reason=command.reason, at=c.now)
    return season.id
