"""What a counter takes on one civil day (兑换点日账), so that its limit holds."""

from datetime import date, datetime
from uuid import UUID

from five_steps.domain.kernel.aggregate import Aggregate, companion_id
from five_steps.domain.kernel.district_time import local_day
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


class CounterDay(Aggregate):
    """Points held at a counter on a day; those given back make room again."""

    TOPIC = "counter_day"

    class Created(Aggregate.Created):
        """The counter's first hold of the day (开账)."""

        TOPIC = "counter_day.created"
        counter_id: UUID

    class PointsTaken(Aggregate.Event):
        """A redemption was held at the counter (计入当日)."""

        TOPIC = "counter_day.points_taken"
        redemption_id: UUID
        points: int

        def apply(self, day: "CounterDay") -> None:
            day.points += self.points

    class PointsGivenBack(Aggregate.Event):
        """It was cancelled, timed out or returned (当日退回)."""

        TOPIC = "counter_day.points_given_back"
        redemption_id: UUID
        points: int

        def apply(self, day: "CounterDay") -> None:
            day.points -= self.points

    def __init__(self) -> None:
        self.points = 0

    @classmethod
    def begin(cls, counter_id: UUID, *, at: datetime) -> "CounterDay":
        """Begin the counter's day."""
        return cls._create(
            cls.Created,
            id=counter_day_id(counter_id, local_day(at)),
            timestamp=at,
            counter_id=counter_id,
        )

    def take(self, redemption_id: UUID, points: int, *, limit: int, at: datetime) -> None:
        """Take points, up to the counter's limit for a day."""
        if self.points + points > limit:
            left = max(limit - self.points, 0)
            raise Refusal(RefusalCode.LIMIT_REACHED, "counterId", allowed=left, actual=points)
        self.trigger_event(
            self.PointsTaken, timestamp=at, redemption_id=redemption_id, points=points
        )

    def give_back(self, redemption_id: UUID, points: int, *, at: datetime) -> None:
        """Give points back."""
        self.trigger_event(
            self.PointsGivenBack, timestamp=at, redemption_id=redemption_id, points=points
        )


def counter_day_id(counter_id: UUID, day: date) -> UUID:
    """The id of a counter's day."""
    return companion_id(counter_id, f"day:{day.isoformat()}")
