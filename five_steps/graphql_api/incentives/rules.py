"""The incentive rules in force, read back from the views."""

from datetime import datetime
from decimal import Decimal
from functools import lru_cache

import orjson

from five_steps.domain.incentives.incentive_policy import IncentiveRules

IN_FORCE = (
    "read.policies p WHERE p.kind = 'INCENTIVE' AND p.effective_from <= {now}"
    " ORDER BY p.version DESC LIMIT 1"
)
"""The row of the rules in force, as the rest of a SELECT."""


@lru_cache(maxsize=16)
def incentive_rules(text: str, version: int, effective_from: datetime) -> IncentiveRules:
    """The rules of a row of `read.policies`; decimals are strings there."""
    rules = orjson.loads(text)
    return IncentiveRules(
        version=version,
        effective_from=effective_from,
        star_minutes=tuple(rules["star_minutes"]),
        star_mean_least=tuple(map(Decimal, rules["star_mean_least"])),
        star_ratings_least=tuple(rules["star_ratings_least"]),
        points_per_hour=rules["points_per_hour"],
        score_coefficients=tuple(map(Decimal, rules["score_coefficients"])),
        unrated_coefficient=Decimal(rules["unrated_coefficient"]),
        points_for_back_entry=rules["points_for_back_entry"],
        record_minutes_max=rules["record_minutes_max"],
        day_minutes_max=rules["day_minutes_max"],
        lot_years=rules["lot_years"],
        spend_alone_cents_max=rules["spend_alone_cents_max"],
    )
