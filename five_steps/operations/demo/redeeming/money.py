"""Money comes into the fund; two persons spend some on other things than redemptions."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from five_steps.commands.incentives.fund.money import AllocateToFund, Donate
from five_steps.commands.incentives.fund.spending_proposals import (
    ApproveFundSpending,
    ProposeFundSpending,
)
from five_steps.commands.kernel.registry import Command
from five_steps.domain.incentives.fund.fund import Purpose
from five_steps.operations.demo.people import person
from five_steps.operations.demo.staff import centre_admin, centre_deputy
from five_steps.operations.demo.step import Made, Step
from five_steps.operations.demo.wanted import YEAR

_DONORS_FROM = 60_000


def _donation(yuan: int, donor: str) -> Donate:
    return Donate(amount_cents=100 * yuan, donor=donor, donor_is_person=False)


_OF_ORGANISATIONS: tuple[tuple[int, Command], ...] = (
    # days after the start
    (20, _donation(50_000, "洞头区慈善总会")),
    (75, _donation(8_000, "洞头渔业协会")),
    (182, AllocateToFund(amount_cents=10_000_000, source="洞头区财政局")),
    (210, _donation(20_000, "百岛渔家百货")),
    (340, _donation(12_000, "洞头民宿协会")),
)
_SPENT: tuple[tuple[int, Purpose, int, str], ...] = (
    (130, Purpose.INSURANCE, 18_000, "志愿者保险费"),
    (290, Purpose.AWARDS, 5_000, "年度表彰"),
)
_PERSONS = 12


def money(seed: str, now: datetime) -> Iterator[Step]:
    """Organisations and the treasury give at times, persons once a month."""
    start = now - YEAR
    given = [*_OF_ORGANISATIONS, *(_of_person(seed, number, now) for number in range(_PERSONS))]
    for number, (days, command) in enumerate(given, start=1):
        yield Step(
            f"fund {number}",
            start + timedelta(days=days, hours=2),
            ("fund",),
            partial(_as_it_is, command),
            centre_admin,
        )

    for days, purpose, yuan, reference in _SPENT:
        yield from _by_two(start + timedelta(days=days), purpose, yuan, reference)


def _by_two(at: datetime, purpose: Purpose, yuan: int, reference: str) -> Iterator[Step]:
    name = f"fund spending {reference}"
    proposal = ProposeFundSpending(purpose=purpose, amount_cents=100 * yuan, reference=reference)
    yield Step(name, at, ("fund",), partial(_as_it_is, proposal), centre_admin)
    yield Step(
        f"{name} approved",
        at + timedelta(days=1),
        ("fund",),
        lambda made: ApproveFundSpending(proposal_id=made[name]),
        centre_deputy,
    )


def _as_it_is(command: Command, _made: Made) -> Command:
    return command


def _of_person(seed: str, number: int, now: datetime) -> tuple[int, Command]:
    donor = person(seed, _DONORS_FROM + number, age=(22, 68), today=now.date())
    yuan = 100 * (1 + number % 5)
    gift = Donate(amount_cents=100 * yuan, donor=donor.name, donor_is_person=True)
    return 25 + 27 * number, gift
