"""The catalogue (兑换目录)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.redeeming.reward import Reward, RewardKind
from five_steps.domain.organisation.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOnReward(Command):
    """Put a reward into the catalogue (兑换品上架), for the counters of a unit and those under it.

    `points` is what one costs the volunteer, `cost_cents` what it costs the fund in 分. At most
    `per_person_max` go to one volunteer (none: no limit); one may be returned within `return_days`
    of the confirmation (0: not at all). Valid from now on if `valid_from` is left out.
    """

    unit_id: UUID
    kind: RewardKind
    name: str
    description: str = ""
    points: int
    cost_cents: int
    star_floor: int = 0
    per_person_max: int | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    return_days: int = 0


@handles(PutOnReward)
async def put_on_reward(c: Context, command: PutOnReward) -> UUID:
    """Put a reward into the catalogue."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    unit.require_active()
    await scope.require_unit(c, unit.id, "unitId")
    reward = Reward.put_on(
        id=c.work.new_id(),
        at=c.now,
        unit_id=unit.id,
        kind=command.kind,
        name=command.name,
        description=command.description,
        points=command.points,
        cost_cents=command.cost_cents,
        star_floor=command.star_floor,
        per_person_max=command.per_person_max,
        valid_from=command.valid_from or c.now,
        valid_until=command.valid_until,
        return_days=command.return_days,
    )
    c.work.add(reward)
    return reward.id


@dataclass(frozen=True, slots=True, kw_only=True)
class RepriceReward(Command):
    """Change what a reward costs from now on (兑换品调价)."""

    reward_id: UUID
    points: int
    cost_cents: int
    reason: str


@handles(RepriceReward)
async def reprice_reward(c: Context, command: RepriceReward) -> UUID:
    """Reprice a reward; what is held already keeps its price."""
    reward = await _reward_of_staff(c, command.reward_id)
    reward.reprice(
        points=command.points, cost_cents=command.cost_cents, reason=command.reason, at=c.now
    )
    return reward.id


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawReward(Command):
    """Take a reward out of the catalogue (兑换品下架)."""

    reward_id: UUID
    reason: str


@handles(WithdrawReward)
async def withdraw_reward(c: Context, command: WithdrawReward) -> UUID:
    """Withdraw a reward; what is held already may still be confirmed."""
    reward = await _reward_of_staff(c, command.reward_id)
    reward.withdraw(reason=command.reason, at=c.now)
    return reward.id


async def _reward_of_staff(c: Context, reward_id: UUID) -> Reward:
    reward = await c.get(Reward, reward_id, "rewardId")
    await scope.require_unit(c, reward.unit_id, "rewardId")
    return reward
