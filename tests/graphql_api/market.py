"""A shop of the served district for cases that need one, and what they need in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from five_steps.commands import Actor, Role
from five_steps.commands.incentives.fund.money import AllocateToFund, Donate, SpendFromFund
from five_steps.commands.incentives.fund.settling import AgreeSettlement, PaySettlement
from five_steps.commands.incentives.fund.spending_proposals import (
    ApproveFundSpending,
    ProposeFundSpending,
    RejectFundSpending,
)
from five_steps.commands.incentives.fund.statements import StateSettlement
from five_steps.commands.incentives.points_adjustment import ProposeAdjustment
from five_steps.commands.incentives.redeeming.returning import ReturnRedemption
from five_steps.domain.incentives.fund.fund import Purpose
from five_steps.domain.incentives.fund.settlement import Settlement
from tests.commands.shop import Shop
from tests.graphql_api.api import CENTRE

if TYPE_CHECKING:
    from uuid import UUID

    from tests.graphql_api.api import Api


@dataclass(frozen=True, slots=True)
class Market:
    """The ids of what there is to be asked for."""

    shop: Shop
    held: UUID
    """Of the shop's own volunteer."""
    settled: UUID
    settlement: UUID


DEPUTY = Actor("deputy", Role.CENTRE_ADMIN)
FUND_CENTS = 100_000_000
PIECES = 10_000

_SHOPS: WeakKeyDictionary[Api, Shop] = WeakKeyDictionary()


async def shop_of(api: Api) -> Shop:
    """The shop of a served district, opened when it is first asked for; it never runs out."""
    shop = _SHOPS.get(api)
    if shop is None:
        shop = _SHOPS[api] = Shop(api.district)
        await shop.open()
        await shop.deliver(PIECES)
        await api.district.give(AllocateToFund(amount_cents=FUND_CENTS, source="区财政局"))
    return shop


async def make_market(api: Api) -> Market:
    """Something in every table, shown by the views."""
    district, shop = api.district, await shop_of(api)
    donation = Donate(amount_cents=8_800, donor="林先生", donor_is_person=True)
    await district.give(donation, CENTRE)
    spending = SpendFromFund(purpose=Purpose.HELP, amount_cents=300, reference="决定 3 号")
    await district.give(spending, CENTRE)
    proposal = ProposeFundSpending(
        purpose=Purpose.AWARDS, amount_cents=200_000, reference="决定 4 号"
    )
    for proposed, decide in (
        (await district.give(proposal, CENTRE), ApproveFundSpending),
        (await district.give(proposal, CENTRE), partial(RejectFundSpending, reason="名额已满")),
    ):
        await district.give(decide(proposal_id=proposed), DEPUTY)
    settlement = await agreed(api)
    await district.give(PaySettlement(settlement_id=settlement, reference="转账 1"), CENTRE)
    (settled,) = (await district.store.repository.get(Settlement, settlement)).lines
    returned = await shop.fulfilled(quantity=2)
    await district.give(ReturnRedemption(redemption_id=returned, reason="破损"), shop.operator)
    propose = ProposeAdjustment(volunteer_id=shop.volunteer, points=5, reason="表扬")
    await district.give(propose, district.admin)
    redemption = await shop.held()
    await api.shown()
    return Market(shop, redemption, settled, settlement)


async def held(api: Api) -> UUID:
    """A hold of a volunteer who has points for ten."""
    shop = await shop_of(api)
    return await shop.held(volunteer_id=await shop.rich_volunteer())


async def confirmed(api: Api) -> UUID:
    shop = await shop_of(api)
    return await shop.confirmed(volunteer_id=await shop.rich_volunteer())


async def fulfilled(api: Api) -> UUID:
    shop = await shop_of(api)
    return await shop.fulfilled(volunteer_id=await shop.rich_volunteer())


async def stated(api: Api) -> UUID:
    """A settlement of one redemption, with the merchant."""
    shop, redemption = await shop_of(api), await fulfilled(api)
    api.district.now += timedelta(minutes=1)
    statement = StateSettlement(
        merchant_id=shop.merchant,
        starts_at=api.district.now - timedelta(hours=1),
        ends_at=api.district.now,
        redemption_ids=(redemption,),
    )
    return await api.district.give(statement, api.district.admin)


async def agreed(api: Api) -> UUID:
    shop, settlement = await shop_of(api), await stated(api)
    agree = AgreeSettlement(settlement_id=settlement, counter_id=shop.counter)
    await api.district.give(agree, shop.operator)
    return settlement
