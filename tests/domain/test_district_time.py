"""District time and half-open windows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from five_steps.domain.kernel.district_time import (
    DISTRICT_ZONE,
    Window,
    local_day,
    local_year,
    start_of_day,
    window,
)
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.district import INSTANT, MINUTE, MONDAY, between, moment
from tests.domain.given_when_then import refusal_of

moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001
    lambda naive: naive.replace(tzinfo=UTC)
)
windows = st.builds(
    lambda start, length: Window(start, start + length),
    moments,
    st.timedeltas(INSTANT, timedelta(days=31)),
)


def test_the_day_and_the_year_begin_in_the_district() -> None:
    new_year = datetime(2025, 12, 31, 16, tzinfo=UTC)
    assert (local_day(new_year), local_year(new_year)) == (date(2026, 1, 1), 2026)
    assert local_year(new_year - INSTANT) == 2025
    assert start_of_day(date(2026, 1, 1)) == new_year


def test_minutes_are_cut_off_not_rounded() -> None:
    assert Window(MONDAY, MONDAY + MINUTE - INSTANT).minutes == 0
    assert Window(MONDAY, MONDAY + 2 * MINUTE - INSTANT).minutes == 1


def test_windows_that_touch_do_not_overlap() -> None:
    first, second = between(MONDAY, 60), between(MONDAY + 60 * MINUTE, 60)
    assert not first.overlaps(second)
    assert between(MONDAY, 61).overlaps(second)
    assert between(MONDAY, 600).overlaps(second)


def test_what_a_window_leaves_of_another() -> None:
    afternoon = between(moment(3, 5, 13), 240)
    one, two = between(moment(3, 5, 14), 60), between(moment(3, 5, 16), 30)
    assert afternoon.longest_free_of([]) == afternoon
    assert afternoon.longest_free_of([one]) == between(one.end, 120)
    assert afternoon.longest_free_of([one, two]) == between(moment(3, 5, 13), 60)
    assert afternoon.longest_free_of([one, afternoon]) is None


@for_all(windows, st.lists(windows, max_size=4))
def test_what_is_left_lies_within_and_overlaps_nothing(whole: Window, taken: list[Window]) -> None:
    left = whole.longest_free_of(taken)
    if left is not None:
        assert whole.start <= left.start < left.end <= whole.end
        assert not any(left.overlaps(other) for other in taken)


def test_a_night_is_split_at_midnight_in_the_district() -> None:
    night = between(moment(3, 5, 22), 180)
    as_utc = Window(night.start.astimezone(UTC), night.end.astimezone(UTC))
    for same in (night, as_utc):
        assert list(same.minutes_by_day()) == [(date(2026, 3, 5), 120), (date(2026, 3, 6), 60)]


def test_a_minute_that_spans_midnight_is_not_lost() -> None:
    half_a_minute = timedelta(seconds=30)
    night = between(moment(3, 5, 23, 58) + half_a_minute, 3)
    assert list(night.minutes_by_day()) == [(date(2026, 3, 5), 1), (date(2026, 3, 6), 2)]


@for_all(windows)
def test_the_minutes_of_the_days_add_up(span: Window) -> None:
    by_day = list(span.minutes_by_day())
    assert sum(minutes for _, minutes in by_day) == span.minutes
    assert all(0 <= minutes <= 24 * 60 for _, minutes in by_day)
    days = [day for day, _ in by_day]
    assert days == sorted(set(days))
    assert days[0] == local_day(span.start)


@for_all(windows, windows)
def test_overlap_is_mutual_and_means_a_moment_shared(one: Window, other: Window) -> None:
    shared = max(one.start, other.start) < min(one.end, other.end)
    assert one.overlaps(other) == other.overlaps(one) == shared


def test_a_window_has_an_order_and_a_limit() -> None:
    day = timedelta(days=1)
    assert window(MONDAY, MONDAY + day, days_max=1) == Window(MONDAY, MONDAY + day)
    for end in (MONDAY, MONDAY - day, MONDAY + day + INSTANT):
        refusal = refusal_of(window, MONDAY, end, days_max=1)
        assert (refusal.code, refusal.field) == (RefusalCode.INVALID, "endsAt")


@pytest.mark.parametrize("naive", ["startsAt", "endsAt"])
def test_a_window_has_a_zone(naive: str) -> None:
    start, end = MONDAY, MONDAY + MINUTE
    if naive == "startsAt":
        start = start.replace(tzinfo=None)
    else:
        end = end.replace(tzinfo=None)
    assert refusal_of(window, start, end, days_max=1).field == naive


def test_a_window_at_the_end_of_time_is_no_error() -> None:
    last = datetime.max.replace(tzinfo=DISTRICT_ZONE)
    assert window(last - MINUTE, last, days_max=31).minutes == 1
