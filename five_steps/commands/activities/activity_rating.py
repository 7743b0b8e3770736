"""What those who were there say of an activity (评价)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.activities.activity import Activity
from five_steps.domain.kernel import checks


@dataclass(frozen=True, slots=True, kw_only=True)
class RateActivity(Command):
    """Rate an activity that you were at, 1–5, once (评价活动); the comment is sealed for you."""

    activity_id: UUID
    participant_id: UUID
    score: int
    comment: str = ""


@handles(RateActivity)
async def rate_activity(c: Context, command: RateActivity) -> UUID:
    """Rate an activity."""
    scope.require_self(c, command.participant_id, "participantId")
    activity = await c.get(Activity, command.activity_id, "activityId")
    comment = checks.text("comment", command.comment, chars_min=0)
    activity.rate(
        command.participant_id,
        command.score,
        comment=await c.seal(command.participant_id, comment, "participantId") if comment else "",
        rules=await c.service_rules(),
        at=c.now,
    )
    return activity.id
