"""The order loop, over the wire."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from five_steps.commands import COMMANDS, Actor, Role
from five_steps.commands.kernel.permissions import PERMISSIONS
from five_steps.graphql_api.kernel.global_id import read_global_id
from five_steps.graphql_api.schema import schema
from tests.graphql_api.api import AUDITOR, CENTRE, Api, gid
from tests.graphql_api.mutating import result

if TYPE_CHECKING:
    from tests.commands.district import District

pytestmark = pytest.mark.asyncio(loop_scope="module")

ORDER = {"id": "", "state": "", "checkInCode": ""}
RECORD = {"id": "", "state": "", "minutes": 0, "volunteer": {"id": ""}}
"""What is asked of the changed objects."""


def placing(district: District, **changes: Any) -> dict[str, Any]:
    """The input of an order for the day after tomorrow."""
    return {
        "unitId": gid("Unit", district.station),
        "requesterId": gid("Resident", district.resident),
        "category": "CULTURE",
        "title": "村晚排练",
        "place": "文化礼堂",
        "startsAt": (district.now + timedelta(days=2)).isoformat(),
        "endsAt": (district.now + timedelta(days=2, hours=2)).isoformat(),
        **changes,
    }


class Play:
    """An order played by mutations, each of which must succeed."""

    def __init__(self, api: Api, order_id: UUID, volunteer_id: UUID) -> None:
        self.api = api
        self.order_id = order_id
        self.volunteer_id = volunteer_id

    async def do(
        self, name: str, by: Actor, expected: str | None = None, **given: Any
    ) -> dict[str, Any]:
        """Give a command about the order; `expected` is the state it leaves the order in."""
        answer = await result(
            self.api,
            name,
            {"orderId": gid("Order", self.order_id), **given},
            by,
            shown=ORDER,
        )
        assert answer["__typename"] == "OrderChanged", answer
        assert answer["order"]["id"] == gid("Order", self.order_id)
        if expected is not None:
            assert answer["order"]["state"] == expected
        return answer

    async def hours(self, name: str, by: Actor, expected: str, **given: Any) -> dict[str, Any]:
        """Give a command about the volunteer's hours; `expected` is the record's state."""
        answer = await result(
            self.api,
            name,
            {"orderId": gid("Order", self.order_id), **self.volunteer, **given},
            by,
            shown=RECORD,
        )
        assert answer["__typename"] == "ServiceRecordChanged", answer
        assert answer["serviceRecord"]["state"] == expected
        assert answer["serviceRecord"]["volunteer"]["id"] == self.volunteer["volunteerId"]
        return answer

    @property
    def volunteer(self) -> dict[str, str]:
        return {"volunteerId": gid("Volunteer", self.volunteer_id)}

    @property
    def me(self) -> Actor:
        return Actor(str(self.volunteer_id), Role.VOLUNTEER)


async def placed(api: Api) -> Play:
    district = api.district
    order_id = await district.give(district.order(), district.as_resident)
    return Play(api, order_id, await district.volunteer())


async def accepted(api: Api) -> Play:
    volunteer_id = await api.district.volunteer()
    return Play(api, await api.district.accepted(volunteer_id), volunteer_id)


async def completed(api: Api) -> Play:
    volunteer_id = await api.district.volunteer()
    return Play(api, await api.district.completed(volunteer_id), volunteer_id)


# --- every mutation --------------------------------------------------------------------------


async def test_there_is_a_mutation_for_each_command() -> None:
    mutation = schema.get_type_by_name("Mutation")
    assert mutation is not None
    names = {field.python_name for field in mutation.fields}  # type: ignore[union-attr]
    kinds = {registered.kind for registered in COMMANDS.values()}
    by_the_service = {kind for kind in kinds if PERMISSIONS[kind] == {Role.SYSTEM}}
    # Nobody in particular casts a ballot, so it is the service that puts it into the box.
    assert names == kinds - by_the_service | {"cast_ballot"}


async def test_from_order_to_follow_up(api: Api) -> None:
    district = api.district
    answer = await result(api, "placeOrder", placing(district), district.as_resident, shown=ORDER)
    named = read_global_id(answer["order"]["id"])
    assert named is not None
    play = Play(api, named[1], await district.volunteer())
    code = answer["order"]["checkInCode"]
    await play.do(
        "dispatchOrder",
        district.dispatcher,
        "DISPATCHED",
        volunteerIds=[play.volunteer["volunteerId"]],
    )
    seen = await play.do("acceptOrder", play.me, "ACCEPTED", **play.volunteer)
    assert seen["order"]["checkInCode"] is None
    order = await district.get_order(play.order_id)
    district.now = order.starts_at
    await play.do("checkIn", play.me, "IN_SERVICE", **play.volunteer, code=code, location="礼堂")
    district.now = order.ends_at
    await play.do(
        "checkOut", play.me, "IN_SERVICE", **play.volunteer, code=code, evidenceHash="a" * 64
    )
    await play.hours("submitHours", play.me, "SUBMITTED", note="准时")
    verified = await play.hours("verifyHours", district.dispatcher, "VERIFIED", minutes=100)
    assert verified["serviceRecord"]["minutes"] == 100
    await play.do(
        "rateOrder",
        district.as_resident,
        "RATED",
        score=5,
        volunteerScores=[{**play.volunteer, "score": 4}],
        comment="很好",
        tags=["热心"],
    )
    await play.do("amendRating", district.as_resident, "RATED", score=3)
    await play.do(
        "followUpOrder",
        district.dispatcher,
        "FOLLOWED_UP",
        channel="PHONE",
        satisfied=True,
        complaint=False,
        result="满意",
    )


async def test_the_ways_back_to_dispatch(api: Api) -> None:
    district, play = api.district, await placed(api)
    named = [play.volunteer["volunteerId"]]
    why = {"reason": "出差"}
    await play.do("dispatchOrder", district.dispatcher, "DISPATCHED", volunteerIds=named)
    await play.do("declineOrder", play.me, "PLACED", **play.volunteer, **why)
    await play.do("dispatchOrder", district.dispatcher, "DISPATCHED", volunteerIds=named)
    await play.do("acceptOrder", play.me, "ACCEPTED", **play.volunteer)
    answer = await result(
        api,
        "withdrawAcceptance",
        {"orderId": gid("Order", play.order_id), **play.volunteer, **why},
        play.me,
    )
    assert answer["__typename"] == "OrderChanged"
    district.now += timedelta(hours=24)
    await play.do("escalateOrder", district.admin, "PLACED")
    await play.do(
        "transferOrder",
        CENTRE,
        "PLACED",
        toUnitId=gid("Unit", district.other_station),
        reason="就近",
    )


async def test_the_ways_to_end_without_a_service(api: Api) -> None:
    district = api.district
    cancelled = await placed(api)
    await cancelled.do("cancelOrder", district.as_resident, "CANCELLED", reason="下雨")
    absent = await accepted(api)
    district.now = (await district.get_order(absent.order_id)).starts_at
    await absent.do("recordNoShow", district.dispatcher, "EXPIRED", **absent.volunteer)
    late = await placed(api)
    district.now = (await district.get_order(late.order_id)).ends_at
    await late.do("expireOrder", CENTRE, "EXPIRED")


async def test_unrated_and_rejected(api: Api) -> None:
    district = api.district
    volunteer_id = await district.volunteer()
    play = Play(api, await district.served(volunteer_id), volunteer_id)
    await play.hours("rejectHours", district.dispatcher, "REJECTED", reason="未到场")
    district.now += timedelta(days=8)
    await play.do("closeUnrated", CENTRE, "UNRATED")


async def test_disputes(api: Api) -> None:
    district, play = api.district, await completed(api)
    await play.do("disputeOrder", district.as_resident, "DISPUTED", reason="时长不实")
    await play.do(
        "decideDispute",
        district.admin,
        "COMPLETED",
        upheld=True,
        minutes=[{**play.volunteer, "minutes": 30}],
        reason="核实",
    )
    assert (await district.book(play.volunteer_id)).minutes == 30


async def test_the_menu(api: Api) -> None:
    district = api.district
    selected = {"id": "", "offered": True}
    item = {
        "unitId": gid("Unit", district.station),
        "category": "CULTURE",
        "title": "村歌教唱",
        "minutes": 90,
        "headcount": 2,
    }
    put_on = await result(api, "putOnMenu", item, district.admin, shown=selected)
    assert put_on["menuItem"]["offered"]
    item_id = put_on["menuItem"]["id"]
    order = placing(district, menuItemId=item_id)
    ordered = await result(api, "placeOrder", order, district.as_resident)
    assert ordered["__typename"] == "OrderChanged"
    taken = await result(
        api,
        "takeOffMenu",
        {"menuItemId": item_id, "reason": "换季"},
        district.admin,
        shown=selected,
    )
    assert not taken["menuItem"]["offered"]


async def test_service_rules_are_published(api: Api) -> None:
    given = {
        "effectiveFrom": (api.district.now + timedelta(days=300)).isoformat(),
        "followUpShare": "0.2",
    }
    selected = {"version": 0}
    answer = await result(api, "publishServicePolicy", given, CENTRE, shown=selected)
    assert answer["policy"]["version"] == 2


# --- once, or not at all ---------------------------------------------------------------------


async def test_a_repeat_is_answered_as_the_first_time(api: Api) -> None:
    district = api.district
    given = {"commandId": str(uuid4()), **placing(district)}
    first = await result(api, "placeOrder", given, district.as_resident, shown=ORDER)
    again = await result(api, "placeOrder", given, district.as_resident, shown=ORDER)
    assert (first["repeated"], again["repeated"]) == (False, True)
    assert (first["order"], first["position"]) == (again["order"], again["position"])
    other = await result(api, "placeOrder", {**given, "title": "另一单"}, district.as_resident)
    assert (other["__typename"], other["field"]) == ("CommandIdReused", "commandId")


@pytest.mark.parametrize(
    ("changes", "family", "code", "field"),
    [
        ({"unitId": "nonsense"}, "InvalidInput", "INVALID", "unitId"),
        ({"unitId": gid("Order", UUID(int=1))}, "InvalidInput", "INVALID", "unitId"),
        ({"unitId": gid("Unit", UUID(int=1))}, "NotFound", "NOT_FOUND", "unitId"),
        ({"menuItemId": gid("MenuItem", UUID(int=1))}, "NotFound", "NOT_FOUND", "menuItemId"),
        ({"requesterId": gid("Resident", UUID(int=1))}, "NotFound", "NOT_FOUND", "requesterId"),
        ({"title": " "}, "InvalidInput", "INVALID", "title"),
        ({"title": "题" * 101}, "InvalidInput", "INVALID", "title"),
        ({"details": "字" * 2001}, "InvalidInput", "INVALID", "details"),
        ({"place": "a\x00b"}, "InvalidInput", "INVALID", "place"),
        ({"headcount": 0}, "InvalidInput", "INVALID", "headcount"),
        ({"headcount": 2**31 - 1}, "InvalidInput", "INVALID", "headcount"),
        ({"skills": ["急救"] * 21}, "InvalidInput", "INVALID", "skills"),
        ({"endsAt": "2026-03-01T08:00:00+08:00"}, "InvalidInput", "INVALID", "endsAt"),
        ({"endsAt": "9999-12-31T23:59:59+00:00"}, "InvalidInput", "INVALID", "endsAt"),
    ],
)
async def test_a_refused_order_writes_nothing(
    api: Api, changes: dict[str, Any], family: str, code: str, field: str
) -> None:
    before = await api.district.position()
    answer = await result(
        api, "placeOrder", placing(api.district, **changes), api.district.as_resident
    )
    assert (answer["__typename"], answer["code"], answer["field"]) == (family, code, field)
    assert await api.district.position() == before


@pytest.mark.parametrize(
    "changes",
    [
        {"startsAt": "2026-03-04T09:00:00"},
        {"startsAt": "tomorrow"},
        {"headcount": 2**31},
        {"headcount": "many"},
        {"category": "OTHER"},
        {"commandId": "not a uuid"},
    ],
)
async def test_what_is_no_value_of_its_type_is_no_request(
    api: Api, changes: dict[str, Any]
) -> None:
    query = "mutation Given($given: PlaceOrderInput!) { placeOrder(input: $given) { __typename } }"
    given = {"commandId": str(uuid4()), **placing(api.district), **changes}
    answered = await api.ask(query, {"given": given}, by=api.district.as_resident)
    assert answered.get("data") is None
    assert answered["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


async def test_who_may_not_is_told_so(api: Api) -> None:
    district, play = api.district, await placed(api)
    dispatch = {
        "orderId": gid("Order", play.order_id),
        "volunteerIds": [play.volunteer["volunteerId"]],
    }
    before = await district.position()
    for actor, field in (
        (None, "authorization"),
        (AUDITOR, "role"),
        (district.as_resident, "role"),
        (district.stranger, "orderId"),
    ):
        answer = await result(api, "dispatchOrder", dispatch, actor)
        assert (answer["__typename"], answer["field"]) == ("Forbidden", field)
    assert await district.position() == before


async def test_a_conflict_says_what_is_and_what_is_allowed(api: Api) -> None:
    play = await placed(api)
    given = {"orderId": gid("Order", play.order_id), "score": 5}
    english = await result(api, "rateOrder", given, api.district.as_resident, language="en")
    assert (english["__typename"], english["code"]) == ("Conflict", "WRONG_STATE")
    assert (english["actual"], english["allowed"]) == ("PLACED", "COMPLETED")
    chinese = await result(api, "rateOrder", given, api.district.as_resident, language="zh-CN")
    assert chinese["message"] == "当前状态下不能进行此操作。"
    assert english["message"] == "This is not done in the present state."


async def test_what_is_unknown_is_told_before_anything_else(api: Api) -> None:
    play = await placed(api)
    order = {"orderId": gid("Order", play.order_id)}
    unknown_team = {**order, "teamId": gid("Team", uuid4())}
    unknown_volunteer = {**order, "volunteerIds": [gid("Volunteer", uuid4())]}
    for given, field in ((unknown_team, "teamId"), (unknown_volunteer, "volunteerIds")):
        answer = await result(api, "dispatchOrder", given, api.district.dispatcher)
        assert (answer["__typename"], answer["field"]) == ("NotFound", field)
    for name in ("acceptOrder", "checkIn", "submitHours"):
        given = {"orderId": gid("Order", uuid4()), **play.volunteer}
        answer = await result(api, name, given, play.me)
        assert (answer["__typename"], answer["field"]) == ("NotFound", "orderId")
