"""§3 The order loop 点单→派单→接单→评单: each row, told over GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from five_steps.commands import Actor, Role
from tests.commands.district import id_number
from tests.commands.insured import insure
from tests.graphql_api.api import CENTRE, gid
from tests.graphql_api.mutating import result
from tests.mission.order_story import (
    DAY,
    HOUR,
    accepted,
    completed,
    local,
    placed,
    wanted,
)
from tests.mission.telling import done, refused, seen, time_passes

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

CATEGORIES = ["THEORY", "EDUCATION", "CULTURE", "SCIENCE", "FITNESS", "CIVILITY"]
WHY = {"reason": "有事"}


# --- PLACED 待派单 ---------------------------------------------------------------------


@pytest.mark.parametrize("category", CATEGORIES)
async def test_services_of_six_categories_are_ordered(api: Api, category: str) -> None:
    story = await placed(api, category=category)
    assert await story.see("category state headcount") == {
        "category": category,
        "state": "PLACED",
        "headcount": 1,
    }


async def test_a_resident_orders_from_the_menu_or_freely(api: Api) -> None:
    district = api.district
    offered = {"unitId": gid("Unit", district.station), "category": "CULTURE", "title": "村歌教唱"}
    item = await done(api, "putOnMenu", district.admin, {**offered, "minutes": 90, "headcount": 2})
    story = await placed(api, menuItemId=item["id"], headcount=2)
    assert (await story.see("menuItem { title }"))["menuItem"] == {"title": "村歌教唱"}
    wrong = wanted(api, menuItemId=item["id"], category="THEORY")
    assert await refused(api, "placeOrder", district.as_resident, wrong) == ("INVALID", "category")
    await done(api, "takeOffMenu", district.admin, {"menuItemId": item["id"], **WHY})
    late = wanted(api, menuItemId=item["id"])
    assert await refused(api, "placeOrder", district.as_resident, late) == (
        "WRONG_STATE",
        "menuItemId",
    )
    assert (await (await placed(api)).see("menuItem { title }"))["menuItem"] is None


async def test_a_unit_orders_too(api: Api) -> None:
    district = api.district
    unit = gid("Unit", district.station)
    given = wanted(api, requesterKind="UNIT", requesterId=unit)
    order = await done(api, "placeOrder", district.dispatcher, given, "requesterKind")
    assert order["requesterKind"] == "UNIT"
    assert await refused(api, "placeOrder", district.as_resident, given) == (
        "FORBIDDEN",
        "requesterId",
    )


async def test_the_same_request_twice_is_one_order(api: Api) -> None:
    given = {"commandId": str(uuid4()), **wanted(api)}
    one, two = [
        await result(api, "placeOrder", given, api.district.as_resident, shown={"id": ""})
        for _ in range(2)
    ]
    assert one["order"] == two["order"]
    assert (one["repeated"], two["repeated"]) == (False, True)


# --- DISPATCHED 待接单 ---------------------------------------------------------------------


async def test_an_order_is_dispatched_to_named_volunteers_or_to_a_team(api: Api) -> None:
    district = api.district
    lan, mei = await district.volunteer(), await district.volunteer()
    by_name = await placed(api)
    assert await by_name.dispatch(lan) == "DISPATCHED"
    team = await done(
        api,
        "formTeam",
        CENTRE,
        {"unitId": gid("Unit", district.centre), "kind": "CORPS", "name": "总队"},
    )
    await done(
        api,
        "joinTeam",
        CENTRE,
        {"teamId": team["id"], "volunteerId": gid("Volunteer", mei)},
    )
    to_team = await placed(api)
    await to_team.do("dispatchOrder", district.dispatcher, teamId=team["id"])
    outsider = {"volunteerId": gid("Volunteer", lan)}
    assert await to_team.refuse("acceptOrder", district.as_volunteer(lan), **outsider) == (
        "NOT_ELIGIBLE",
        "volunteerId",
    )
    assert await to_team.accept(mei) == "ACCEPTED"


async def test_an_order_is_handed_up_and_down_the_tiers(api: Api) -> None:
    district, story = api.district, await placed(api)
    for to, by in ((district.institute, district.dispatcher), (district.station, district.admin)):
        await story.do("transferOrder", by, toUnitId=gid("Unit", to), **WHY)
        shown = await story.see("handlingUnit { id } state")
        assert shown == {"handlingUnit": {"id": gid("Unit", to)}, "state": "PLACED"}


async def test_an_order_nobody_dispatches_within_a_day_is_flagged_and_goes_a_tier_up(
    api: Api,
) -> None:
    district, story = api.district, await placed(api)
    await time_passes(api, district.now + DAY)
    assert await story.see("overdue overdueStage handlingUnit { id }") == {
        "overdue": True,
        "overdueStage": "DISPATCH",
        "handlingUnit": {"id": gid("Unit", district.institute)},
    }


# --- ACCEPTED 待服务 ---------------------------------------------------------------------


async def test_volunteers_accept_up_to_the_headcount_and_nobody_is_assigned(api: Api) -> None:
    district = api.district
    lan, mei, hai = [await district.volunteer() for _ in range(3)]
    story = await placed(api, headcount=2)
    await story.dispatch(lan, mei, hai)
    forced = {"volunteerId": gid("Volunteer", lan)}
    for somebody_else in (district.dispatcher, district.as_volunteer(mei)):
        code, _ = await story.refuse("acceptOrder", somebody_else, **forced)
        assert code == "FORBIDDEN"
    assert [await story.accept(volunteer) for volunteer in (lan, mei)] == ["ACCEPTED"] * 2
    third = {"volunteerId": gid("Volunteer", hai)}
    assert await story.refuse("acceptOrder", district.as_volunteer(hai), **third) == (
        "FULL",
        "orderId",
    )


async def test_declining_takes_a_reason_and_leads_back_to_dispatch(api: Api) -> None:
    district = api.district
    lan, story = await district.volunteer(), await placed(api)
    await story.dispatch(lan)
    assert await story.as_volunteer("declineOrder", lan, reason="出海") == "PLACED"
    staff_see = await story.see("invitations { reason }", district.dispatcher)
    assert staff_see["invitations"] == [{"reason": "出海"}]


async def test_an_order_nobody_accepts_within_a_day_goes_a_tier_up(api: Api) -> None:
    district = api.district
    lan, story = await district.volunteer(), await placed(api)
    await story.dispatch(lan)
    await time_passes(api, district.now + DAY)
    shown = await story.see("overdueStage state handlingUnit { id }")
    assert shown == {
        "overdueStage": "ACCEPT",
        "state": "PLACED",
        "handlingUnit": {"id": gid("Unit", district.institute)},
    }


async def test_nobody_has_two_duties_at_once(api: Api) -> None:
    district = api.district
    lan = await district.volunteer()
    await accepted(api, lan)
    other = await placed(api)
    await other.dispatch(lan)
    me = {"volunteerId": gid("Volunteer", lan)}
    assert await other.refuse("acceptOrder", district.as_volunteer(lan), **me) == (
        "OVERLAP",
        "volunteerId",
    )


@pytest.mark.parametrize("mismatch", [{"category": "SCIENCE"}, {"skills": ["急救"]}])
async def test_only_who_has_the_category_and_skill_is_asked(
    api: Api, mismatch: dict[str, object]
) -> None:
    district = api.district
    story, unfit = await placed(api, **mismatch), await district.volunteer()
    named = {"volunteerIds": [gid("Volunteer", unfit)]}
    assert (await story.refuse("dispatchOrder", district.dispatcher, **named))[0] == "NOT_ELIGIBLE"


async def test_dangerous_duty_is_for_insured_adults_with_a_written_agreement(api: Api) -> None:
    """志愿服务条例, 浙江省志愿服务条例 art. 21 (domain.md §12)."""
    district = api.district
    child = await district.volunteer(id_number=id_number(1, born="20100307"), guardian_consent=True)
    lan, story = await district.volunteer(), await placed(api, hazardous=True)
    young = {"volunteerIds": [gid("Volunteer", child)]}
    assert (await story.refuse("dispatchOrder", district.dispatcher, **young))[0] == "NOT_ELIGIBLE"
    await story.dispatch(lan)
    me = {"volunteerId": gid("Volunteer", lan)}
    uninsured = await story.refuse("acceptOrder", district.as_volunteer(lan), **me)
    assert uninsured == ("NOT_ELIGIBLE", "volunteerId")
    await insure(district, lan)
    await story.accept(lan)
    district.now = (await district.get_order(local(story.id))).starts_at
    here = {**me, "code": story.code}
    assert await story.refuse("checkIn", district.as_volunteer(lan), **here) == (
        "NOT_ELIGIBLE",
        "volunteerId",
    )
    await story.do("recordAgreement", district.dispatcher, documentHash="b" * 64, **me)
    assert await story.as_volunteer("checkIn", lan, code=story.code) == "IN_SERVICE"


# --- IN_SERVICE 服务中 ---------------------------------------------------------------------


async def test_volunteers_check_in_and_out_by_code_or_by_staff(api: Api) -> None:
    district = api.district
    lan, mei = await district.volunteer(), await district.volunteer()
    story = await accepted(api, lan, mei)
    district.now = (await district.get_order(local(story.id))).starts_at
    by_code = {"code": story.code, "location": "文化礼堂"}
    assert await story.as_volunteer("checkIn", lan, **by_code) == "IN_SERVICE"
    second = {"volunteerId": gid("Volunteer", mei)}
    await story.do("checkIn", district.dispatcher, **second)
    district.now += 2 * HOUR
    await story.as_volunteer("checkOut", lan, code=story.code, evidenceHash="a" * 64)
    await story.do("checkOut", district.dispatcher, **second)
    shown = await story.see("assignments { status }")
    assert shown["assignments"] == [{"status": "CHECKED_OUT"}] * 2


async def test_a_wrong_code_lets_nobody_in_and_too_many_lock_out(api: Api) -> None:
    district = api.district
    lan = await district.volunteer()
    story = await accepted(api, lan)
    district.now = (await district.get_order(local(story.id))).starts_at
    me, as_lan = {"volunteerId": gid("Volunteer", lan)}, district.as_volunteer(lan)
    tries = [await story.refuse("checkIn", as_lan, code=f"x{n}", **me) for n in range(6)]
    assert tries == [("INVALID", "code")] * 5 + [("LIMIT_REACHED", "code")]
    assert (await story.refuse("checkIn", as_lan, code=story.code, **me))[0] == "LIMIT_REACHED"


async def test_nobody_checks_out_who_has_not_checked_in(api: Api) -> None:
    district = api.district
    lan, mei = await district.volunteer(), await district.volunteer()
    story = await accepted(api, lan, mei)
    district.now = (await district.get_order(local(story.id))).starts_at
    await story.as_volunteer("checkIn", lan, code=story.code)
    absent = {"volunteerId": gid("Volunteer", mei), "code": story.code}
    assert await story.refuse("checkOut", district.as_volunteer(mei), **absent) == (
        "WRONG_STATE",
        "volunteerId",
    )


async def test_a_no_show_is_recorded(api: Api) -> None:
    district = api.district
    lan, mei = await district.volunteer(), await district.volunteer()
    story = await accepted(api, lan, mei)
    await story.serve(lan)
    await story.do("recordNoShow", district.dispatcher, volunteerId=gid("Volunteer", mei))
    await story.verify(lan)
    shown = await story.see("state assignments { status }", district.dispatcher)
    assert shown["state"] == "COMPLETED"
    assert {a["status"] for a in shown["assignments"]} == {"VERIFIED", "NO_SHOW"}


# --- COMPLETED 待评价 ---------------------------------------------------------------------


async def test_hours_are_submitted_to_the_minute_and_verified_by_staff(api: Api) -> None:
    district = api.district
    lan = await district.volunteer()
    story = await accepted(api, lan)
    await story.serve(lan, minutes=97)
    as_lan = district.as_volunteer(lan)
    submitted = await story.hours("submitHours", as_lan, lan)
    assert (submitted["state"], submitted["minutes"]) == ("SUBMITTED", 97)
    me = {"volunteerId": gid("Volunteer", lan)}
    # Not the volunteer, and not in another role either.
    assert await story.refuse("verifyHours", as_lan, **me) == ("FORBIDDEN", "role")
    in_office = Actor(str(lan), Role.DISPATCHER, district.station)
    assert (await story.refuse("verifyHours", in_office, **me))[0] == "SELF_VERIFICATION"
    verified = await story.hours("verifyHours", district.dispatcher, lan, minutes=90)
    assert (verified["state"], verified["minutes"]) == ("VERIFIED", 90)
    assert (await story.see("state"))["state"] == "COMPLETED"


async def test_no_more_than_eight_hours_a_day_count(api: Api) -> None:
    district = api.district
    lan = await district.volunteer()
    # From nine in the morning: ten hours of one civil day.
    morning = district.now.replace(hour=1, minute=0) + 2 * DAY
    window = {"startsAt": morning.isoformat(), "endsAt": (morning + 10 * HOUR).isoformat()}
    story = await accepted(api, lan, **window)
    await story.serve(lan, minutes=600)
    as_lan = district.as_volunteer(lan)
    whole_day = await story.hours("submitHours", as_lan, lan, minutes=600)
    assert whole_day["minutes"] == 600
    me = {"volunteerId": gid("Volunteer", lan)}
    assert await story.refuse("verifyHours", district.dispatcher, **me) == (
        "CAP_EXCEEDED",
        "minutes",
    )
    assert (await story.hours("verifyHours", district.dispatcher, lan, minutes=480))[
        "minutes"
    ] == 480


async def test_a_correction_compensates_and_says_why(api: Api) -> None:
    district = api.district
    lan = await district.volunteer()
    story = await completed(api, lan)
    order = await story.see("assignments { minutes record { id } }", district.dispatcher)
    (served,) = order["assignments"]
    correction = {"volunteerId": gid("Volunteer", lan), "recordId": served["record"]["id"]}
    corrected = await done(
        api,
        "correctHours",
        district.admin,
        {**correction, "minutes": 60, "reason": "早退"},
        "minutes",
        "correctionReason",
    )
    assert (corrected["minutes"], corrected["correctionReason"]) == (60, "早退")
    # Order, book and points say the same, and the log keeps both.
    assert (await story.see("assignments { minutes }"))["assignments"] == [{"minutes": 60}]
    account = await seen(
        api,
        "query ($id: ID!) { pointsAccount(volunteerId: $id) { issued entries(first: 9) { edges {"
        " node { kind points } } } } }",
        district.as_volunteer(lan),
        id=gid("Volunteer", lan),
    )
    assert account["issued"] == 10
    assert len(account["entries"]["edges"]) == 2


# --- RATED 已评价 ---------------------------------------------------------------------


async def test_the_requester_rates_the_order_and_each_volunteer(api: Api) -> None:
    district = api.district
    lan, mei = await district.volunteer(), await district.volunteer()
    story = await completed(api, lan, mei)
    scores = [{"volunteerId": gid("Volunteer", mei), "score": 3}]
    assert await story.rate(5, volunteerScores=scores, comment="很好", tags=["热心"]) == "RATED"
    shown = await story.see("score comment tags assignments { score volunteer { id } }")
    assert (shown["score"], shown["comment"], shown["tags"]) == (5, "很好", ["热心"])
    given = {a["volunteer"]["id"]: a["score"] for a in shown["assignments"]}
    assert given == {gid("Volunteer", lan): 5, gid("Volunteer", mei): 3}
    # A staff member does not praise their own unit in the resident's place.
    assert (await story.refuse("rateOrder", district.dispatcher, score=5))[0] == "FORBIDDEN"


async def test_a_rating_is_given_once_and_amended_once_within_seven_days(api: Api) -> None:
    district = api.district
    lan, late = await district.volunteer(), await district.volunteer()
    story = await completed(api, lan)
    await story.rate(5)
    assert (await story.refuse("rateOrder", district.as_resident, score=4))[0] == "WRONG_STATE"
    assert await story.do("amendRating", district.as_resident, score=2) == "RATED"
    assert (await story.refuse("amendRating", district.as_resident, score=3))[0] == "DUPLICATE"
    other = await completed(api, late)
    await other.rate(5)
    district.now += 7 * DAY + HOUR
    assert (await other.refuse("amendRating", district.as_resident, score=1))[0] == "TOO_LATE"


async def test_who_is_not_rated_within_seven_days_is_closed_unrated_without_praise(
    api: Api,
) -> None:
    district = api.district
    lan = await district.volunteer()
    story = await completed(api, lan)
    await time_passes(api, district.now + 7 * DAY + HOUR)
    assert (await story.see("state score")) == {"state": "UNRATED", "score": None}
    volunteer = await seen(
        api,
        "query ($id: ID!) { volunteer(id: $id) { minutes ratingsCount rating } }",
        None,
        id=gid("Volunteer", lan),
    )
    assert volunteer == {"minutes": 120, "ratingsCount": 0, "rating": None}


# --- FOLLOWED_UP 已回访 ---------------------------------------------------------------------


@pytest.mark.parametrize("channel", ["PHONE", "VISIT"])
async def test_staff_follow_up_by_phone_or_visit(api: Api, channel: str) -> None:
    district = api.district
    story = await completed(api, await district.volunteer())
    await story.rate(4)
    said = {"channel": channel, "satisfied": True, "complaint": False, "result": "满意"}
    assert await story.do("followUpOrder", district.dispatcher, **said) == "FOLLOWED_UP"
    shown = await story.see("followUpChannel satisfied followUpResult", district.dispatcher)
    assert shown == {"followUpChannel": channel, "satisfied": True, "followUpResult": "满意"}


# --- CANCELLED / EXPIRED / DISPUTED ---------------------------------------------------------------


async def test_a_cancelled_order_says_why(api: Api) -> None:
    story = await placed(api)
    assert await story.do("cancelOrder", api.district.as_resident, reason="下雨") == "CANCELLED"
    assert (await story.see("endedReason"))["endedReason"] == "下雨"


async def test_an_order_nobody_serves_expires(api: Api) -> None:
    story = await placed(api)
    await time_passes(api, api.district.now + 3 * DAY)
    assert (await story.see("state"))["state"] == "EXPIRED"


async def test_a_dispute_freezes_hours_and_points_until_somebody_else_decides(api: Api) -> None:
    district = api.district
    lan = await district.volunteer()
    story = await completed(api, lan)
    await story.do("disputeOrder", district.as_resident, reason="只来了一小时")
    mine = """query ($id: ID!) { volunteer(id: $id) {
        minutes frozenMinutes pointsAccount { spendable } } }"""
    frozen = await seen(api, mine, district.as_volunteer(lan), id=gid("Volunteer", lan))
    assert frozen == {"minutes": 0, "frozenMinutes": 120, "pointsAccount": {"spendable": 0}}
    left = [{"volunteerId": gid("Volunteer", lan), "minutes": 60}]
    assert (
        await story.do("decideDispute", district.admin, upheld=True, minutes=left, reason="查实")
        == "COMPLETED"
    )
    released = await seen(api, mine, district.as_volunteer(lan), id=gid("Volunteer", lan))
    assert released == {"minutes": 60, "frozenMinutes": 0, "pointsAccount": {"spendable": 10}}
