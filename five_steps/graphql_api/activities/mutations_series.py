"""Series of activities (系列活动)."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from five_steps.commands.activities.series import (
    EndActivitySeries,
    ExtendActivitySeries,
    PlanActivitySeries,
)
from five_steps.graphql_api.activities.plan_input import RecurringPlanInput
from five_steps.graphql_api.activities.results import (
    ActivitySeriesChanged,
    ActivitySeriesResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run


@strawberry.input(description="A command about a series.")
class SeriesInput(CommandInput):
    """A command about a series."""

    series_id: strawberry.ID = strawberry.field(description="The series 系列活动.")

    @property
    def series(self) -> UUID:
        """The series' own id."""
        return local_id("seriesId", self.series_id, "ActivitySeries")


@strawberry.input(description="A series to plan (策划系列活动).")
class PlanActivitySeriesInput(RecurringPlanInput):
    """A series to plan."""

    sign_up_days: int = strawberry.field(
        default=14, description="Days before each activity that sign-up opens 报名提前天数, 0–365."
    )

    def command(self) -> PlanActivitySeries:
        """The command that is asked for."""
        return PlanActivitySeries(**self.recurring_plan(), sign_up_days=self.sign_up_days)


@strawberry.input(description="How far a series is to be made (生成活动).")
class ExtendActivitySeriesInput(SeriesInput):
    """How far a series is to be made."""

    until: datetime = strawberry.field(
        description="Those that start before this moment are made 生成至."
    )

    def command(self) -> ExtendActivitySeries:
        """The command that is asked for."""
        return ExtendActivitySeries(series_id=self.series, until=self.until)


@strawberry.input(description="A series to end (结束系列活动).")
class EndActivitySeriesInput(SeriesInput):
    """A series to end."""

    reason: str = strawberry.field(description="Why 结束原因, 1–500 characters.")

    def command(self) -> EndActivitySeries:
        """The command that is asked for."""
        return EndActivitySeries(series_id=self.series, reason=self.reason)


@strawberry.type(description="Series of activities.")
class SeriesMutations:
    """Series of activities."""

    @strawberry.mutation(
        description="Plan a series 策划系列活动; its activities are made bit by bit with "
        "`extendActivitySeries`."
    )
    async def plan_activity_series(
        self,
        info: Info,
        input: Annotated[PlanActivitySeriesInput, GIVEN],  # noqa: A002
    ) -> ActivitySeriesResult:
        """Plan a series."""
        return await run(info, input, ActivitySeriesChanged)

    @strawberry.mutation(
        description="Make and publish the activities of a series up to a moment, and book their "
        "venue 生成活动; each is made once."
    )
    async def extend_activity_series(
        self,
        info: Info,
        input: Annotated[ExtendActivitySeriesInput, GIVEN],  # noqa: A002
    ) -> ActivitySeriesResult:
        """Make activities of a series."""
        return await run(info, input, ActivitySeriesChanged)

    @strawberry.mutation(
        description="Make no more activities of a series 结束系列活动; those that were made stay."
    )
    async def end_activity_series(
        self,
        info: Info,
        input: Annotated[EndActivitySeriesInput, GIVEN],  # noqa: A002
    ) -> ActivitySeriesResult:
        """End a series."""
        return await run(info, input, ActivitySeriesChanged)
