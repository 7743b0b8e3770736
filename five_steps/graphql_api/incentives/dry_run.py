"""What other incentive rules would change (规则试算), computed and never recorded."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import strawberry

from five_steps.domain.incentives.incentive_policy import IncentivePolicy, IncentiveRules
from five_steps.domain.incentives.policy_difference import (
    StarDifference,
    StarStanding,
    record_points,
    star_difference,
)
from five_steps.domain.incentives.service_record import RecordKind
from five_steps.domain.incentives.stars import RatingTally
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.graphql_api.incentives.rules import IN_FORCE, incentive_rules
from five_steps.graphql_api.incentives.rules_input import IncentiveRulesInput
from five_steps.graphql_api.kernel.context import RequestContext
from five_steps.graphql_api.kernel.database import Record
from five_steps.graphql_api.kernel.global_id import global_id
from five_steps.graphql_api.kernel.viewer import READS_ALL

VOLUNTEERS_MAX = 200_000
"""Of more than a district could have, nothing is computed."""
SHOWN_MAX = 100

_RULES = f"SELECT p.rules::text, p.version, p.effective_from FROM {IN_FORCE}"  # noqa: S608

_STANDINGS = """
SELECT v.id, v.star_level, coalesce(s.reached, 0) AS reached, v.minutes,
    v.ratings_count, v.ratings_total
