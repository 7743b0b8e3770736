"""All that happens around activities in the demo's year."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from five_steps.commands.kernel.secrets import Secrets
from five_steps.operations.demo.activities.activity_steps import activity_steps
from five_steps.operations.demo.activities.planned import busy_days, planned_activities
from five_steps.operations.demo.activities.recurring import recurring_steps
from five_steps.operations.demo.plan import PlannedOrder
from five_steps.operations.demo.roster import Roster
from five_steps.operations.demo.step import Step
from five_steps.operations.demo.wanted import YEAR


def activities(
    roster: Roster, now: datetime, orders: Iterable[PlannedOrder], secrets: Secrets
) -> Iterator[Step]:
    """The steps; volunteers who serve on an order are on no other duty that day."""
    for planned in planned_activities(roster, now, busy_days(orders)):
        yield from activity_steps(planned, roster.seed, secrets)
    yield from recurring_steps(roster, now - YEAR)
