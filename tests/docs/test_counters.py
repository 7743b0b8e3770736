"""The calls of docs/counters.md, one after the other, as an operator and a volunteer make them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from tests.docs.examples import examples
from tests.docs.test_examples import answered
from tests.graphql_api.api import gid
from tests.graphql_api.market import shop_of

if TYPE_CHECKING:
    from five_steps.commands import Actor
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAGE = "docs/counters.md"


async def test_the_calls_of_a_counter_follow_from_each_other(api: Api) -> None:
    shop, district = await shop_of(api), api.district
    await api.shown()
    actors: dict[str, Actor | None] = {
        "COUNTER": shop.operator,
        "VOLUNTEER": shop.as_volunteer,
        "UNIT_ADMIN": district.admin,
    }
    values: dict[str, Any] = {
        "phone": "13900000000",
        "merchant": gid("Merchant", shop.merchant),
        "from": (district.now - timedelta(days=1)).isoformat(),
        "before": (district.now + timedelta(days=1)).isoformat(),
    }
    answers: dict[str, Any] = {}
    for example in examples(PAGE):
        # Each command is an intention of its own.
        data = await answered(api, example, values | {"command": str(uuid4())}, actors)
        (answers[example.name],) = data.values()
        values |= _learnt(data)
        await api.shown()

    assert answers["Quote"]["refusal"] is None
    assert [answers[name]["redemption"]["state"] for name in ("Hold", "Confirm", "HandedOver")] == [
        "HELD",
        "CONFIRMED",
        "FULFILLED",
    ]
    assert answers["MyCode"]["codeQr"].startswith("<svg ")
    assert answers["ByCode"]["id"] == values["redemption"]
    assert answers["ComesBack"]["redemption"]["state"] == "RETURNED"
    assert answers["MyRedemption"]["state"] == "RETURNED"
    # What came back is as if nothing had been.
    assert answers["MyPoints"]["spendable"] == answers["Quote"]["spendable"]
    assert answers["ToSettle"]["totalCount"] == 0


def _learnt(data: dict[str, Any]) -> dict[str, Any]:
    """What a front end keeps of an answer for its next calls."""
    match data:
        case {"counters": {"edges": [{"node": {"id": counter}}]}}:
            return {"counter": counter}
        case {"volunteerByPhone": [{"id": volunteer}]}:
            return {"volunteer": volunteer}
        case {"rewards": {"edges": [{"node": {"id": reward}}]}}:
            return {"reward": reward}
        case {"holdRedemption": {"redemption": {"id": redemption}}}:
            return {"redemption": redemption}
        case {"redemption": {"code": code}}:
            return {"code": code}
    return {}
