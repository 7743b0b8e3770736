"""The incentive rules as an input (激励规则)."""

from dataclasses import fields
from decimal import Decimal
from typing import Any

import strawberry

from five_steps.commands.incentives.incentive_policy import PublishIncentivePolicy

_DEFAULTS: dict[str, Any] = {field.name: field.default for field in fields(PublishIncentivePolicy)}


@strawberry.input(
    description="Incentive rules (激励规则), as a whole: what is left out is the default shown, "
    "not what is in force now."
)
class IncentiveRulesInput:
    """Incentive rules, as a whole."""

    star_minutes: list[int] = strawberry.field(
        default_factory=lambda: list(_DEFAULTS["star_minutes"]),
        description="Verified minutes that stars 1–5 take 各星级时长（分钟）, rising.",
    )
    star_mean_least: list[Decimal] = strawberry.field(
        default_factory=lambda: list(_DEFAULTS["star_mean_least"]),
        description="Mean rating that stars 1–5 take 各星级平均评分, 0–5 each.",
    )
    star_ratings_least: list[int] = strawberry.field(
        default_factory=lambda: list(_DEFAULTS["star_ratings_least"]),
        description="Ratings that stars 1–5 take 各星级评价次数, 0–1000 each.",
    )
    points_per_hour: int = strawberry.field(
        default=_DEFAULTS["points_per_hour"], description="Points for an hour 每小时积分, 0–1000."
    )
    score_coefficients: list[Decimal] = strawberry.field(
        default_factory=lambda: list(_DEFAULTS["score_coefficients"]),
        description="What scores 1–5 multiply points by 评分系数, 0–10 each.",
    )
    unrated_coefficient: Decimal = strawberry.field(
        default=_DEFAULTS["unrated_coefficient"],
        description="What points are multiplied by until rated 未评价系数, 0–10.",
    )
    points_for_back_entry: bool = strawberry.field(
        default=_DEFAULTS["points_for_back_entry"],
        description="Whether back-entered hours earn points 补录是否积分.",
    )
    record_minutes_max: int = strawberry.field(
        default=_DEFAULTS["record_minutes_max"],
        description="Minutes of one record that earn points at most 单次积分时长上限（分钟）, "
        "1–1440.",
    )
    day_minutes_max: int = strawberry.field(
        default=_DEFAULTS["day_minutes_max"],
        description="Minutes of a volunteer's day that count at most 每日时长上限（分钟）, 1–1440.",
    )
    lot_years: int = strawberry.field(
        default=_DEFAULTS["lot_years"],
        description="Calendar years that points last, that of earning included 积分有效年数, 1–10.",
    )
    spend_alone_cents_max: int = strawberry.field(
        default=_DEFAULTS["spend_alone_cents_max"],
        description="What one person may spend from the fund without a second, in 分 "
        "单人支出上限, 0–1000000000.",
    )

    @property
    def values(self) -> dict[str, Any]:
        """The rules, as the command and the policy take them."""
        given = {field.name: getattr(self, field.name) for field in fields(IncentiveRulesInput)}
        return {n: tuple(v) if isinstance(v, list) else v for n, v in given.items()}
