"""Keeping the redemption catalogue (兑换目录)."""

from datetime import datetime
from typing import Annotated

import strawberry

from five_steps.commands.incentives.redeeming.rewards import (
    PutOnReward,
    RepriceReward,
    WithdrawReward,
)
from five_steps.domain.incentives.redeeming.reward import RewardKind
from five_steps.graphql_api.incentives.redeeming.reward_input import RewardInput
from five_steps.graphql_api.incentives.redeeming.reward_result import RewardChanged, RewardResult
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run
from five_steps.graphql_api.kernel.scalars import Cents


@strawberry.input(description="A reward to put into the catalogue (兑换品上架).")
class PutOnRewardInput(CommandInput):
    """A reward to put into the catalogue."""

    unit_id: strawberry.ID = strawberry.field(
        description="The unit whose counters, and those under it, have it 上架单位."
    )
    kind: RewardKind = strawberry.field(description="What it is 类别.")
    name: str = strawberry.field(description="Name 名称, 1–100 characters.")
    description: str = strawberry.field(
        default="", description="What it is 说明, at most 2000 characters."
    )
    points: int = strawberry.field(description="Price of one in points 所需积分, 1–1000000.")
    cost_cents: Cents = strawberry.field(
        description="What one costs the fund, in 分 成本, 0–100000000."
    )
    star_floor: int = strawberry.field(default=0, description="Star it takes 最低星级, 0–5.")
    per_person_max: int | None = strawberry.field(
        default=None, description="How many one volunteer may have 每人限兑, 1–100; null: no limit."
    )
    valid_from: datetime | None = strawberry.field(
        default=None, description="From when it may be had 有效期起; by default now."
    )
    valid_until: datetime | None = strawberry.field(
        default=None, description="Until when 有效期止; null: until it is withdrawn."
    )
    return_days: int = strawberry.field(
        default=0, description="Days within which it may be returned 可退天数, 0–90."
    )

    def command(self) -> PutOnReward:
        """The command that is asked for."""
        return PutOnReward(
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            kind=self.kind,
            name=self.name,
            description=self.description,
            points=self.points,
            cost_cents=self.cost_cents,
            star_floor=self.star_floor,
            per_person_max=self.per_person_max,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            return_days=self.return_days,
        )


@strawberry.input(description="A new price of a reward (兑换品调价).")
class RepriceRewardInput(RewardInput):
    """A new price of a reward."""

    points: int = strawberry.field(description="Price of one in points 所需积分, 1–1000000.")
    cost_cents: Cents = strawberry.field(
        description="What one costs the fund, in 分 成本, 0–100000000."
    )
    reason: str = strawberry.field(description="Why 调价原因, 1–500 characters.")

    def command(self) -> RepriceReward:
        """The command that is asked for."""
        return RepriceReward(
            reward_id=self.reward,
            points=self.points,
            cost_cents=self.cost_cents,
            reason=self.reason,
        )


@strawberry.input(description="A reward to take out of the catalogue (兑换品下架).")
class WithdrawRewardInput(RewardInput):
    """A reward to take out of the catalogue."""

    reason: str = strawberry.field(description="Why 下架原因, 1–500 characters.")

    def command(self) -> WithdrawReward:
        """The command that is asked for."""
        return WithdrawReward(reward_id=self.reward, reason=self.reason)


@strawberry.type(description="Keeping the redemption catalogue.")
class RewardMutations:
    """Keeping the redemption catalogue."""

    @strawberry.mutation(
        description="Put a reward into the catalogue 兑换品上架; for administrators of the unit, "
        "or above."
    )
    async def put_on_reward(
        self,
        info: Info,
        input: Annotated[PutOnRewardInput, GIVEN],  # noqa: A002
    ) -> RewardResult:
        """Put a reward on."""
        return await run(info, input, RewardChanged)

    @strawberry.mutation(
        description="Change what a reward costs from now on 兑换品调价; what is held keeps its "
        "price."
    )
    async def reprice_reward(
        self,
        info: Info,
        input: Annotated[RepriceRewardInput, GIVEN],  # noqa: A002
    ) -> RewardResult:
        """Reprice a reward."""
        return await run(info, input, RewardChanged)

    @strawberry.mutation(
        description="Take a reward out of the catalogue 兑换品下架; what is held may still be "
        "confirmed."
    )
    async def withdraw_reward(
        self,
        info: Info,
        input: Annotated[WithdrawRewardInput, GIVEN],  # noqa: A002
    ) -> RewardResult:
        """Withdraw a reward."""
        return await run(info, input, RewardChanged)
