"""From the request to volunteers who accepted, or to the end without any."""

from collections.abc import Sequence
from datetime import timedelta

from five_steps.commands.ordering.acceptance import AcceptOrder, DeclineOrder, WithdrawAcceptance
from five_steps.commands.ordering.dispatching import DispatchOrder, EscalateOrder, TransferOrder
from five_steps.commands.ordering.endings import CancelOrder, ExpireOrder
from five_steps.commands.ordering.placing import PlaceOrder
from five_steps.domain.ordering.order_state import RequesterKind
from five_steps.operations.demo import staff
from five_steps.operations.demo.chain import OrderChain
from five_steps.operations.demo.roster import Volunteer
from five_steps.operations.demo.step import Made
from five_steps.operations.demo.story import Route

_A_MOMENT = timedelta(minutes=2)
"""The deadline keeper acts so long after a deadline."""
_DEADLINE = timedelta(hours=24)
"""To dispatch, and again to accept, by the demo's rules."""


def place(chain: OrderChain) -> None:
    """The request."""
    order = chain.order
    station = order.station
    requester = (
        staff.resident_step(order.resident.number)
        if order.resident
        else staff.unit_step(station.code)
    )

    def command(made: Made) -> PlaceOrder:
        return PlaceOrder(
            unit_id=made[staff.unit_step(station.code)],
            requester_kind=RequesterKind.RESIDENT if order.resident else RequesterKind.UNIT,
            requester_id=made[requester],
            category=order.service.category,
            menu_item_id=(
                None if order.menu_number is None else made[staff.menu_step(order.menu_number)]
            ),
            title=order.service.title,
            place=f"{station.name}{station.venue_name}",
            details=order.service.description,
            contact=order.resident.person.name if order.resident else f"{station.name}值班室",
            starts_at=order.starts_at,
            ends_at=order.ends_at,
            headcount=max(len(order.volunteers), 1),
            skills=order.skills,
            hazardous=order.service.hazardous,
        )

    chain.add("placed", command, chain.requester)


def find_volunteers(chain: OrderChain) -> None:
    """Dispatch and acceptance, by the order's route."""
    order = chain.order
    to_dispatch = order.dispatch_after / timedelta(hours=1)
    to_accept = order.accept_after / timedelta(hours=1)
    match order.route:
        case Route.TEAM:
            chain.wait(to_dispatch)
            dispatch_to_team(chain)
        case Route.NAMED:
            chain.wait(to_dispatch)
            dispatch_to(chain, order.volunteers)
        case Route.DECLINED | Route.WITHDRAWN if order.reluctant:
            chain.wait(to_dispatch)
            dispatch_to(chain, [order.reluctant])
            chain.wait(to_accept / 2)
            _let_go(chain, order.reluctant)
            chain.wait(to_dispatch / 4)
            dispatch_to(chain, order.volunteers)
        case Route.TRANSFERRED:
            chain.wait(to_dispatch / 2)
            _transfer(chain)
            chain.wait(to_dispatch / 2)
            dispatch_to(chain, order.volunteers)
        case Route.LATE_DISPATCH:
            escalate(chain)
            chain.wait(to_dispatch)
            dispatch_to(chain, order.volunteers)
        case Route.LATE_ACCEPT:
            chain.wait(to_dispatch)
            dispatch_to_team(chain)
            escalate(chain)
            chain.wait(to_dispatch / 2)
            dispatch_to(chain, order.volunteers)
    chain.wait(to_accept)
    for volunteer in order.volunteers:
        _accept(chain, volunteer)
        chain.wait(0.1, 1)


def dispatch_to(chain: OrderChain, volunteers: Sequence[Volunteer]) -> None:
    """Dispatch to named volunteers."""
    names = [staff.volunteer_step(volunteer.number) for volunteer in volunteers]
    chain.add(
        "dispatched",
        lambda made: DispatchOrder(
            order_id=chain.id(made), volunteer_ids=tuple(made[name] for name in names)
        ),
        chain.dispatcher,
    )


def dispatch_to_team(chain: OrderChain) -> None:
    """Dispatch to the station's squad if all are of it, else to the institute's detachment."""
    order = chain.order
    near = all(volunteer.station == order.station for volunteer in order.volunteers)
    team = staff.team_step(order.station.code if near else order.institute.code)
    chain.add(
        "dispatched",
        lambda made: DispatchOrder(order_id=chain.id(made), team_id=made[team]),
        chain.dispatcher,
    )


def escalate(chain: OrderChain) -> None:
    """The deadline that the step before set is missed."""
    chain.wait_until(chain.at + _DEADLINE + _A_MOMENT)
    chain.add("escalated", lambda made: EscalateOrder(order_id=chain.id(made)), staff.system)


def expire(chain: OrderChain, *, accepted: bool) -> None:
    """Nobody served."""
    wait = _DEADLINE if accepted else timedelta(0)
    chain.wait_until(chain.order.ends_at + wait + _A_MOMENT)
    chain.add(
        "expired",
        lambda made: ExpireOrder(order_id=chain.id(made)),
        staff.system,
        chain.order.volunteers if accepted else (),
    )


def cancel(chain: OrderChain, reason: str, *, accepted: bool) -> None:
    """The requester cancels."""
    chain.add(
        "cancelled",
        lambda made: CancelOrder(order_id=chain.id(made), reason=reason),
        chain.requester,
        chain.order.volunteers if accepted else (),
    )


def _accept(chain: OrderChain, volunteer: Volunteer) -> None:
    name = staff.volunteer_step(volunteer.number)
    chain.add(
        "accepted",
        lambda made: AcceptOrder(order_id=chain.id(made), volunteer_id=made[name]),
        staff.volunteer(volunteer.number),
        [volunteer],
    )


def _let_go(chain: OrderChain, reluctant: Volunteer) -> None:
    """The volunteer named first declines, or accepts and steps back."""
    name = staff.volunteer_step(reluctant.number)
    actor = staff.volunteer(reluctant.number)
    if chain.order.route is Route.DECLINED:
        chain.add(
            "declined",
            lambda made: DeclineOrder(
                order_id=chain.id(made), volunteer_id=made[name], reason="当天已有安排"
            ),
            actor,
        )
        return
    _accept(chain, reluctant)
    chain.wait(1, 4)
    chain.add(
        "withdrawn",
        lambda made: WithdrawAcceptance(
            order_id=chain.id(made), volunteer_id=made[name], reason="临时出海,无法参加"
        ),
        actor,
        [reluctant],
    )


def _transfer(chain: OrderChain) -> None:
    institute = staff.unit_step(chain.order.institute.code)
    chain.add(
        "transferred",
        lambda made: TransferOrder(
            order_id=chain.id(made), to_unit_id=made[institute], reason="本站力量不足,请所里统筹"
        ),
        chain.dispatcher,
    )
