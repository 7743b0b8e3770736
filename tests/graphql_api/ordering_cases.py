"""A valid input for each mutation of the order loop, as the laws of mutations want it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.commands import check_in_code
from five_steps.commands.ordering.attendance import CheckIn, CheckOut
from five_steps.commands.ordering.disputes import DisputeOrder
from five_steps.commands.ordering.hours import SubmitHours, VerifyHours
from five_steps.commands.ordering.menu import PutOnMenu
from five_steps.commands.ordering.rating import RateOrder
from five_steps.commands.people.registration import ApproveVolunteer
from five_steps.domain.ordering.category import Category
from five_steps.domain.people.volunteer import Volunteer
from tests.commands.district import SECRETS, District
from tests.graphql_api.api import CENTRE, gid
from tests.graphql_api.mutation_laws import Asked, Case

if TYPE_CHECKING:
    from five_steps.commands import Actor
    from tests.graphql_api.api import Api

ME = UUID(int=4711)
"""The volunteer of all these orders, known beforehand so that they can ask for themselves."""
MY_ID = gid("Volunteer", ME)
WHY = {"reason": "有事"}


def by_me(district: District) -> Actor:
    return district.as_volunteer(ME)


def by_resident(district: District) -> Actor:
    return district.as_resident


def by_dispatcher(district: District) -> Actor:
    return district.dispatcher


def by_admin(district: District) -> Actor:
    return district.admin


def by_centre(district: District) -> Actor:
    return CENTRE


# --- an order at each stage --------------------------------------------------------------------


async def placed(api: Api) -> UUID:
    """An order for a time of its own."""
    district = api.district
    district.now += timedelta(days=3)
    if await district.store.repository.find(Volunteer, ME) is None:
        await district.give(district.registration(), by_me(district))
        await district.give(ApproveVolunteer(volunteer_id=ME), district.admin)
    return await district.give(district.order(), district.as_resident)


async def dispatched(api: Api) -> UUID:
    await placed(api)
    return await api.district.dispatched(ME)


async def accepted(api: Api) -> UUID:
    await placed(api)
    order_id = await api.district.accepted(ME)
    api.district.now = (await api.district.get_order(order_id)).starts_at
    return order_id


async def in_service(api: Api) -> UUID:
    order_id = await accepted(api)
    await api.district.give(CheckIn(order_id=order_id, volunteer_id=ME), api.district.dispatcher)
    api.district.now += timedelta(hours=2)
    return order_id


async def served(api: Api) -> UUID:
    order_id = await in_service(api)
    await api.district.give(CheckOut(order_id=order_id, volunteer_id=ME), api.district.dispatcher)
    return order_id


async def submitted(api: Api) -> UUID:
    order_id = await served(api)
    await api.district.give(SubmitHours(order_id=order_id, volunteer_id=ME), by_me(api.district))
    return order_id


async def completed(api: Api) -> UUID:
    order_id = await submitted(api)
    verify = VerifyHours(order_id=order_id, volunteer_id=ME)
    await api.district.give(verify, api.district.dispatcher)
    return order_id


async def rated(api: Api) -> UUID:
    order_id = await completed(api)
    await api.district.give(RateOrder(order_id=order_id, score=4), api.district.as_resident)
    return order_id


# --- the inputs --------------------------------------------------------------------------------


def about(order_id: UUID, state: str, **given: Any) -> Asked:
    """A command about an order, and the state it leaves the order in."""
    order = gid("Order", order_id)
    return Asked({"orderId": order, **given}, {"id": order, "state": state})


def my_hours(order_id: UUID, state: str, **given: Any) -> Asked:
    """A command about the volunteer's hours, and the state it leaves the record in."""
    return Asked(
        {"orderId": gid("Order", order_id), "volunteerId": MY_ID, **given},
        {"state": state, "volunteer": {"id": MY_ID}},
    )


async def place_order(api: Api) -> Asked:
    district = api.district
    shown = {"category": "CULTURE", "title": "村晚排练", "place": "文化礼堂", "headcount": 3}
    window = {
        "startsAt": (district.now + timedelta(days=2)).isoformat(),
        "endsAt": (district.now + timedelta(days=2, hours=2)).isoformat(),
    }
    asker = {
        "unitId": gid("Unit", district.station),
        "requesterId": gid("Resident", district.resident),
    }
    wanted = {"details": "带鼓", "contact": "13800000000", "skills": ["二胡"]}
    return Asked({**asker, **shown, **window, **wanted}, {**shown, **wanted, "state": "PLACED"})


async def put_on_menu(api: Api) -> Asked:
    shown = {
        "category": "CULTURE",
        "title": "村歌教唱",
        "description": "学唱村歌",
        "minutes": 90,
        "headcount": 2,
    }
    return Asked({"unitId": gid("Unit", api.district.station), **shown}, {**shown, "offered": True})


async def take_off_menu(api: Api) -> Asked:
    item = PutOnMenu(
        unit_id=api.district.station,
        category=Category.CULTURE,
        title="村歌教唱",
        minutes=90,
        headcount=2,
    )
    item_id = gid("MenuItem", await api.district.give(item))
    return Asked({"menuItemId": item_id, **WHY}, {"id": item_id, "offered": False})


async def dispatch_order(api: Api) -> Asked:
    return about(await placed(api), "DISPATCHED", volunteerIds=[MY_ID])