FROM read.volunteers v
LEFT JOIN (
    SELECT volunteer_id, max(level) AS reached FROM read.star_changes GROUP BY volunteer_id
) s ON s.volunteer_id = v.id
WHERE v.status IN ('ACTIVE', 'SUSPENDED')
ORDER BY v.minutes DESC, v.id
LIMIT $1
"""

# Records of the same kind, length and score earn the same: one line stands for all of them.
_RECORDS = """
SELECT r.kind, r.minutes, r.score, count(*) AS records
FROM read.service_records r
WHERE r.state = 'VERIFIED' AND r.minutes > 0
GROUP BY r.kind, r.minutes, r.score
"""

_NAMES = "SELECT v.id, v.name FROM read.volunteers v WHERE v.id = ANY ($1::uuid[])"


@strawberry.type(description="A volunteer whose star other rules would change.")
class StarChangeForecast:
    """A volunteer whose star other rules would change."""

    volunteer_id: strawberry.ID = strawberry.field(description="The volunteer 志愿者.")
    name: str | None = strawberry.field(description="Name 姓名; null once erased.")
    level: int = strawberry.field(description="Star held 现有星级.")
    earned_now: int = strawberry.field(description="Star by the rules in force 现行规则星级.")
    earned_then: int = strawberry.field(description="Star by the rules tried 试算规则星级.")
    minutes: int = strawberry.field(description="Verified minutes 服务时长（分钟）.")
    ratings_count: int = strawberry.field(description="Ratings received 评价次数.")


@strawberry.type(description="Records of one kind, length and score, whose points would differ.")
class PointsForecast:
    """Records of one kind, length and score, whose points would differ."""

    kind: RecordKind = strawberry.field(description="How the hours came about 时长来源.")
    minutes: int = strawberry.field(description="Minutes of each 时长（分钟）.")
    score: int | None = strawberry.field(description="Score of each 评分; null if unrated.")
    record_count: int = strawberry.field(description="How many there are 记录数.")
    points_now: int = strawberry.field(description="Points of each by the rules in force 现行积分.")
    points_then: int = strawberry.field(description="Points of each by the rules tried 试算积分.")


@strawberry.type(
    description="What other incentive rules would change (规则试算). Nothing is: stars are lowered "
    "by decision alone, and points stay as they were credited."
)
class PolicyDryRun:
    """What other incentive rules would change."""

    policy_version: int = strawberry.field(description="The version in force 现行规则版本.")
    volunteer_count: int = strawberry.field(description="Volunteers looked at 志愿者人数.")
    gain_count: int = strawberry.field(description="Who would gain a star 晋升人数.")
    loss_count: int = strawberry.field(
        description="Who would not have the star they hold, or are due 不再达标人数."
    )
    gains: list[StarChangeForecast] = strawberry.field(
        description=f"The first {SHOWN_MAX} who would gain, most minutes first 晋升名单."
    )
    losses: list[StarChangeForecast] = strawberry.field(
        description=f"The first {SHOWN_MAX} who would not have it, most minutes first 不再达标名单."
    )
    record_count: int = strawberry.field(description="Verified records looked at 服务记录数.")
    points_now: int = strawberry.field(
        description="Points of them all by the rules in force 现行积分合计."
    )
    points_then: int = strawberry.field(
        description="Points of them all by the rules tried 试算积分合计."
    )
    points: list[PointsForecast] = strawberry.field(
        description=f"Where points differ, the {SHOWN_MAX} that matter most 积分差异."
    )


async def try_rules(context: RequestContext, given: IncentiveRulesInput) -> PolicyDryRun:
    """Try rules on all volunteers and records there are.

    Raises:
        Refusal: the viewer may not, the rules cannot be, or there is too much.
    """
    if context.viewer.role not in READS_ALL:
        raise Refusal(RefusalCode.FORBIDDEN, "role", allowed=", ".join(sorted(READS_ALL)))
    then = _tried(given, context.now)
    database = context.services.database
    in_force = await database.rows(_RULES.replace("{now}", "$1::timestamptz"), [context.now])
    if not in_force:
        raise Refusal(RefusalCode.NOT_FOUND, "policy", allowed="a policy version in force")
    now = incentive_rules(*in_force[0])
    volunteers = await database.rows(_STANDINGS, [VOLUNTEERS_MAX + 1])
    if len(volunteers) > VOLUNTEERS_MAX:
        raise Refusal(RefusalCode.CAP_EXCEEDED, "input", allowed=VOLUNTEERS_MAX)
    records = await database.rows(_RECORDS, [])
    # A large district takes seconds, in which others want to be answered.
    differing = await asyncio.to_thread(_differing, volunteers, now, then)
    gains = [found for found in differing if found[1].gains]
    losses = [found for found in differing if found[1].loses]
    shown = gains[:SHOWN_MAX] + losses[:SHOWN_MAX]
    names = await database.rows(_NAMES, [[row["id"] for row, _ in shown]])
    named = {row["id"]: row["name"] for row in names}
    context.reads.note(("StarChangeForecast.name",), map(str, named))
    forecasts = [_forecast(row, now, then) for row in records]
    changed = [found for found in forecasts if found.points_now != found.points_then]
    return PolicyDryRun(
        policy_version=now.version,
        volunteer_count=len(volunteers),
        gain_count=len(gains),
        loss_count=len(losses),
        gains=[_star(*found, named) for found in gains[:SHOWN_MAX]],
        losses=[_star(*found, named) for found in losses[:SHOWN_MAX]],
        record_count=sum(found.record_count for found in forecasts),
        points_now=sum(found.record_count * found.points_now for found in forecasts),
        points_then=sum(found.record_count * found.points_then for found in forecasts),
        points=sorted(changed, key=_weight, reverse=True)[:SHOWN_MAX],
    )


def _tried(given: IncentiveRulesInput, now: datetime) -> IncentiveRules:
    """The rules given, if they could be published."""
    policy = IncentivePolicy.establish(at=now)
    policy.publish(effective_from=now, by="", at=now, **given.values)
    return policy.in_force(now)


_Differing = tuple[Record, StarDifference]


def _differing(
    volunteers: Sequence[Record], now: IncentiveRules, then: IncentiveRules
) -> list[_Differing]:
    found = [(row, star_difference(_standing(row), now, then)) for row in volunteers]
    return [(row, difference) for row, difference in found if difference.gains or difference.loses]


def _standing(row: Record) -> StarStanding:
    return StarStanding(
        level=row["star_level"],
        reached=row["reached"],
        minutes=row["minutes"],
        ratings=RatingTally(row["ratings_count"], row["ratings_total"]),
    )


def _star(
    row: Record, difference: StarDifference, names: dict[UUID, str | None]
) -> StarChangeForecast:
    return StarChangeForecast(
        volunteer_id=strawberry.ID(global_id("Volunteer", row["id"])),
        name=names.get(row["id"]),
        level=row["star_level"],
        earned_now=difference.earned_now,
        earned_then=difference.earned_then,
        minutes=row["minutes"],
        ratings_count=row["ratings_count"],
    )


def _forecast(row: Record, now: IncentiveRules, then: IncentiveRules) -> PointsForecast:
    kind, minutes, score = RecordKind(row["kind"]), row["minutes"], row["score"]
    return PointsForecast(
        kind=kind,
        minutes=minutes,
        score=score,
        record_count=row["records"],
        points_now=record_points(kind, minutes, score, now),
        points_then=record_points(kind, minutes, score, then),
    )


def _weight(found: PointsForecast) -> int:
    return found.record_count * abs(found.points_then - found.points_now)
