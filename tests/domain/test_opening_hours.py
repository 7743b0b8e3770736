"""Opening hours 开放时间: windows of the week, several a day, and dates with nothing open."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.organisation.opening_hours import (
    AT_ALL_HOURS,
    CLOSED_DATES_MAX,
    DAY_MINUTES,
    WINDOWS_MAX,
    OpeningHours,
    OpenWindow,
)
from tests.domain.district import moment
from tests.domain.given_when_then import refusal_of

MORNING, AFTERNOON = OpenWindow(1, 8 * 60, 12 * 60), OpenWindow(1, 14 * 60, 18 * 60)
LATE, EARLY = OpenWindow(2, 20 * 60, DAY_MINUTES), OpenWindow(3, 0, 2 * 60)
HOLIDAY = date(2026, 3, 9)
HOURS = OpeningHours.checked([AFTERNOON, MORNING, LATE, EARLY], [HOLIDAY])
"""The week of Monday, 2 March 2026, and a holiday the Monday after."""


def wanted(start: datetime, end: datetime) -> Window:
    return Window(start, end)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (moment(3, 2, 8), moment(3, 2, 12)),
        (moment(3, 2, 15, 30), moment(3, 2, 16)),
        (moment(3, 3, 22), moment(3, 4, 2)),
        (moment(3, 16, 8), moment(3, 16, 9)),
    ],
)
def test_open_from_start_to_end(start: datetime, end: datetime) -> None:
    HOURS.require_open(wanted(start, end))


@pytest.mark.parametrize(
    ("start", "end", "allowed"),
    [
        (moment(3, 2, 11), moment(3, 2, 15), "2026-03-02 08:00–12:00, 14:00–18:00"),
        (moment(3, 2, 7, 59), moment(3, 2, 9), "2026-03-02 08:00–12:00, 14:00–18:00"),
        (moment(3, 3, 22), moment(3, 4, 3), "2026-03-04 00:00–02:00"),
        (moment(3, 5, 9), moment(3, 5, 10), "2026-03-05 closed"),
        (moment(3, 9, 9), moment(3, 9, 10), "2026-03-09 closed"),
    ],
)
def test_closed_for_a_part_is_closed(start: datetime, end: datetime, allowed: str) -> None:
    refusal = refusal_of(HOURS.require_open, wanted(start, end))
    assert (refusal.code, refusal.field) == (RefusalCode.CLOSED, "startsAt")
    assert refusal.details == {"allowed": allowed}


def test_windows_that_touch_are_one() -> None:
    hours = OpeningHours.checked(
        [OpenWindow(1, 60, 120), OpenWindow(1, 0, 60), OpenWindow(1, 90, 100), OpenWindow(2, 0, 1)],
        [],
    )
    assert hours.windows == (OpenWindow(1, 0, 120), OpenWindow(2, 0, 1))


def test_an_event_holds_them_in_plain_lists() -> None:
    assert OpeningHours.of_fields(*HOURS.fields()) == HOURS
    assert HOURS.fields().closed_dates == ["2026-03-09"]


def test_at_all_hours_is_open_over_midnight() -> None:
    AT_ALL_HOURS.require_open(wanted(moment(3, 2, 23), moment(3, 9, 1)))


@pytest.mark.parametrize(
    ("window", "field"),
    [
        (OpenWindow(0, 0, 60), "openWindows.weekday"),
        (OpenWindow(8, 0, 60), "openWindows.weekday"),
        (OpenWindow(1, -1, 60), "openWindows.opensMinute"),
        (OpenWindow(1, DAY_MINUTES, DAY_MINUTES), "openWindows.opensMinute"),
        (OpenWindow(1, 60, 60), "openWindows.closesMinute"),
        (OpenWindow(1, 60, DAY_MINUTES + 1), "openWindows.closesMinute"),
    ],
)
def test_what_is_no_window(window: OpenWindow, field: str) -> None:
    refusal = refusal_of(OpeningHours.checked, [window], [])
    assert (refusal.code, refusal.field) == (RefusalCode.INVALID, field)


def test_how_many_there_may_be() -> None:
    for windows in ([], [MORNING] * (WINDOWS_MAX + 1)):
        assert refusal_of(OpeningHours.checked, windows, []).field == "openWindows"
    dates = [HOLIDAY] * (CLOSED_DATES_MAX + 1)
    assert refusal_of(OpeningHours.checked, [MORNING], dates).field == "closedDates"
