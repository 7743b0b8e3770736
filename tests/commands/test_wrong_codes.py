"""Codes cannot be found by trying: wrong ones are counted by caller and object."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from five_steps.commands import check_in_code, redemption_code
from five_steps.commands.kernel.wrong_codes import COUNTED_MAX, WrongCodes
from five_steps.commands.ordering.attendance import CheckIn
from five_steps.commands.ordering.service_policy import PublishServicePolicy
from five_steps.domain.kernel.refusal import RefusalCode
from tests.commands.district import SECRETS, START
from tests.commands.shop import Shop
from tests.domain.district import RULES
from tests.refusals import refused

if TYPE_CHECKING:
    from tests.commands.district import District

WRONG = [f"x{n}" for n in range(RULES.wrong_codes_max)]


async def order_to_check_in(district: District, *volunteers: UUID) -> UUID:
    order_id = await district.accepted(*volunteers)
    district.now = (await district.get_order(order_id)).starts_at
    return order_id


async def test_too_many_wrong_check_in_codes_lock_the_caller_out_for_a_while(
    district: District,
) -> None:
    lan, mei = await district.volunteer(), await district.volunteer()
    order_id = await order_to_check_in(district, lan, mei)
    right = check_in_code(SECRETS, order_id)

    async def check_in(volunteer: UUID, code: str) -> None:
        command = CheckIn(order_id=order_id, volunteer_id=volunteer, code=code)
        await district.give(command, district.as_volunteer(volunteer))

    for code in WRONG:
        with refused(RefusalCode.INVALID, "code"):
            await check_in(lan, code)
    again = district.now + timedelta(minutes=15)
    district.now = again - timedelta(seconds=1)
    with refused(RefusalCode.LIMIT_REACHED, "code"):
        await check_in(lan, right)
    # Others are not locked out with them.
    await check_in(mei, right)
    district.now = again
    await check_in(lan, right)


async def test_wrong_redemption_codes_are_counted_by_redemption(district: District) -> None:
    shop = Shop(district)
    await shop.open()
    one, two = await shop.held(), await shop.held()
    confirm = shop.confirming(one)
    for code in WRONG:
        with refused(RefusalCode.WRONG_CODE, "code"):
            await district.give(type(confirm)(redemption_id=one, code=code), shop.operator)
    with refused(RefusalCode.LIMIT_REACHED, "code"):
        await district.give(confirm, shop.operator)
    assert confirm.code == redemption_code(SECRETS, one)
    await district.give(shop.confirming(two), shop.operator)


async def test_how_many_are_too_many_is_a_published_rule(district: District) -> None:
    publish = PublishServicePolicy(
        effective_from=district.now + timedelta(seconds=1), wrong_codes_max=1
    )
    await district.give(publish)
    district.now += timedelta(seconds=1)
    lan = await district.volunteer()
    order_id = await order_to_check_in(district, lan)
    codes = ["x", check_in_code(SECRETS, order_id)]
    for code, expected in zip(codes, [RefusalCode.INVALID, RefusalCode.LIMIT_REACHED], strict=True):
        with refused(expected, "code"):
            command = CheckIn(order_id=order_id, volunteer_id=lan, code=code)
            await district.give(command, district.as_volunteer(lan))


def test_the_same_wrong_code_again_is_no_further_try() -> None:
    codes, order_id = WrongCodes(), uuid4()
    for _ in range(10):
        codes.note("lan", order_id, "x", rules=RULES, at=START)
    codes.require_tries_left("lan", order_id, rules=RULES, at=START)


def test_no_more_is_remembered_than_there_is_room_for() -> None:
    codes, order_id = WrongCodes(), uuid4()
    for code in WRONG:
        codes.note("lan", order_id, code, rules=RULES, at=START)
    with refused(RefusalCode.LIMIT_REACHED, "code"):
        codes.require_tries_left("lan", order_id, rules=RULES, at=START)
    for n in range(COUNTED_MAX):
        codes.note("mei", UUID(int=n), "x", rules=RULES, at=START)
    codes.require_tries_left("lan", order_id, rules=RULES, at=START)
