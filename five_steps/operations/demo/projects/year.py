"""All projects of the year, dealt out to the institutes in turn."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from five_steps.operations.demo.plan import PlannedOrder
from five_steps.operations.demo.projects.stories import STORIES
from five_steps.operations.demo.projects.telling import ProjectTeller
from five_steps.operations.demo.roster import Roster
from five_steps.operations.demo.step import Step


def projects(roster: Roster, start: datetime, orders: Sequence[PlannedOrder]) -> Iterator[Step]:
    """The projects; each has volunteers and residents of its institute, and its orders."""
    institutes = tuple(dict.fromkeys(institute for institute, _ in roster.places))
    for number, story in enumerate(STORIES):
        institute = institutes[number % len(institutes)]
        teller = ProjectTeller(
            number, story, institute, start + timedelta(days=story.begun_day), roster.seed
        )
        teller.tell(
            [who for who in roster.volunteers if who.institute == institute],
            [who for who in roster.residents if who.station in institute.stations],
            {
                f"order {order.number}": order.placed_at
                for order in orders
                if order.institute == institute
            },
        )
        yield from teller.steps
