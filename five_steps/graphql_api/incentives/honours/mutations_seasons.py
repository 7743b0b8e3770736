"""Announcing and closing seasons of honours (评选)."""

from datetime import datetime
from typing import Annotated

import strawberry

from five_steps.commands.incentives.honours.seasons import AnnounceHonourSeason, CloseHonourSeason
from five_steps.domain.incentives.honours.season import HonourCategory
from five_steps.graphql_api.incentives.honours.results import (
    HonourSeasonChanged,
    HonourSeasonResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run


@strawberry.input(description="A season of honours to announce (启动评选).")
class AnnounceHonourSeasonInput(CommandInput):
    """A season to announce."""

    unit_id: strawberry.ID = strawberry.field(
        description="The unit that holds it, for what lies under it 组织单位."
    )
    category: HonourCategory = strawberry.field(description="Who is honoured 评选类别.")
    name: str = strawberry.field(description="Name 名称, 1–100 characters.")
    criteria: str = strawberry.field(description="By which criteria 评选条件, 1–2000 characters.")
    places: int = strawberry.field(description="How many may be awarded 名额, 1–1000.")
    nominations_from: datetime = strawberry.field(
        description="From when nominations are taken 推荐开始."
    )
    nominations_until: datetime = strawberry.field(
        description="Until when nominations are taken 推荐截止; after the start and now."
    )
    reviews_least: int = strawberry.field(
        default=1, description="Reviews needed before the publicity 最少评审数, 1–20."
    )
    publicity_days: int = strawberry.field(
        default=5, description="Days of publicity 公示天数, 1–90."
    )

    def command(self) -> AnnounceHonourSeason:
        """The command that is asked for."""
        return AnnounceHonourSeason(
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            category=self.category,
            name=self.name,
            criteria=self.criteria,
            places=self.places,
            nominations_from=self.nominations_from,
            nominations_until=self.nominations_until,
            reviews_least=self.reviews_least,
            publicity_days=self.publicity_days,
        )


@strawberry.input(description="A season of honours to end (结束评选).")
class CloseHonourSeasonInput(CommandInput):
    """A season to end."""

    season_id: strawberry.ID = strawberry.field(description="The season 评选.")
    reason: str = strawberry.field(description="Why 结束原因, 1–500 characters.")

    def command(self) -> CloseHonourSeason:
        """The command that is asked for."""
        return CloseHonourSeason(
            season_id=local_id("seasonId", self.season_id, "HonourSeason"), reason=self.reason
        )


@strawberry.type(description="Announcing and closing seasons of honours.")
class HonourSeasonMutations:
    """Announcing and closing seasons of honours."""

    @strawberry.mutation(
        description="Announce a season of honours 启动评选; for administrators of the unit or "
        "above."
    )
    async def announce_honour_season(
        self,
        info: Info,
        input: Annotated[AnnounceHonourSeasonInput, GIVEN],  # noqa: A002
    ) -> HonourSeasonResult:
        """Announce a season."""
        return await run(info, input, HonourSeasonChanged)

    @strawberry.mutation(
        description="End a season 结束评选: nothing more goes to publicity; what is announced may "
        "still be awarded."
    )
    async def close_honour_season(
        self,
        info: Info,
        input: Annotated[CloseHonourSeasonInput, GIVEN],  # noqa: A002
    ) -> HonourSeasonResult:
        """End a season."""
        return await run(info, input, HonourSeasonChanged)
