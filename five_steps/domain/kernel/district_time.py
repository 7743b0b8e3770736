"""The district's civil time. China keeps one zone without daylight saving (UTC+8)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from five_steps.domain.kernel.checks import aware
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

DISTRICT_ZONE = timezone(timedelta(hours=8), "Asia/Shanghai")


def local_day(moment: datetime) -> date:
    """The civil date of a moment."""
    return moment.astimezone(DISTRICT_ZONE).date()


def local_year(moment: datetime) -> int:
    """The civil year of a moment."""
    return local_day(moment).year


def start_of_day(day: date) -> datetime:
    """The moment a civil date begins."""
    return datetime.combine(day, time.min, DISTRICT_ZONE)


@dataclass(frozen=True, slots=True)
class Window:
    """A half-open span of time: from `start` up to, not including, `end`."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """Whole minutes, cut off (1-minute precision)."""
        return int((self.end - self.start).total_seconds()) // 60

    def overlaps(self, other: "Window") -> bool:
        """Whether the two share any moment."""
        return self.start < other.end and other.start < self.end

    def longest_free_of(self, taken: Iterable["Window"]) -> "Window | None":
        """The longest stretch that none of the windows takes, the first of equal ones."""
        stretches = [self]
        for other in taken:
            stretches = [part for stretch in stretches for part in stretch.without(other)]
        return max(stretches, key=lambda stretch: stretch.end - stretch.start, default=None)

    def without(self, other: "Window") -> Iterator["Window"]:
        """What another window leaves of this one: all, a piece at either end, or nothing."""
        if not self.overlaps(other):
            yield self
            return
        if self.start < other.start:
            yield Window(self.start, other.start)
        if other.end < self.end:
            yield Window(other.end, self.end)

    def minutes_by_day(self) -> Iterator[tuple[date, int]]:
        """The minutes that end on each civil date; together they are `minutes`."""
        counted = 0
        start = self.start
        while start < self.end:
            midnight = start_of_day(local_day(start) + timedelta(days=1))
            end = min(midnight, self.end)
            until_end = Window(self.start, end).minutes
            yield local_day(start), until_end - counted
            counted, start = until_end, end


def window(start: datetime, end: datetime, *, days_max: int) -> Window:
    """A window with `start` before `end` and at most `days_max` days long."""
    aware("startsAt", start)
    aware("endsAt", end)
    if not timedelta(0) < end - start <= timedelta(days=days_max):
        raise Refusal(
            RefusalCode.INVALID,
            "endsAt",
            allowed=f"after startsAt, at most {days_max} days later",
        )
    return Window(start, end)
