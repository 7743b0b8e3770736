"""A redemption counter (兑换点): a 积分超市, a shop, a library."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.district_time import DISTRICT_ZONE
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

DAY_MINUTES = 24 * 60
WEEKDAYS = range(1, 8)
DAY_POINTS_MAX = 10_000_000
OPERATOR_CHARS_MAX = 100
OPERATORS_MAX = 50


class Counter(Aggregate):
    """A counter with operators, opening hours and a limit of points a day."""

    TOPIC = "counter"

    class Created(Aggregate.Created):
        """The counter was opened (设立)."""

        TOPIC = "counter.created"
        unit_id: UUID
        merchant_id: UUID | None
        name: str
        place: str

        def apply(self, counter: "Counter") -> None:
            counter.unit_id = self.unit_id
            counter.merchant_id = self.merchant_id

    class HoursSet(Aggregate.Event):
        """Opening hours in district time (营业时间).

        Weekdays are 1 (Monday) to 7; minutes count from midnight.
        """

        TOPIC = "counter.hours_set"
        weekdays: list[int]
        opens_minute: int
        closes_minute: int

        def apply(self, counter: "Counter") -> None:
            counter.weekdays = tuple(self.weekdays)
            counter.opens_minute = self.opens_minute
            counter.closes_minute = self.closes_minute

    class DayLimitSet(Aggregate.Event):
        """How many points the counter may take a day (每日限额)."""

        TOPIC = "counter.day_limit_set"
        points: int

        def apply(self, counter: "Counter") -> None:
            counter.day_points_max = self.points

    class OperatorAppointed(Aggregate.Event):
        """Somebody may work the counter (指定操作员)."""

        TOPIC = "counter.operator_appointed"
        operator: str

        def apply(self, counter: "Counter") -> None:
            counter.operators = counter.operators | {self.operator}

    class OperatorDismissed(Aggregate.Event):
        """Somebody no longer works the counter (撤销操作员)."""

        TOPIC = "counter.operator_dismissed"
        operator: str

        def apply(self, counter: "Counter") -> None:
            counter.operators = counter.operators - {self.operator}

    class ShutDown(Aggregate.Event):
        """The counter takes no more holds (停用)."""

        TOPIC = "counter.shut_down"
        reason: str

        def apply(self, counter: "Counter") -> None:
            counter.shut = True

    def __init__(self) -> None:
        self.unit_id: UUID
        self.merchant_id: UUID | None = None
        self.weekdays: tuple[int, ...] = tuple(WEEKDAYS)
        self.opens_minute = 0
        self.closes_minute = DAY_MINUTES
        self.day_points_max = DAY_POINTS_MAX
        self.operators: frozenset[str] = frozenset()
        self.shut = False

    @classmethod
    def open(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        unit_id: UUID,
        merchant_id: UUID | None,
        name: str,
        place: str,
    ) -> "Counter":
        """Open a counter of a unit, run by a merchant or by the unit itself."""
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            unit_id=unit_id,
            merchant_id=merchant_id,
            name=checks.name("name", name),
            place=checks.text("place", place, chars_max=checks.REASON_CHARS_MAX),
        )

    def set_hours(
        self, weekdays: Sequence[int], opens_minute: int, closes_minute: int, *, at: datetime
    ) -> None:
        """Set the opening hours."""
        self._require_open_for_business()
        days = sorted(set(weekdays))
        if not days or any(day not in WEEKDAYS for day in days):
            raise Refusal(RefusalCode.INVALID, "weekdays", allowed="1 (Monday) to 7")
        checks.whole("opensMinute", opens_minute, least=0, most=DAY_MINUTES - 1)
        checks.whole("closesMinute", closes_minute, least=opens_minute + 1, most=DAY_MINUTES)
        self.trigger_event(
            self.HoursSet,
            timestamp=at,
            weekdays=days,
            opens_minute=opens_minute,
            closes_minute=closes_minute,
        )

    def set_day_limit(self, points: int, *, at: datetime) -> None:
        """Set how many points the counter may take a day."""
        self._require_open_for_business()
        checks.whole("points", points, least=0, most=DAY_POINTS_MAX)
        self.trigger_event(self.DayLimitSet, timestamp=at, points=points)

    def appoint(self, operator: str, *, at: datetime) -> None:
        """Appoint an operator, known by the subject of their token.

        A counter that is shut down may need one still, for what was held before and for returns.
        """
        operator = checks.text("operator", operator, chars_max=OPERATOR_CHARS_MAX)
        if operator in self.operators:
            raise Refusal(RefusalCode.DUPLICATE, "operator")
        if len(self.operators) >= OPERATORS_MAX:
            raise Refusal(RefusalCode.FULL, "operator", allowed=OPERATORS_MAX)
        self.trigger_event(self.OperatorAppointed, timestamp=at, operator=operator)

    def dismiss(self, operator: str, *, at: datetime) -> None:
        """Dismiss an operator."""
        if operator not in self.operators:
            raise Refusal(RefusalCode.NOT_FOUND, "operator", allowed="an operator of the counter")
        self.trigger_event(self.OperatorDismissed, timestamp=at, operator=operator)

    def shut_down(self, *, reason: str, at: datetime) -> None:
        """Take no more holds; what is held may still be confirmed, cancelled or returned."""
        self._require_open_for_business()
        self.trigger_event(self.ShutDown, timestamp=at, reason=checks.reason("reason", reason))

    def require_open(self, at: datetime) -> None:
        """Refuse outside the opening hours."""
        self._require_open_for_business()
        local = at.astimezone(DISTRICT_ZONE)
        minute = local.hour * 60 + local.minute
        if local.isoweekday() in self.weekdays and (
            self.opens_minute <= minute < self.closes_minute
        ):
            return
        days = ", ".join(map(str, self.weekdays))
        raise Refusal(
            RefusalCode.CLOSED,
            "counterId",
            allowed=f"{days} {_clock(self.opens_minute)}–{_clock(self.closes_minute)}",
        )

    def _require_open_for_business(self) -> None:
        if self.shut:
            raise Refusal(RefusalCode.WRONG_STATE, "counterId", actual="SHUT_DOWN", allowed="OPEN")


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
