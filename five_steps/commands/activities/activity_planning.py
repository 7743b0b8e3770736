"""Planning an activity, publishing it, and what may change then (策划与发布)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.activities.making import (
    make_activity,
    publish_activity,
    require_holds,
    require_unit_may_hold,
)
from five_steps.commands.activities.parties import activity_of_staff
from five_steps.commands.activities.plan_input import PlanCommand
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateActivity(PlanCommand):
    """Plan an activity of a unit, and book its venue in the same step (策划活动).

    Sign-up is open from its publication until it begins, if not said otherwise; with `publish` it
    is published at once.
    """

    sign_up_opens_at: datetime | None = None
    sign_up_closes_at: datetime | None = None
    publish: bool = False


@handles(CreateActivity)
async def create_activity(c: Context, command: CreateActivity) -> UUID:
    """Plan an activity."""
    await require_unit_may_hold(c, command.unit_id)
    activity_id = c.work.new_id()
    await make_activity(
        c,
        activity_id,
        command.plan,
        command.window,
        publish=command.publish,
        sign_up_opens_at=command.sign_up_opens_at,
        sign_up_closes_at=command.sign_up_closes_at,
    )
    return activity_id


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishActivity(Command):
    """Publish an activity: people sign up, volunteers come on duty (发布活动)."""

    activity_id: UUID


@handles(PublishActivity)
async def publish_planned_activity(c: Context, command: PublishActivity) -> UUID:
    """Publish an activity."""
    activity = await activity_of_staff(c, command.activity_id)
    publish_activity(c, activity)
    return activity.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeActivity(Command):
    """Change what people read of an activity, or how many may come (变更活动).

    Sign-up closes when it begins, if no other moment is given.
    """

    activity_id: UUID
    title: str
    description: str = ""
    place: str = ""
    capacity: int
    sign_up_closes_at: datetime | None = None


@handles(ChangeActivity)
async def change_activity(c: Context, command: ChangeActivity) -> UUID:
    """Change an activity; more places go to those who wait for one."""
    activity = await activity_of_staff(c, command.activity_id)
    await require_holds(c, activity.plan.venue_id, command.capacity)
    activity.change(
        title=command.title,
        description=command.description,
        place=command.place,
        capacity=command.capacity,
        sign_up_closes_at=command.sign_up_closes_at or activity.starts_at,
        at=c.now,
    )
    return activity.id
