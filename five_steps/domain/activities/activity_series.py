"""A series of activities (系列活动): the same plan, again and again."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from five_steps.domain.activities.plan import ActivityPlan
from five_steps.domain.activities.recurrence import Recurrence
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, companion_id
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

SIGN_UP_DAYS_MAX = 365
_FIELD = "seriesId"


class ActivitySeries(Aggregate):
    """A plan that recurs; its activities are made from it bit by bit, each once."""

    TOPIC = "activity_series"

    class Created(Aggregate.Created):
        """A series was planned (策划); sign-up to each opens `sign_up_days` days before it."""

        TOPIC = "activity_series.created"
        unit_id: UUID
        line: str
        sub_form: str
        method: str | None
        title: str
        description: str
        place: str
        venue_id: UUID | None
        capacity: int
        duty_headcount: int
        duty_category: str | None
        duty_skills: list[str]
        starts_at: datetime
        ends_at: datetime
        frequency: str
        interval: int
        times: int | None
        until: datetime | None
        sign_up_days: int
        created_by: str

        def apply(self, series: "ActivitySeries") -> None:
            series.plan = ActivityPlan.kept_by(self)
            series.recurrence = Recurrence.of_fields(
                starts_at=self.starts_at,
                ends_at=self.ends_at,
                frequency=self.frequency,
                interval=self.interval,
                times=self.times,
                until=self.until,
            )
            series.sign_up_days = self.sign_up_days

    class Extended(Aggregate.Event):
        """The activities up to the `made`-th were made, but for those over by then (续排)."""

        TOPIC = "activity_series.extended"
        made: int
        activity_ids: list[UUID]

        def apply(self, series: "ActivitySeries") -> None:
            series.made = self.made

    class Ended(Aggregate.Event):
        """No more activities are made of it (结束); those that were stay."""

        TOPIC = "activity_series.ended"
        reason: str
        ended_by: str

        def apply(self, series: "ActivitySeries") -> None:
            series.ended = True

    def __init__(self) -> None:
        self.plan: ActivityPlan
        self.recurrence: Recurrence
        self.sign_up_days = 0
        self.made = 0
        self.ended = False

    @classmethod
    def plan_ahead(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        plan: ActivityPlan,
        recurrence: Recurrence,
        sign_up_days: int,
        by: str,
    ) -> "ActivitySeries":
        """Plan a series that has not begun."""
        checks.still_ahead("startsAt", recurrence.first.start, at)
        checks.whole("signUpDays", sign_up_days, least=0, most=SIGN_UP_DAYS_MAX)
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            **plan.fields(),
            **recurrence.fields(),
            sign_up_days=sign_up_days,
            created_by=by,
        )

    @property
    def unit_id(self) -> UUID:
        """The unit that holds it."""
        return self.plan.unit_id

    @property
    def sign_up_ahead(self) -> timedelta:
        """How long before an activity sign-up to it opens."""
        return timedelta(days=self.sign_up_days)

    def extend(self, until: datetime, *, at: datetime) -> Sequence[tuple[UUID, Window]]:
        """Make its activities up to a moment, from where it was left: their ids and windows.

        The id of the nth is always the same, so that none can be made twice.
        """
        self._require_going_on()
        windows = self.recurrence.windows
        made = sum(window.start < checks.aware("until", until) for window in windows)
        new = [
            (activity_of_series_id(self.id, number), windows[number])
            for number in range(self.made, made)
            if windows[number].start > at
        ]
        if not new:
            raise Refusal(
                RefusalCode.DUPLICATE, "until", actual=f"{self.made} of {len(windows)} made"
            )
        self.trigger_event(
            self.Extended,
            timestamp=at,
            made=made,
            activity_ids=[activity_id for activity_id, _ in new],
        )
        return new

    def end(self, *, reason: str, by: str, at: datetime) -> None:
        """Make no more of it."""
        self._require_going_on()
        self.trigger_event(
            self.Ended, timestamp=at, reason=checks.reason("reason", reason), ended_by=by
        )

    def _require_going_on(self) -> None:
        if self.ended:
            raise Refusal(RefusalCode.WRONG_STATE, _FIELD, actual="ENDED", allowed="GOING_ON")


def activity_of_series_id(series_id: UUID, number: int) -> UUID:
    """The id of the activity of that number, from 0, in a series."""
    return companion_id(series_id, f"activity {number}")
