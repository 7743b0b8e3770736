"""The loop from the order to the follow-up, on the real store."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from five_steps.commands.incentives.back_hours import EnterBackHours
from five_steps.commands.incentives.corrections import CorrectHours
from five_steps.commands.kernel.personal_data import Particulars
from five_steps.commands.ordering.acceptance import AcceptOrder, DeclineOrder, WithdrawAcceptance
from five_steps.commands.ordering.attendance import CheckIn, CheckOut, RecordNoShow
from five_steps.commands.ordering.dispatching import DispatchOrder, EscalateOrder, TransferOrder
from five_steps.commands.ordering.disputes import DecideDispute, DisputeOrder, VolunteerMinutes
from five_steps.commands.ordering.endings import CancelOrder, ExpireOrder
from five_steps.commands.ordering.follow_up import FollowUpOrder
from five_steps.commands.ordering.hours import RejectHours, SubmitHours, VerifyHours
from five_steps.commands.ordering.menu import PutOnMenu, TakeOffMenu
from five_steps.commands.ordering.rating import (
    AmendRating,
    CloseUnrated,
    RateOrder,
    VolunteerScore,
)
from five_steps.commands.organisation.team_members import JoinTeam
from five_steps.commands.organisation.teams import FormTeam
from five_steps.domain.incentives.service_record import RecordState
from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.ordering import order_events as events
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order_state import FollowUpChannel, OrderState, RequesterKind
from five_steps.domain.organisation.tiers import TeamKind
from five_steps.event_store.codec import to_domain_event
from tests.commands.district import id_number
from tests.commands.insured import insure
from tests.refusals import refused

if TYPE_CHECKING:
    from tests.commands.district import District


async def order_log(district: District, order_id: UUID) -> list[object]:
    rows = await district.store.recorder.select_events(order_id)
    return [to_domain_event(r.originator_id, r.version, r.topic, r.state) for r in rows]


async def test_from_order_to_follow_up(district: District) -> None:
    volunteer_id = await district.volunteer()
    order_id = await district.served(volunteer_id)

    before = await district.position()
    verified = await district.run(
        VerifyHours(order_id=order_id, volunteer_id=volunteer_id), district.dispatcher
    )
    rows = await district.store.recorder.select_notifications(before + 1, 10)
    assert [row.topic for row in rows] == [
        "order.hours_verified",
        "order.completed",
        "service_book.hours_verified",
        "service_book.duty_released",
        "points_account.credited",
    ]
    assert rows[-1].position == verified.position
    assert (await district.account(volunteer_id)).available == 20

    rating = RateOrder(order_id=order_id, score=5, comment="很好", tags=(" 热心 ",))
    await district.give(rating, district.as_resident)
    book, account = await district.book(volunteer_id), await district.account(volunteer_id)
    assert (book.minutes, book.ratings.count, book.ratings.total) == (120, 1, 5)
    assert account.available == 24

    await district.give(
        FollowUpOrder(
            order_id=order_id,
            channel=FollowUpChannel.PHONE,
            satisfied=True,
            complaint=False,
            result="满意",
        ),
        district.dispatcher,
    )
    amended = AmendRating(
        order_id=order_id, score=4, volunteer_scores=(VolunteerScore(volunteer_id, 3),)
    )
    await district.give(amended, district.as_resident)
    book, account = await district.book(volunteer_id), await district.account(volunteer_id)
    assert (book.ratings.count, book.ratings.total, account.available) == (1, 3, 16)
    assert (await district.get_order(order_id)).state is OrderState.FOLLOWED_UP


async def test_texts_about_people_are_sealed_in_the_log(district: District) -> None:
    volunteer_id = await district.volunteer()
    order_id = await district.completed(volunteer_id, contact="13800000000")
    await district.give(
        RateOrder(order_id=order_id, score=5, comment="很热心"), district.as_resident
    )
    log = await order_log(district, order_id)
    created = next(e for e in log if isinstance(e, events.Created))
    rated = next(e for e in log if isinstance(e, events.Rated))
    open_ = district.store.vault.open
    particulars = await open_(district.resident, created.particulars)
    assert particulars is not None
    assert Particulars.from_text(particulars).contact == "13800000000"
    assert await open_(district.resident, rated.comment) == "很热心"
    rows = await district.store.recorder.select_notifications(1, 1000)
    texts = [row.state.decode() for row in rows]
    assert not [
        t for t in texts for secret in ("13800000000", "很热心", "林志愿", "陈阿婆") if secret in t
    ]


async def test_nothing_more_is_sealed_for_somebody_erased(district: District) -> None:
    await district.store.vault.erase(district.resident)
    with refused(RefusalCode.NOT_FOUND, "requesterId"):
        await district.give(district.order(), district.dispatcher)
    with refused(RefusalCode.NOT_FOUND, "subject"):
        await district.give(district.order(), district.as_resident)


# --- placing -----------------------------------------------------------------------------------


async def test_residents_order_for_themselves_and_staff_for_unit_or_caller(
    district: District,
) -> None:
    other = uuid4()
    with refused(RefusalCode.NOT_FOUND, "requesterId"):
        await district.give(district.order(requester_id=other), district.as_resident)
    with refused(RefusalCode.FORBIDDEN, "requesterId"):
        await district.give(district.order(), district.stranger)
    await district.give(district.order(), district.dispatcher)
    for_unit = district.order(
        requester_kind=RequesterKind.UNIT, requester_id=district.other_station
    )
    await district.give(for_unit, district.stranger)
    with refused(RefusalCode.FORBIDDEN, "requesterId"):
        await district.give(for_unit, district.as_resident)


async def test_the_menu(district: District) -> None:
    item = await district.give(
        PutOnMenu(
            unit_id=district.station,
            category=Category.CULTURE,
            title="村歌教唱",
            minutes=90,
            headcount=2,
        ),
        district.admin,
    )
    await district.give(district.order(menu_item_id=item), district.as_resident)
    with refused(RefusalCode.INVALID, "category"):
        await district.give(
            district.order(menu_item_id=item, category=Category.THEORY), district.as_resident
        )
    await district.give(TakeOffMenu(menu_item_id=item, reason="换季"), district.admin)
    with refused(RefusalCode.WRONG_STATE, "menuItemId"):
        await district.give(district.order(menu_item_id=item), district.as_resident)


# --- dispatch and acceptance -----------------------------------------------------------------


async def test_dispatch_names_a_team_or_volunteers_who_fit(district: District) -> None:
    order_id = await district.give(district.order(skills=("二胡",)), district.as_resident)
    volunteer_id = await district.volunteer()
    with refused(RefusalCode.INVALID, "teamId"):
        await district.give(DispatchOrder(order_id=order_id), district.dispatcher)
    with refused(RefusalCode.NOT_ELIGIBLE, "volunteerId"):
        await district.give(
            DispatchOrder(order_id=order_id, volunteer_ids=(volunteer_id,)), district.dispatcher
        )
    with refused(RefusalCode.NOT_FOUND, "volunteerIds"):
        await district.give(
            DispatchOrder(order_id=order_id, volunteer_ids=(uuid4(),)), district.dispatcher
        )
    with refused(RefusalCode.NOT_FOUND, "teamId"):
        await district.give(DispatchOrder(order_id=order_id, team_id=uuid4()), district.dispatcher)
    with refused(RefusalCode.FORBIDDEN, "orderId"):
        await district.give(
            DispatchOrder(order_id=order_id, volunteer_ids=(volunteer_id,)), district.stranger
        )


async def test_an_order_of_a_team_is_for_its_members(district: District) -> None:
    member, outsider = await district.volunteer(), await district.volunteer()
    corps = await district.give(FormTeam(unit_id=district.centre, kind=TeamKind.CORPS, name="总队"))
    squad = await district.give(
        FormTeam(unit_id=district.station, kind=TeamKind.SQUAD, name="小队", parent_id=corps),
        district.admin,
    )
    await district.give(JoinTeam(team_id=squad, volunteer_id=member), district.admin)
    order_id = await district.give(district.order(), district.as_resident)
    await district.give(DispatchOrder(order_id=order_id, team_id=squad), district.dispatcher)
    with refused(RefusalCode.NOT_ELIGIBLE, "volunteerId"):
        await district.give(
            AcceptOrder(order_id=order_id, volunteer_id=outsider), district.as_volunteer(outsider)
        )
    with refused(RefusalCode.FORBIDDEN, "volunteerId"):
        await district.give(
            AcceptOrder(order_id=order_id, volunteer_id=member), district.as_volunteer(outsider)
        )
    await district.give(
        AcceptOrder(order_id=order_id, volunteer_id=member), district.as_volunteer(member)
    )


async def test_declining_and_withdrawing_bring_the_order_back(district: District) -> None:
    volunteer_id = await district.volunteer()
    me = district.as_volunteer(volunteer_id)
    order_id = await district.dispatched(volunteer_id)
    await district.give(
        DeclineOrder(order_id=order_id, volunteer_id=volunteer_id, reason="出差"), me
    )
    assert (await district.get_order(order_id)).state is OrderState.PLACED

    order_id = await district.accepted(volunteer_id)
    await district.give(
        WithdrawAcceptance(order_id=order_id, volunteer_id=volunteer_id, reason="生病"), me
    )
    assert (await district.get_order(order_id)).state is OrderState.PLACED
    assert (await district.book(volunteer_id)).duties == {}


async def test_a_minor_who_came_of_age_may_serve_a_hazardous_order(district: District) -> None:
    minor = await district.volunteer(
        id_number=id_number(500, born="20080304"), guardian_consent=True, name="小林"
    )
    with refused(RefusalCode.NOT_ELIGIBLE, "volunteerId"):
        await district.dispatched(minor, hazardous=True)
    district.now += timedelta(days=5)
    await insure(district, minor)
    order_id = await district.accepted(minor, hazardous=True)
    assert (await district.get_order(order_id)).state is OrderState.ACCEPTED


async def test_an_overdue_order_moves_up_and_can_be_transferred_down(district: District) -> None:
    order_id = await district.give(district.order(), district.as_resident)
    with refused(RefusalCode.TOO_EARLY, "orderId"):
        await district.give(EscalateOrder(order_id=order_id))
    for above in (district.institute, district.centre):
        district.now += timedelta(hours=24)
        await district.give(EscalateOrder(order_id=order_id))
        order = await district.get_order(order_id)
        assert (order.handling_unit_id, order.overdue) == (above, True)
    with refused(RefusalCode.FORBIDDEN, "orderId"):
        await district.give(
            TransferOrder(order_id=order_id, to_unit_id=district.station, reason="就近"),
            district.dispatcher,
        )
    await district.give(
        TransferOrder(order_id=order_id, to_unit_id=district.other_station, reason="就近")
    )
    assert (await district.get_order(order_id)).handling_unit_id == district.other_station


# --- service and hours -----------------------------------------------------------------------


async def test_check_in_takes_the_code_or_staff(district: District) -> None:
    volunteer_id = await district.volunteer()
    order_id = await district.accepted(volunteer_id)
    district.now = (await district.get_order(order_id)).starts_at
    with refused(RefusalCode.INVALID, "code"):
        await district.give(
            CheckIn(order_id=order_id, volunteer_id=volunteer_id, code="nope"),
            district.as_volunteer(volunteer_id),
        )
    await district.give(CheckIn(order_id=order_id, volunteer_id=volunteer_id), district.dispatcher)
    assert (await district.get_order(order_id)).state is OrderState.IN_SERVICE


async def test_no_show_cancel_and_expiry_free_the_volunteer(district: District) -> None:
    volunteer_id = await district.volunteer()
    no_show = await district.accepted(volunteer_id)
    district.now = (await district.get_order(no_show)).starts_at
    await district.give(
        RecordNoShow(order_id=no_show, volunteer_id=volunteer_id), district.dispatcher
    )
    assert (await district.get_order(no_show)).state is OrderState.EXPIRED

    cancelled = await district.accepted(volunteer_id)
    await district.give(CancelOrder(order_id=cancelled, reason="下雨"), district.as_resident)

    expired = await district.accepted(volunteer_id)
    district.now = (await district.get_order(expired)).ends_at + timedelta(hours=24)
    await district.give(ExpireOrder(order_id=expired))
    assert (await district.get_order(expired)).state is OrderState.EXPIRED
    assert (await district.book(volunteer_id)).duties == {}


async def test_an_order_with_no_shows_alone_left_expires(district: District) -> None:
    absent, withdrawn = await district.volunteer(), await district.volunteer()
    order_id = await district.accepted(absent, withdrawn)
    district.now = (await district.get_order(order_id)).starts_at
    await district.give(RecordNoShow(order_id=order_id, volunteer_id=absent), district.dispatcher)
    await district.give(
        WithdrawAcceptance(order_id=order_id, volunteer_id=withdrawn, reason="生病"),
        district.as_volunteer(withdrawn),
    )
    assert (await district.get_order(order_id)).state is OrderState.EXPIRED
    for volunteer_id in (absent, withdrawn):
        assert (await district.book(volunteer_id)).duties == {}


@pytest.mark.parametrize("first_submitted", [0, 1])
async def test_minutes_at_two_services_back_to_back_count_once(
    district: District, first_submitted: int
) -> None:
    volunteer_id = await district.volunteer()
    starts_at = district.now + timedelta(days=2)
    half_time, ends_at = starts_at + timedelta(hours=2), starts_at + timedelta(hours=4)
    orders = [
        await district.accepted(volunteer_id, starts_at=starts_at, ends_at=half_time),
        await district.accepted(volunteer_id, starts_at=half_time, ends_at=ends_at),
    ]
    early = half_time - timedelta(minutes=15)
    for order_id, checked_in_at in zip(orders, (starts_at, early), strict=True):
        district.now = checked_in_at
        await district.give(
            CheckIn(order_id=order_id, volunteer_id=volunteer_id), district.dispatcher
        )
    for order_id, checked_out_at in zip(orders, (half_time, ends_at), strict=True):
        district.now = checked_out_at
        await district.give(
            CheckOut(order_id=order_id, volunteer_id=volunteer_id), district.dispatcher
        )
    for order_id in (orders[first_submitted], orders[1 - first_submitted]):
        await district.give(
            SubmitHours(order_id=order_id, volunteer_id=volunteer_id), district.dispatcher
        )
        await district.give(
            VerifyHours(order_id=order_id, volunteer_id=volunteer_id), district.dispatcher
        )
    book = await district.book(volunteer_id)
    assert book.minutes == 240
    minutes = [book.record_of_order(order_id).minutes for order_id in orders]
    assert minutes == ([105, 135] if first_submitted else [120, 120])


async def test_an_annulled_record_can_be_entered_anew(district: District) -> None:
    volunteer_id = await district.volunteer()
    order_id = await district.completed(volunteer_id)
    await district.give(RateOrder(order_id=order_id, score=1), district.as_resident)
    record = (await district.book(volunteer_id)).record_of_order(order_id)
    anew = EnterBackHours(
        volunteer_id=volunteer_id,
        unit_id=district.station,
        category=Category.CULTURE,
        starts_at=record.window.start,
        ends_at=record.window.end,
        minutes=60,
        reason="签到有误",
        evidence_hash="ab" * 32,
    )
    with refused(RefusalCode.OVERLAP, "startsAt"):
        await district.give(anew, district.admin)
    await district.give(
        CorrectHours(
            volunteer_id=volunteer_id, record_id=record.record_id, minutes=0, reason="签到有误"
        ),
        district.admin,
    )
    await district.give(anew, district.admin)
    book = await district.book(volunteer_id)
    assert (book.minutes, book.ratings.count) == (0, 0)


async def test_nobody_verifies_their_own_hours(district: District) -> None:
    volunteer_id = await district.volunteer()
    order_id = await district.served(volunteer_id)
    command = VerifyHours(order_id=order_id, volunteer_id=volunteer_id)
    with refused(RefusalCode.FORBIDDEN, "role"):
        await district.give(command, district.as_volunteer(volunteer_id))
    as_staff = type(district.dispatcher)(
        str(volunteer_id), district.dispatcher.role, district.station
    )
    with refused(RefusalCode.SELF_VERIFICATION, "recordId"):
        await district.give(command, as_staff)


async def test_rejected_hours_settle_the_order_with_none(district: District) -> None:
    volunteer_id = await district.volunteer()
    order_id = await district.served(volunteer_id)
    await district.give(
        RejectHours(order_id=order_id, volunteer_id=volunteer_id, reason="未到场"),
        district.dispatcher,
    )
    order, book = await district.get_order(order_id), await district.book(volunteer_id)
    assert (order.state, order.served) == (OrderState.COMPLETED, [])
    assert (book.minutes, book.duties) == (0, {})
    assert (await district.account(volunteer_id)).lots == {}


async def test_a_forgotten_check_out_counts_to_a_little_after_the_window(
    district: District,
) -> None:
    volunteer_id = await district.volunteer()
    order_id = await district.accepted(volunteer_id)
    order = await district.get_order(order_id)
    district.now = order.starts_at
    await district.give(CheckIn(order_id=order_id, volunteer_id=volunteer_id), district.dispatcher)
    district.now = order.ends_at + timedelta(days=3)
    await district.check_out_and_submit(order_id, volunteer_id)
    record = (await district.book(volunteer_id)).record_of_order(order_id)
    assert record.window.end == order.ends_at + timedelta(hours=1)
    assert record.minutes == 180


async def test_a_correction_reprices_by_the_rules_of_the_credit(district: District) -> None:
    volunteer_id = await district.volunteer()
    order_id = await district.completed(volunteer_id)
    record = (await district.book(volunteer_id)).record_of_order(order_id)
    correction = CorrectHours(
        volunteer_id=volunteer_id, record_id=record.record_id, minutes=60, reason="早退"
    )
    with refused(RefusalCode.FORBIDDEN, "recordId"):
        await district.give(correction, district.stranger)
    await district.give(correction, district.admin)
    assert (await district.book(volunteer_id)).minutes == 60
    assert (await district.account(volunteer_id)).available == 10


# --- rating and disputes ---------------------------------------------------------------------


async def test_only_the_requester_rates(district: District) -> None:
    order_id = await district.completed(await district.volunteer())
    with refused(RefusalCode.FORBIDDEN, "orderId"):
        await district.give(RateOrder(order_id=order_id, score=5), district.admin)
    with refused(RefusalCode.NOT_FOUND, "volunteerScores.volunteerId"):
        await district.give(
            RateOrder(order_id=order_id, score=5, volunteer_scores=(VolunteerScore(uuid4(), 1),)),
            district.as_resident,
        )


async def test_the_unrated_close_without_praise(district: District) -> None:
    volunteer_id = await district.volunteer()
    order_id = await district.completed(volunteer_id)
    district.now += timedelta(days=7, seconds=1)
    await district.give(CloseUnrated(order_id=order_id))
    assert (await district.get_order(order_id)).state is OrderState.UNRATED
    assert (await district.book(volunteer_id)).ratings.count == 0


@pytest.mark.parametrize(("left", "points"), [(None, 40), (60, 30), (0, 20)])
async def test_a_dispute_freezes_until_somebody_else_decides(
    district: District, left: int | None, points: int
) -> None:
    disputed, other = await district.volunteer(), await district.volunteer()
    order_id = await district.completed(disputed, other)
    await district.give(DisputeOrder(order_id=order_id, reason="时长不实"), district.admin)
    for volunteer_id in (disputed, other):
        account = await district.account(volunteer_id)
        assert (account.frozen, account.spendable(district.now)) == (20, 0)
        assert (await district.book(volunteer_id)).minutes == 0
    with refused(RefusalCode.WRONG_STATE, "orderId"):
        await district.give(RateOrder(order_id=order_id, score=1), district.as_resident)

    decision = DecideDispute(
        order_id=order_id,
        upheld=left is not None,
        minutes=() if left is None else (VolunteerMinutes(disputed, left),),
        reason="核实",
    )
    with refused(RefusalCode.SECOND_PERSON_REQUIRED, "orderId"):
        await district.give(decision, district.admin)
    await district.give(decision)
    accounts = [await district.account(v) for v in (disputed, other)]
    assert sum(account.available for account in accounts) == points
    assert sum(account.frozen for account in accounts) == 0
    states = [(await district.book(v)).record_of_order(order_id).state for v in (disputed, other)]
    assert states == [RecordState.VERIFIED] * 2
    assert (await district.get_order(order_id)).state is OrderState.COMPLETED


async def test_a_dispute_stops_the_time_to_amend(district: District) -> None:
    order_id = await district.completed(await district.volunteer())
    await district.give(RateOrder(order_id=order_id, score=2), district.as_resident)
    await district.give(DisputeOrder(order_id=order_id, reason="时长不实"), district.admin)
    district.now += timedelta(days=20)
    await district.give(DecideDispute(order_id=order_id, upheld=False, reason="核实"))
    district.now += timedelta(days=7)
    await district.give(AmendRating(order_id=order_id, score=4), district.as_resident)


async def test_strangers_to_an_order_do_not_dispute_it(district: District) -> None:
    volunteer_id, stranger = await district.volunteer(), await district.volunteer()
    order_id = await district.completed(volunteer_id)
    command = DisputeOrder(order_id=order_id, reason="不服")
    with refused(RefusalCode.FORBIDDEN, "orderId"):
        await district.give(command, district.as_volunteer(stranger))
    await district.give(command, district.as_volunteer(volunteer_id))
    assert (await district.get_order(order_id)).state is OrderState.DISPUTED
