"""Calendar months, by which the demo settles."""

from datetime import datetime, timedelta

from five_steps.domain.kernel.district_time import Window, local_day, start_of_day

_A_DAY = timedelta(days=1)


def month_before(now: datetime, months: int) -> Window:
    """The calendar month so many before the one that it is now."""
    end = local_day(now).replace(day=1)
    start = (end - _A_DAY).replace(day=1)
    for _ in range(months - 1):
        start, end = (start - _A_DAY).replace(day=1), start
    return Window(start_of_day(start), start_of_day(end))
