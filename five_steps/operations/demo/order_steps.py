"""The steps of an order, from the request to what became of it."""

from datetime import timedelta

from five_steps.commands.kernel.secrets import Secrets
from five_steps.operations.demo.aftermath import follow
from five_steps.operations.demo.chain import OrderChain
from five_steps.operations.demo.dice import dice
from five_steps.operations.demo.finding_steps import (
    cancel,
    dispatch_to_team,
    escalate,
    expire,
    find_volunteers,
    place,
)
from five_steps.operations.demo.plan import PlannedOrder
from five_steps.operations.demo.service_steps import miss, serve
from five_steps.operations.demo.step import Step
from five_steps.operations.demo.story import Ending

_TO_THE_CENTRE_AND_BEYOND = 3


def order_steps(order: PlannedOrder, seed: str, secrets: Secrets) -> list[Step]:
    """All steps of an order, those still to come included, in the order of time."""
    chain = OrderChain(order, secrets, dice(seed, "story", order.number))
    place(chain)
    match order.ending:
        case Ending.CANCELLED_EARLY:
            chain.wait(1, 6)
            cancel(chain, "家中有事", accepted=False)
        case Ending.CANCELLED_DISPATCHED:
            chain.wait(order.dispatch_after / timedelta(hours=1))
            dispatch_to_team(chain)
            chain.wait(0.2, 6)
            cancel(chain, "改期再约", accepted=False)
        case Ending.CANCELLED_ACCEPTED:
            find_volunteers(chain)
            cancel(chain, "台风预警,活动取消", accepted=True)
        case Ending.NOT_ACCEPTED:
            for _ in range(_TO_THE_CENTRE_AND_BEYOND):
                escalate(chain)
            expire(chain, accepted=False)
        case Ending.NOBODY_CAME:
            find_volunteers(chain)
            expire(chain, accepted=True)
        case Ending.NO_SHOW:
            find_volunteers(chain)
            miss(chain, order.volunteers)
        case ending:
            find_volunteers(chain)
            one_missing = ending is Ending.NO_SHOW_OF_ONE
            served = order.volunteers[:-1] if one_missing else order.volunteers
            records = serve(chain, served)
            if one_missing:
                miss(chain, order.volunteers[-1:])
            follow(chain, served, records)
    return chain.steps
