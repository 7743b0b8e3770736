"""Series of activities (系列活动)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.activities.making import (
    make_activity,
    require_bookable,
    require_unit_may_hold,
)
from five_steps.commands.activities.plan_input import RecurringPlanCommand
from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.activities.activity_series import ActivitySeries
from five_steps.domain.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanActivitySeries(RecurringPlanCommand):
    """Plan a series (策划系列活动); sign-up to each opens `sign_up_days` days before it."""

    sign_up_days: int = 14


@handles(PlanActivitySeries)
async def plan_activity_series(c: Context, command: PlanActivitySeries) -> UUID:
    """Plan a series; its activities are made later, bit by bit."""
    await require_unit_may_hold(c, command.unit_id)
    plan = command.plan
    await require_bookable(c, plan, command.window)
    series = ActivitySeries.plan_ahead(
        id=c.work.new_id(),
        at=c.now,
        plan=plan,
        recurrence=command.recurrence,
        sign_up_days=command.sign_up_days,
        by=c.actor.subject,
    )
    c.work.add(series)
    return series.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendActivitySeries(Command):
    """Make and publish the activities of a series up to a moment, each once (生成活动)."""

    series_id: UUID
    until: datetime


@handles(ExtendActivitySeries)
async def extend_activity_series(c: Context, command: ExtendActivitySeries) -> UUID:
    """Make the activities that are still to be made, and book their venue."""
    series = await _series_of_staff(c, command.series_id)
    await require_unit_may_hold(c, series.unit_id)
    for activity_id, window in series.extend(command.until, at=c.now):
        try:
            await make_activity(
                c,
                activity_id,
                series.plan,
                window,
                publish=True,
                sign_up_opens_at=window.start - series.sign_up_ahead,
                series_id=series.id,
            )
        except Refusal as refusal:
            # Which of them it is that cannot be: its time is no field of this command.
            details = {**refusal.details, "actual": window.start.isoformat()}
            raise Refusal(refusal.code, "until", **details) from None
    return series.id


@dataclass(frozen=True, slots=True, kw_only=True)
class EndActivitySeries(Command):
    """Make no more activities of a series (结束系列活动); those that were made stay."""

    series_id: UUID
    reason: str


@handles(EndActivitySeries)
async def end_activity_series(c: Context, command: EndActivitySeries) -> UUID:
    """End a series."""
    series = await _series_of_staff(c, command.series_id)
    series.end(reason=command.reason, by=c.actor.subject, at=c.now)
    return series.id


async def _series_of_staff(c: Context, series_id: UUID) -> ActivitySeries:
    series = await c.get(ActivitySeries, series_id, "seriesId")
    await scope.require_unit(c, series.unit_id, "seriesId")
    return series
