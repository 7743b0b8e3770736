"""When something recurs (周期): every so many weeks or months, so often or until a day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import count, takewhile
from typing import Any

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.district_time import DISTRICT_ZONE, Window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

OCCURRENCES_MAX = 104
"""Two years of weeks."""
INTERVAL_MAX = 12


class Frequency(StrEnum):
    """How something recurs (周期)."""

    WEEKLY = "WEEKLY"
    """On the same day of the week 每周."""
    MONTHLY = "MONTHLY"
    """On the same day of the month, or its last if it is shorter 每月."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """The first window, and how others follow from it; either `times` or `until` ends it."""

    first: Window
    frequency: Frequency
    interval: int
    times: int | None
    until: datetime | None

    @classmethod
    def checked(
        cls,
        *,
        first: Window,
        frequency: Frequency,
        interval: int,
        times: int | None,
        until: datetime | None,
    ) -> "Recurrence":
        """The recurrence as given, if it ends, soon enough and not before it has begun."""
        checks.whole("interval", interval, least=1, most=INTERVAL_MAX)
        if (times is None) == (until is None):
            raise Refusal(RefusalCode.INVALID, "times", allowed="either times or until")
        if times is not None:
            checks.whole("times", times, least=1, most=OCCURRENCES_MAX)
        if until is not None and checks.aware("until", until) <= first.start:
            raise Refusal(RefusalCode.INVALID, "until", allowed=f"after {first.start.isoformat()}")
        recurrence = cls(
            first=first, frequency=frequency, interval=interval, times=times, until=until
        )
        if until is not None and recurrence._nth(OCCURRENCES_MAX).start < until:
            raise Refusal(RefusalCode.INVALID, "until", allowed=f"at most {OCCURRENCES_MAX} times")
        return recurrence

    @classmethod
    def of_fields(
        cls, *, starts_at: datetime, ends_at: datetime, frequency: str, **fields: Any
    ) -> "Recurrence":
        """The recurrence that an event keeps."""
        return cls(first=Window(starts_at, ends_at), frequency=Frequency(frequency), **fields)

    def fields(self) -> dict[str, Any]:
        """The fields by which an event keeps it."""
        return {
            "starts_at": self.first.start,
            "ends_at": self.first.end,
            "frequency": self.frequency.value,
            "interval": self.interval,
            "times": self.times,
            "until": self.until,
        }

    @property
    def windows(self) -> tuple[Window, ...]:
        """All windows, in their order."""
        if self.times is not None:
            return tuple(self._nth(number) for number in range(self.times))
        until = self.until
        assert until is not None
        return tuple(takewhile(lambda window: window.start < until, map(self._nth, count())))

    def _nth(self, number: int) -> Window:
        start = self._start(number * self.interval)
        return Window(start, start + (self.first.end - self.first.start))

    def _start(self, steps: int) -> datetime:
        first = self.first.start.astimezone(DISTRICT_ZONE)
        if self.frequency is Frequency.WEEKLY:
            return first + timedelta(weeks=steps)
        # From the first each time: the 31st comes back after a shorter month.
        years, month = divmod(first.month - 1 + steps, 12)
        year = first.year + years
        day = min(first.day, monthrange(year, month + 1)[1])
        return first.replace(year=year, month=month + 1, day=day)
