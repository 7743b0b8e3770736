"""The fund's money and its settlement with a merchant, on the real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from five_steps.commands import Actor, Role
from five_steps.commands.incentives.fund.merchants import SignUpMerchant
from five_steps.commands.incentives.fund.money import AllocateToFund, Donate, SpendFromFund
from five_steps.commands.incentives.fund.settling import (
    AgreeSettlement,
    AnswerSettlementDispute,
    DisputeSettlement,
    PaySettlement,
    WithdrawSettlement,
)
from five_steps.commands.incentives.fund.spending_proposals import (
    ApproveFundSpending,
    ProposeFundSpending,
    RejectFundSpending,
)
from five_steps.commands.incentives.fund.statements import StateSettlement
from five_steps.commands.incentives.redeeming.returning import ReturnRedemption
from five_steps.domain.incentives.fund import fund as fund_events
from five_steps.domain.incentives.fund.fund import FUND_ID, Purpose
from five_steps.domain.incentives.fund.merchant import Merchant
from five_steps.domain.incentives.fund.settlement import LINES_MAX, Settlement, SettlementState
from five_steps.domain.incentives.redeeming.reward import RewardKind
from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.event_store.codec import to_domain_event
from tests.commands.shop import COST_CENTS, FUND_CENTS, POINTS, PRICE
from tests.refusals import refused

if TYPE_CHECKING:
    from tests.commands.district import District
    from tests.commands.shop import Shop

DAY = timedelta(days=1)
TREASURER = Actor("treasurer", Role.CENTRE_ADMIN)


def statement(shop: Shop, *redemptions: UUID) -> StateSettlement:
    now = shop.district.now
    return StateSettlement(
        merchant_id=shop.merchant, starts_at=now - DAY, ends_at=now, redemption_ids=redemptions
    )


async def fulfilled(shop: Shop, count: int = 1) -> list[UUID]:
    """Redemptions handed over an hour ago."""
    redemptions = [await shop.fulfilled() for _ in range(count)]
    shop.district.now += timedelta(hours=1)
    return redemptions


async def get_settlement(district: District, settlement: UUID) -> Settlement:
    return await district.store.repository.get(Settlement, settlement, fresh=True)


async def test_from_statement_to_payment(shop: Shop, district: District) -> None:
    redemptions = await fulfilled(shop, 2)
    settlement = await district.give(statement(shop, *redemptions), district.admin)
    assert (await get_settlement(district, settlement)).total_cents == 2 * COST_CENTS
    at_counter = {"settlement_id": settlement, "counter_id": shop.counter}

    await district.give(DisputeSettlement(**at_counter, reason="少一单"), shop.operator)
    answer = AnswerSettlementDispute(settlement_id=settlement, answer="已核对")
    await district.give(answer, district.admin)
    agree, agreed_id = AgreeSettlement(**at_counter), uuid4()
    first = await district.run(agree, shop.operator, agreed_id)
    assert (await district.run(agree, shop.operator, agreed_id)).position == first.position

    pay, paid_id = PaySettlement(settlement_id=settlement, reference="转账 0001"), uuid4()
    await district.run(pay, TREASURER, paid_id)
    assert (await district.run(pay, TREASURER, paid_id)).repeated
    assert await shop.fund() == (FUND_CENTS - 2 * COST_CENTS, 0, 0)
    assert (await get_settlement(district, settlement)).state is SettlementState.PAID
    with refused(RefusalCode.WRONG_STATE, "settlementId"):
        await district.run(pay, TREASURER)


async def test_a_redemption_is_settled_once_and_not_returned_afterwards(
    shop: Shop, district: District
) -> None:
    redemption, other = await fulfilled(shop, 2)
    before = await district.position()
    with refused(RefusalCode.DUPLICATE, "redemptionIds"):
        await district.give(statement(shop, redemption, redemption), district.admin)
    assert await district.position() == before
    await district.give(statement(shop, redemption), district.admin)
    with refused(RefusalCode.DUPLICATE, "redemptionIds"):
        await district.give(statement(shop, other, redemption), district.admin)
    with refused(RefusalCode.WRONG_STATE, "redemptionId"):
        await district.give(
            ReturnRedemption(redemption_id=redemption, reason="破损"), shop.operator
        )
    await district.give(statement(shop, other), district.admin)


async def test_a_withdrawn_statement_frees_its_redemptions(shop: Shop, district: District) -> None:
    first, second = await fulfilled(shop, 2)
    wrong = await district.give(statement(shop, first, second), district.admin)
    withdraw = WithdrawSettlement(settlement_id=wrong, reason="多列一单")
    with refused(RefusalCode.FORBIDDEN, "settlementId"):
        await district.give(withdraw, district.stranger)
    await district.give(withdraw, district.admin)
    await district.give(ReturnRedemption(redemption_id=first, reason="破损"), shop.operator)
    right = await district.give(statement(shop, second), district.admin)
    await district.give(
        AgreeSettlement(settlement_id=right, counter_id=shop.counter), shop.operator
    )
    await district.give(PaySettlement(settlement_id=right, reference="转账 0002"), TREASURER)
    assert (await shop.fund())[2] == 0
    with refused(RefusalCode.WRONG_STATE, "settlementId"):
        await district.give(replace(withdraw, settlement_id=right), district.admin)


async def test_what_a_statement_may_not_list(shop: Shop, district: District) -> None:
    confirmed = await shop.confirmed()
    (redemption,) = await fulfilled(shop)
    good = statement(shop, redemption)
    for bad, code, field in (
        (replace(good, redemption_ids=(confirmed,)), RefusalCode.WRONG_STATE, "redemptionIds"),
        (replace(good, redemption_ids=(uuid4(),)), RefusalCode.NOT_FOUND, "redemptionIds"),
        (replace(good, redemption_ids=()), RefusalCode.INVALID, "redemptionIds"),
        (
            replace(good, redemption_ids=(redemption,) * (LINES_MAX + 1)),
            RefusalCode.INVALID,
            "redemptionIds",
        ),
        (
            replace(good, ends_at=good.ends_at - 2 * timedelta(hours=1)),
            RefusalCode.INVALID,
            "redemptionIds",
        ),
        (replace(good, ends_at=good.starts_at), RefusalCode.INVALID, "endsAt"),
        (replace(good, ends_at=good.ends_at + DAY), RefusalCode.TOO_EARLY, "endsAt"),
        (replace(good, unit_id=district.station), RefusalCode.INVALID, "unitId"),
        (replace(good, merchant_id=None), RefusalCode.INVALID, "unitId"),
        (
            replace(good, merchant_id=None, unit_id=district.station),
            RefusalCode.INVALID,
            "redemptionIds",
        ),
        (replace(good, merchant_id=uuid4()), RefusalCode.NOT_FOUND, "merchantId"),
    ):
        with refused(code, field):
            await district.give(bad, district.admin)
    with refused(RefusalCode.FORBIDDEN, "merchantId"):
        await district.give(good, district.stranger)


async def test_a_units_own_counters_are_settled_with_the_unit(
    shop: Shop, district: District
) -> None:
    own = await shop.open_counter(shop.operator, name="自营点")
    await shop.deliver(1, own)
    redemption = await shop.fulfilled(counter_id=own)
    district.now += timedelta(hours=1)
    state = replace(statement(shop, redemption), merchant_id=None, unit_id=district.station)
    elsewhere = replace(state, unit_id=district.other_station)
    with refused(RefusalCode.INVALID, "redemptionIds"):
        await district.give(elsewhere, district.admin)
    settlement = await district.give(state, district.admin)
    agree = AgreeSettlement(settlement_id=settlement, counter_id=shop.counter)
    with refused(RefusalCode.FORBIDDEN, "settlementId"):
        await district.give(agree, shop.operator)
    await district.give(replace(agree, counter_id=own), shop.operator)
    await district.give(PaySettlement(settlement_id=settlement, reference="内部"), TREASURER)
    assert await shop.fund() == (FUND_CENTS - COST_CENTS, 0, 0)


async def test_rewards_that_cost_nothing_are_settled_without_a_payment(
    shop: Shop, district: District
) -> None:
    free = await shop.put_on(kind=RewardKind.DISCOUNT, cost_cents=0)
    redemption = await shop.fulfilled(reward_id=free)
    district.now += timedelta(hours=1)
    settlement = await district.give(statement(shop, redemption), district.admin)
    await district.give(AgreeSettlement(settlement_id=settlement), TREASURER)
    await district.give(PaySettlement(settlement_id=settlement, reference="无款项"), TREASURER)
    assert await shop.fund() == (FUND_CENTS, 0, 0)


async def test_who_speaks_for_the_payee(shop: Shop, district: District) -> None:
    (redemption,) = await fulfilled(shop)
    settlement = await district.give(statement(shop, redemption), district.admin)
    agree = AgreeSettlement(settlement_id=settlement)
    with refused(RefusalCode.SECOND_PERSON_REQUIRED, "settlementId"):
        await district.give(agree, district.admin)
    with refused(RefusalCode.FORBIDDEN, "settlementId"):
        await district.give(agree, district.stranger)
    with refused(RefusalCode.INVALID, "counterId"):
        await district.give(agree, shop.operator)
    neighbour = Actor("neighbour", Role.COUNTER, district.station)
    elsewhere = await shop.open_counter(neighbour)
    for counter, field in ((shop.counter, "counterId"), (elsewhere, "settlementId")):
        with refused(RefusalCode.FORBIDDEN, field):
            await district.give(replace(agree, counter_id=counter), neighbour)
    with refused(RefusalCode.FORBIDDEN, "role"):
        await district.give(PaySettlement(settlement_id=settlement, reference="x"), district.admin)
    await district.give(agree, Actor("second", Role.UNIT_ADMIN, district.institute))


async def test_a_persons_donation_is_sealed_and_an_organisations_is_public(
    shop: Shop, district: District
) -> None:
    person = Donate(amount_cents=100, donor="陈先生", donor_is_person=True)
    await district.give(person, TREASURER)
    await district.give(replace(person, donor="洞头商会", donor_is_person=False), TREASURER)
    rows = await district.store.recorder.select_events(FUND_ID)
    events = [to_domain_event(r.originator_id, r.version, r.topic, r.state) for r in rows]
    private, public = (e for e in events if isinstance(e, fund_events.Fund.Donated))
    assert "陈先生" not in private.donor
    assert public.donor == "洞头商会"
    assert await district.store.vault.open(private.donation_id, private.donor) == "陈先生"
    await district.store.vault.erase(private.donation_id)
    assert await district.store.vault.open(private.donation_id, private.donor) is None
    assert await shop.fund() == (FUND_CENTS + 200, 0, 0)


async def test_what_is_much_is_spent_by_two_persons(shop: Shop, district: District) -> None:
    amount = 2_000_00
    await district.give(AllocateToFund(amount_cents=amount, source="区财政"))
    spend = SpendFromFund(purpose=Purpose.AWARDS, amount_cents=amount, reference="纪要 4")
    with refused(RefusalCode.SECOND_PERSON_REQUIRED, "amountCents"):
        await district.give(spend, TREASURER)
    propose = ProposeFundSpending(purpose=Purpose.AWARDS, amount_cents=amount, reference="纪要 4")
    one, two = [await district.give(propose, TREASURER) for _ in range(2)]
    with refused(RefusalCode.SECOND_PERSON_REQUIRED, "proposalId"):
        await district.give(ApproveFundSpending(proposal_id=one), TREASURER)
    with refused(RefusalCode.FORBIDDEN, "role"):
        await district.give(ApproveFundSpending(proposal_id=one), district.admin)
    deputy = Actor("deputy", Role.CENTRE_ADMIN)
    await district.give(ApproveFundSpending(proposal_id=one), deputy)
    assert await shop.fund() == (FUND_CENTS, 0, 0)
    before = await district.position()
    with refused(RefusalCode.FUND_EXHAUSTED, "amountCents"):
        await district.give(ApproveFundSpending(proposal_id=two), deputy)
    assert await district.position() == before
    await district.give(RejectFundSpending(proposal_id=two, reason="余额不足"), deputy)


async def test_the_centre_alone_moves_the_funds_money(shop: Shop, district: District) -> None:
    spend = SpendFromFund(purpose=Purpose.HELP, amount_cents=FUND_CENTS, reference="纪要 3")
    for command in (
        spend,
        AllocateToFund(amount_cents=1, source="x"),
        Donate(amount_cents=1, donor="x", donor_is_person=False),
    ):
        with refused(RefusalCode.FORBIDDEN, "role"):
            await district.give(command, district.admin)
    await shop.held()
    with refused(RefusalCode.FUND_EXHAUSTED, "amountCents"):
        await district.give(spend, TREASURER)
    await district.give(replace(spend, amount_cents=FUND_CENTS - COST_CENTS), TREASURER)
    assert await shop.fund() == (0, COST_CENTS, 0)
    assert await shop.points() == (POINTS - PRICE, PRICE, 0)


@pytest.mark.parametrize(
    ("changes", "field"), [({"contact": ""}, "contact"), ({"account": " "}, "account")]
)
async def test_a_merchant_says_whom_to_call_and_where_to_pay(
    shop: Shop, district: District, changes: dict[str, Any], field: str
) -> None:
    sign_up = SignUpMerchant(
        unit_id=district.station, name="书店", contact="王女士", account="6222 1111"
    )
    with refused(RefusalCode.INVALID, field):
        await district.give(replace(sign_up, **changes), district.admin)
    merchant_id = await district.give(sign_up, district.admin)
    rows = await district.store.recorder.select_events(merchant_id)
    (signed,) = (to_domain_event(r.originator_id, r.version, r.topic, r.state) for r in rows)
    assert isinstance(signed, Merchant.Created)
    opened = [
        await district.store.vault.open(merchant_id, sealed)
        for sealed in (signed.contact, signed.account)
    ]
    assert opened == ["王女士", "6222 1111"]
