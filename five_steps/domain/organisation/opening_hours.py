"""Opening hours (开放时间): the windows of a week, and the dates on which nothing is open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.district_time import Window, local_day, start_of_day
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

DAY_MINUTES = 24 * 60
WINDOWS_MAX = 70
"""Ten a weekday."""
CLOSED_DATES_MAX = 366


@dataclass(frozen=True, slots=True, order=True)
class OpenWindow:
    """Open on a weekday, 1 (Monday) to 7, between two minutes after midnight, district time."""

    weekday: int
    opens_minute: int
    closes_minute: int

    def __str__(self) -> str:
        return f"{_clock(self.opens_minute)}–{_clock(self.closes_minute)}"


class HoursFields(NamedTuple):
    """Opening hours as an event holds them, in plain lists."""

    weekdays: list[int]
    opens_minutes: list[int]
    closes_minutes: list[int]
    closed_dates: list[str]


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The windows of a week in their order, none touching another, and the dates without any."""

    windows: tuple[OpenWindow, ...]
    closed_dates: frozenset[date] = frozenset()

    @classmethod
    def checked(cls, windows: Sequence[OpenWindow], closed_dates: Sequence[date]) -> "OpeningHours":
        """Opening hours as given, if they can be; windows that touch are one."""
        if not 1 <= len(windows) <= WINDOWS_MAX:
            raise Refusal(
                RefusalCode.INVALID, "openWindows", allowed=f"1–{WINDOWS_MAX} open windows"
            )
        if len(closed_dates) > CLOSED_DATES_MAX:
            raise Refusal(
                RefusalCode.INVALID, "closedDates", allowed=f"at most {CLOSED_DATES_MAX} dates"
            )
        for window in windows:
            _check(window)
        return cls(tuple(_joined(sorted(windows))), frozenset(closed_dates))

    @classmethod
    def of_fields(
        cls,
        weekdays: Sequence[int],
        opens_minutes: Sequence[int],
        closes_minutes: Sequence[int],
        closed_dates: Sequence[str],
    ) -> "OpeningHours":
        """The opening hours that an event holds."""
        windows = zip(weekdays, opens_minutes, closes_minutes, strict=True)
        return cls(
            tuple(OpenWindow(*window) for window in windows),
            frozenset(map(date.fromisoformat, closed_dates)),
        )

    def fields(self) -> HoursFields:
        """These hours as an event holds them."""
        return HoursFields(
            [window.weekday for window in self.windows],
            [window.opens_minute for window in self.windows],
            [window.closes_minute for window in self.windows],
            [day.isoformat() for day in sorted(self.closed_dates)],
        )

    def require_open(self, wanted: Window) -> None:
        """Refuse a window that is not open from its start to its end."""
        shut = wanted.longest_free_of(self._open_during(wanted))
        if shut is not None:
            raise Refusal(
                RefusalCode.CLOSED, "startsAt", allowed=self._described(local_day(shut.start))
            )

    def _open_during(self, wanted: Window) -> Iterator[Window]:
        day, last = local_day(wanted.start), local_day(wanted.end)
        while day <= last:
            midnight = start_of_day(day)
            for window in self._of_day(day):
                yield Window(
                    midnight + timedelta(minutes=window.opens_minute),
                    midnight + timedelta(minutes=window.closes_minute),
                )
            day += timedelta(days=1)

    def _of_day(self, day: date) -> list[OpenWindow]:
        if day in self.closed_dates:
            return []
        return [window for window in self.windows if window.weekday == day.isoweekday()]

    def _described(self, day: date) -> str:
        return f"{day.isoformat()} " + (", ".join(map(str, self._of_day(day))) or "closed")


AT_ALL_HOURS = OpeningHours(tuple(OpenWindow(weekday, 0, DAY_MINUTES) for weekday in range(1, 8)))
"""Open day and night: what holds until somebody says otherwise."""


def _check(window: OpenWindow) -> None:
    checks.whole("openWindows.weekday", window.weekday, least=1, most=7)
    opens = checks.whole(
        "openWindows.opensMinute", window.opens_minute, least=0, most=DAY_MINUTES - 1
    )
    checks.whole(
        "openWindows.closesMinute", window.closes_minute, least=opens + 1, most=DAY_MINUTES
    )


def _joined(windows: Sequence[OpenWindow]) -> Iterator[OpenWindow]:
    """The same hours in windows that do not touch."""
    last = windows[0]
    for window in windows[1:]:
        if window.weekday == last.weekday and window.opens_minute <= last.closes_minute:
            closes = max(last.closes_minute, window.closes_minute)
            last = OpenWindow(last.weekday, last.opens_minute, closes)
        else:
            yield last
            last = window
    yield last


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
