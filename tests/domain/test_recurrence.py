"""When something recurs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from five_steps.domain.activities.recurrence import OCCURRENCES_MAX, Frequency, Recurrence
from five_steps.domain.kernel.district_time import DISTRICT_ZONE, local_day
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.activities import GALA, recurrence
from tests.domain.district import DAY, INSTANT, between, moment
from tests.domain.given_when_then import refusal_of

MONTHLY = Frequency.MONTHLY


def days(of: Recurrence) -> list[str]:
    return [local_day(window.start).isoformat() for window in of.windows]


def test_every_other_week() -> None:
    assert days(recurrence(interval=2)) == ["2026-03-14", "2026-03-28", "2026-04-11"]


def test_the_last_day_of_shorter_months() -> None:
    first = between(moment(1, 31, 9), 60)
    expected = ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]
    assert days(recurrence(first=first, frequency=MONTHLY, times=4)) == expected


def test_it_ends_before_a_moment() -> None:
    fourth = GALA.start + 21 * DAY
    assert len(recurrence(times=None, until=fourth).windows) == 3
    assert len(recurrence(times=None, until=fourth + INSTANT).windows) == 4


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("interval", {"interval": 0}),
        ("interval", {"interval": 13}),
        ("times", {"times": 0}),
        ("times", {"times": OCCURRENCES_MAX + 1}),
        ("times", {"times": None}),
        ("times", {"until": GALA.end}),
        ("until", {"times": None, "until": GALA.start}),
        ("until", {"times": None, "until": GALA.start + 7 * OCCURRENCES_MAX * DAY + INSTANT}),
    ],
)
def test_what_cannot_recur(field: str, changes: dict[str, object]) -> None:
    refusal = refusal_of(recurrence, **changes)
    assert (refusal.code, refusal.field) == (RefusalCode.INVALID, field)


@given(
    frequency=st.sampled_from(Frequency),
    interval=st.integers(1, 12),
    times=st.integers(1, OCCURRENCES_MAX),
    day=st.integers(0, 400),
)
def test_windows_keep_their_hour_their_length_and_their_order(
    frequency: Frequency, interval: int, times: int, day: int
) -> None:
    first = between(moment(1, 1, 19, 30) + day * DAY, 90)
    recurs = recurrence(first=first, frequency=frequency, interval=interval, times=times)
    windows = recurs.windows
    assert windows[0] == first
    assert len(windows) == times
    starts = [window.start.astimezone(DISTRICT_ZONE) for window in windows]
    assert sorted(set(starts)) == starts
    assert {(start.hour, start.minute) for start in starts} == {(19, 30)}
    assert {window.minutes for window in windows} == {90}
    assert Recurrence.of_fields(**recurs.fields()) == recurs
