"""Publishing the rules of stars, points and caps."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.policies import publish
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.incentive_policy import (
    INCENTIVE_POLICY_ID,
    MINUTES_A_DAY,
    STAR_MINUTES,
    IncentivePolicy,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishIncentivePolicy(Command):
    """Publish the next version of the incentive rules (发布激励规则).

    The i-th values of `star_minutes`, `star_mean_least` and `star_ratings_least` are what star i
    takes; those of `score_coefficients` belong to scores 1–5.
    """

    effective_from: datetime
    star_minutes: tuple[int, ...] = STAR_MINUTES
    star_mean_least: tuple[Decimal, ...] = tuple(map(Decimal, ("0", "0", "4.0", "4.0", "4.5")))
    star_ratings_least: tuple[int, ...] = (0, 0, 5, 5, 5)
    points_per_hour: int = 10
    score_coefficients: tuple[Decimal, ...] = tuple(
        map(Decimal, ("0.5", "0.5", "0.8", "1.0", "1.2"))
    )
    unrated_coefficient: Decimal = Decimal("1.0")
    points_for_back_entry: bool = False
    record_minutes_max: int = MINUTES_A_DAY
    day_minutes_max: int = 8 * 60
    lot_years: int = 2
    spend_alone_cents_max: int = 100_000


@handles(PublishIncentivePolicy)
async def publish_incentive_policy(c: Context, command: PublishIncentivePolicy) -> UUID:
    """Publish a version; the first one begins the stream."""
    return await publish(c, IncentivePolicy, INCENTIVE_POLICY_ID, command)