async def transfer_order(api: Api) -> Asked:
    to_unit = gid("Unit", api.district.institute)
    return about(await placed(api), "PLACED", toUnitId=to_unit, **WHY)


async def escalate_order(api: Api) -> Asked:
    order_id = await placed(api)
    api.district.now += timedelta(days=1)
    return about(order_id, "PLACED")


async def accept_order(api: Api) -> Asked:
    return about(await dispatched(api), "ACCEPTED", volunteerId=MY_ID)


async def decline_order(api: Api) -> Asked:
    await placed(api)
    other = await api.district.volunteer()
    return about(await api.district.dispatched(ME, other), "DISPATCHED", volunteerId=MY_ID, **WHY)


async def withdraw_acceptance(api: Api) -> Asked:
    # A second volunteer stays, and the first still sees the order as one they were asked for.
    await placed(api)
    other = await api.district.volunteer()
    return about(await api.district.accepted(ME, other), "ACCEPTED", volunteerId=MY_ID, **WHY)


async def record_agreement(api: Api) -> Asked:
    order_id = await accepted(api)
    return about(order_id, "ACCEPTED", volunteerId=MY_ID, documentHash="b" * 64)


async def check_in(api: Api) -> Asked:
    order_id = await accepted(api)
    return about(
        order_id,
        "IN_SERVICE",
        volunteerId=MY_ID,
        code=check_in_code(SECRETS, order_id),
        location="礼堂",
    )


async def check_out(api: Api) -> Asked:
    order_id = await in_service(api)
    return about(
        order_id,
        "IN_SERVICE",
        volunteerId=MY_ID,
        code=check_in_code(SECRETS, order_id),
        location="礼堂",
        evidenceHash="a" * 64,
    )


async def record_no_show(api: Api) -> Asked:
    return about(await accepted(api), "EXPIRED", volunteerId=MY_ID)


async def submit_hours(api: Api) -> Asked:
    return my_hours(await served(api), "SUBMITTED", minutes=100, note="准时")


async def verify_hours(api: Api) -> Asked:
    return my_hours(await submitted(api), "VERIFIED", minutes=100)


async def reject_hours(api: Api) -> Asked:
    return my_hours(await submitted(api), "REJECTED", **WHY)


async def rate_order(api: Api) -> Asked:
    scores = [{"volunteerId": MY_ID, "score": 4}]
    return about(
        await completed(api), "RATED", score=5, volunteerScores=scores, comment="好", tags=["热心"]
    )


async def amend_rating(api: Api) -> Asked:
    return about(await rated(api), "RATED", score=2, comment="迟到", tags=["迟到"])


async def close_unrated(api: Api) -> Asked:
    order_id = await completed(api)
    api.district.now += timedelta(days=8)
    return about(order_id, "UNRATED")


async def follow_up_order(api: Api) -> Asked:
    said = {"channel": "VISIT", "satisfied": True, "complaint": False, "result": "满意"}
    return about(await rated(api), "FOLLOWED_UP", **said)


async def cancel_order(api: Api) -> Asked:
    return about(await placed(api), "CANCELLED", **WHY)


async def expire_order(api: Api) -> Asked:
    order_id = await placed(api)
    api.district.now += timedelta(days=3)
    return about(order_id, "EXPIRED")


async def dispute_order(api: Api) -> Asked:
    return about(await completed(api), "DISPUTED", **WHY)


async def decide_dispute(api: Api) -> Asked:
    order_id = await completed(api)
    dispute = DisputeOrder(order_id=order_id, reason="不实")
    await api.district.give(dispute, api.district.as_resident)
    left = [{"volunteerId": MY_ID, "minutes": 30}]
    return about(order_id, "COMPLETED", upheld=True, minutes=left, **WHY)


async def publish_service_policy(api: Api) -> Asked:
    # Each version begins after the one before.
    api.district.now += timedelta(days=2)
    moment = (api.district.now + timedelta(days=1)).isoformat()
    return Asked({"effectiveFrom": moment, "rateWithinDays": 7}, {"publishedBy": CENTRE.subject})


CASES = [
    Case("placeOrder", place_order, by_resident),
    Case("putOnMenu", put_on_menu, by_admin),
    Case("takeOffMenu", take_off_menu, by_admin),
    Case("dispatchOrder", dispatch_order, by_dispatcher),
    Case("transferOrder", transfer_order, by_dispatcher),
    Case("escalateOrder", escalate_order, by_dispatcher),
    Case("acceptOrder", accept_order, by_me),
    Case("declineOrder", decline_order, by_me),
    Case("withdrawAcceptance", withdraw_acceptance, by_me),
    Case("recordAgreement", record_agreement, by_dispatcher),
    Case("checkIn", check_in, by_me),
    Case("checkOut", check_out, by_me),
    Case("recordNoShow", record_no_show, by_dispatcher),
    Case("submitHours", submit_hours, by_me),
    Case("verifyHours", verify_hours, by_dispatcher),
    Case("rejectHours", reject_hours, by_dispatcher),
    Case("rateOrder", rate_order, by_resident),
    Case("amendRating", amend_rating, by_resident),
    Case("closeUnrated", close_unrated, by_centre),
    Case("followUpOrder", follow_up_order, by_dispatcher),
    Case("cancelOrder", cancel_order, by_resident),
    Case("expireOrder", expire_order, by_centre),
    Case("disputeOrder", dispute_order, by_resident),
    Case("decideDispute", decide_dispute, by_admin),
    Case("publishServicePolicy", publish_service_policy, by_centre),
]
