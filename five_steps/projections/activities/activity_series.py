"""Series of activities (系列活动)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.domain.activities.activity_series import ActivitySeries
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class ActivitySeriesRow:
    """A series; `starts_at` and `ends_at` are the first activity's."""

    id: Id
    unit_id: Id
    line: str
    sub_form: str
    method: str | None
    title: str
    venue_id: Id | None
    capacity: int
    starts_at: datetime
    ends_at: datetime
    frequency: str
    interval: int
    times: int | None
    until: datetime | None
    sign_up_days: int
    activity_count: int
    ended_at: datetime | None
    ended_reason: str | None
    position: Position


class ActivitySeriesView(Projection):
    """`read.activity_series`."""

    name = "activity_series"

    def declare(self) -> None:
        self.series = self.table(
            Rows[Id, ActivitySeriesRow](
                ActivitySeriesRow, "activity_series", key=["id"], indexes=["(unit_id)"]
            )
        )

    @on(ActivitySeries.Created)
    def planned(
        self,
        event: Event,
        unit_id: Id,
        line: str,
        sub_form: str,
        method: str | None,
        title: str,
        venue_id: Id | None,
        capacity: int,
        starts_at: datetime,
        ends_at: datetime,
        frequency: str,
        interval: int,
        times: int | None,
        until: datetime | None,
        sign_up_days: int,
    ) -> None:
        self.series.add(
            ActivitySeriesRow(
                id=event.stream,
                unit_id=unit_id,
                line=line,
                sub_form=sub_form,
                method=method,
                title=title,
                venue_id=venue_id,
                capacity=capacity,
                starts_at=starts_at,
                ends_at=ends_at,
                frequency=frequency,
                interval=interval,
                times=times,
                until=until,
                sign_up_days=sign_up_days,
                activity_count=0,
                ended_at=None,
                ended_reason=None,
                position=event.position,
            )
        )

    @on(ActivitySeries.Extended)
    def extended(self, event: Event, activity_ids: list[Id]) -> None:
        series = self.series.change(event.stream)
        series.activity_count += len(activity_ids)
        series.position = event.position

    @on(ActivitySeries.Ended)
    def ended(self, event: Event, reason: str) -> None:
        series = self.series.change(event.stream)
        series.ended_at = event.at
        series.ended_reason = reason
        series.position = event.position
