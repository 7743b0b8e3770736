"""The steps of one order, put one behind the other in time."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from five_steps.commands.kernel.registry import Command
from five_steps.commands.kernel.secrets import Secrets
from five_steps.operations.demo import staff
from five_steps.operations.demo.plan import PlannedOrder
from five_steps.operations.demo.roster import Volunteer
from five_steps.operations.demo.step import Made, Step


class OrderChain:
    """What the people of an order do, step by step; `at` is the time that has come."""

    def __init__(self, order: PlannedOrder, secrets: Secrets, throw: Random) -> None:
        self.order = order
        self.secrets = secrets
        self.throw = throw
        self.steps: list[Step] = []
        self.at = order.placed_at
        self.name = f"order {order.number}"

    def id(self, made: Made) -> UUID:
        """The order's id."""
        return made[self.name]

    def wait(self, least_hours: float, most_hours: float | None = None) -> None:
        """Let some time go by."""
        hours = least_hours if most_hours is None else self.throw.uniform(least_hours, most_hours)
        self.at += timedelta(hours=hours)

    def wait_until(self, moment: datetime) -> None:
        """Let time go by until a moment, if that is still to come."""
        self.at = max(self.at, moment)

    def add(
        self,
        what: str,
        command: Callable[[Made], Command],
        actor: staff.ActorOf,
        volunteers: Iterable[Volunteer] = (),
    ) -> str:
        """Add a step that changes the order and the books of volunteers; returns its name."""
        name = f"{self.name} {len(self.steps)} {what}" if self.steps else self.name
        books = (staff.volunteer_step(volunteer.number) for volunteer in volunteers)
        self.steps.append(Step(name, self.at, (self.name, *books), command, actor))
        return name

    @property
    def dispatcher(self) -> staff.ActorOf:
        """Who looks after the order: the institute's dispatcher."""
        return staff.dispatcher(self.order.institute.code)

    @property
    def admin(self) -> staff.ActorOf:
        """Who decides about it: the institute's administrator."""
        return staff.unit_admin(self.order.institute.code)

    @property
    def requester(self) -> staff.ActorOf:
        """Who ordered: a resident, or the institute's administrator for the station."""
        resident = self.order.resident
        return staff.resident(resident.number) if resident else self.admin
