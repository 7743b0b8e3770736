"""Who may do what about a season and its nominations."""

from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.domain.incentives.honours.nomination import Nomination
from five_steps.domain.incentives.honours.season import HonourSeason


async def season_of_staff(c: Context, season_id: UUID, field: str) -> HonourSeason:
    """The season, if the actor is staff of the unit that holds it or of one above."""
    season = await c.get(HonourSeason, season_id, field)
    await scope.require_unit(c, season.unit_id, field)
    return season


async def nomination_of_staff(c: Context, nomination_id: UUID) -> tuple[Nomination, HonourSeason]:
    """The nomination and its season, if the actor is staff of the unit that holds the season."""
    nomination = await c.get(Nomination, nomination_id, "nominationId")
    return nomination, await season_of_staff(c, nomination.season_id, "nominationId")
