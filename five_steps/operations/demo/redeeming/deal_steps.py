"""The steps of a redemption, from the hold to what became of it."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from five_steps.commands.incentives.redeeming.handing_over import (
    ConfirmRedemption,
    FulfilRedemption,
)
from five_steps.commands.incentives.redeeming.holding import HoldRedemption
from five_steps.commands.incentives.redeeming.redemption_code import redemption_code
from five_steps.commands.incentives.redeeming.releasing import CancelRedemption, TimeOutRedemption
from five_steps.commands.incentives.redeeming.returning import ReturnRedemption
from five_steps.commands.kernel.registry import Command
from five_steps.commands.kernel.secrets import Secrets
from five_steps.domain.incentives.redeeming.redemption import HOLD_MINUTES
from five_steps.operations.demo import staff
from five_steps.operations.demo.dice import dice
from five_steps.operations.demo.redeeming.deal import Deal, Fate
from five_steps.operations.demo.step import Made, Step

_BY_OPERATOR = 0.4
"""The share of volunteers who come to the counter without having held anything before."""
_A_MOMENT = timedelta(seconds=1)
"""The deadline keeper acts so long after a deadline."""
_RETURN_DAYS = (1, 5)


def redemption_step(number: int) -> str:
    """The step that holds a redemption."""
    return f"redemption {number}"


class DealChain:
    """What volunteer and operator do, step by step; `at` is the time that has come."""

    def __init__(self, deal: Deal, seed: str, secrets: Secrets) -> None:
        self._deal = deal
        self._secrets = secrets
        self._throw = dice(seed, "deal", deal.number)
        self._name = redemption_step(deal.number)
        self._operator = staff.operator(deal.shop.staff_code)
        self._volunteer = staff.volunteer(deal.volunteer.number)
        self._at = deal.at
        self._steps: list[Step] = []

    def steps(self) -> list[Step]:
        """All steps, those still to come included, in the order of time."""
        self._hold()
        match self._deal.fate:
            case Fate.CANCELLED:
                self._wait(1, 10)
                self._add(
                    "cancelled",
                    lambda id_: CancelRedemption(redemption_id=id_, reason="改天再换"),
                    self._volunteer,
                )
            case Fate.TIMED_OUT:
                self._at += timedelta(minutes=HOLD_MINUTES) + _A_MOMENT
                self._add(
                    "timed out",
                    lambda id_: TimeOutRedemption(redemption_id=id_),
                    staff.system,
                )
            case Fate.HELD:
                pass
            case fate:
                self._confirm()
                if fate is not Fate.CONFIRMED:
                    self._fulfil()
                if fate is Fate.RETURNED and self._deal.ware.return_days:
                    self._take_back()
        return self._steps

    def _wait(self, least_minutes: float, most_minutes: float) -> None:
        self._at += timedelta(minutes=self._throw.uniform(least_minutes, most_minutes))

    def _hold(self) -> None:
        deal = self._deal
        volunteer = staff.volunteer_step(deal.volunteer.number)
        counter, reward = staff.counter_step(deal.shop.code), staff.reward_step(deal.ware.name)
        by_operator = self._throw.random() < _BY_OPERATOR

        def command(made: Made) -> HoldRedemption:
            return HoldRedemption(
                volunteer_id=made[volunteer], counter_id=made[counter], reward_id=made[reward]
            )

        self._append(self._name, command, self._operator if by_operator else self._volunteer)

    def _confirm(self) -> None:
        self._wait(1, 12)
        self._add(
            "confirmed",
            lambda id_: ConfirmRedemption(
                redemption_id=id_, code=redemption_code(self._secrets, id_)
            ),
            self._operator,
        )

    def _fulfil(self) -> None:
        self._wait(0.2, 3)
        self._add("fulfilled", lambda id_: FulfilRedemption(redemption_id=id_), self._operator)

    def _take_back(self) -> None:
        self._at += timedelta(days=self._throw.uniform(*_RETURN_DAYS))
        self._add(
            "returned",
            lambda id_: ReturnRedemption(redemption_id=id_, reason="包装破损"),
            self._operator,
        )

    def _add(self, what: str, command: Callable[[UUID], Command], actor: staff.ActorOf) -> None:
        self._append(f"{self._name} {what}", lambda made: command(made[self._name]), actor)

    def _append(self, name: str, command: Callable[[Made], Command], actor: staff.ActorOf) -> None:
        touches = (
            self._name,
            staff.volunteer_step(self._deal.volunteer.number),
            staff.counter_step(self._deal.shop.code),
            "fund",
        )
        self._steps.append(Step(name, self._at, touches, command, actor))
