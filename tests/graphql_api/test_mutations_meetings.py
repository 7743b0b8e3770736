"""Mutations of joint meetings and their tasks, and who sees what of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from five_steps.commands import Actor, Role
from five_steps.commands.meetings.doing_tasks import AcceptMeetingTask
from five_steps.commands.meetings.minutes import DraftMinutes
from tests.commands import meetings
from tests.commands.meetings import CONVENER, DAY, HOUR
from tests.graphql_api.api import AUDITOR, CENTRE, gid
from tests.graphql_api.executions import same
from tests.graphql_api.mutation_laws import (
    Asked,
    Case,
    is_done_once,
    is_refused,
    keeps_its_command_id,
    of_chapter,
    refusals,
)
from tests.graphql_api.test_subscriptions import connected

if TYPE_CHECKING:
    from uuid import UUID

    from tests.commands.district import District
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")


def by_centre(district: District) -> Actor:
    return CENTRE


def by_admin(district: District) -> Actor:
    return district.admin


def by_dispatcher(district: District) -> Actor:
    return district.dispatcher


# --- a case for each ------------------------------------------------------------------------------


async def convene_meeting(api: Api) -> Asked:
    district = api.district
    shown = {"title": "2026 年第一次联席会议", "place": "区文明实践中心"}
    units = [gid("Unit", district.institute), gid("Unit", district.station)]
    return Asked(
        {**shown, "startsAt": (district.now + DAY).isoformat(), "unitIds": units},
        {
            **shown,
            "state": "CONVENED",
            "year": 2026,
            "convenedBy": "centre",
            "invitations": {"totalCount": 2},
        },
    )


async def invite_to_meeting(api: Api) -> Asked:
    id_ = gid("JointMeeting", await meetings.convened(api.district))
    units = [gid("Unit", api.district.station)]
    return Asked(
        {"meetingId": id_, "unitIds": units}, {"id": id_, "invitations": {"totalCount": 2}}
    )


async def postpone_meeting(api: Api) -> Asked:
    id_ = gid("JointMeeting", await meetings.convened(api.district))
    later = (api.district.now + DAY).isoformat()
    return Asked(
        {"meetingId": id_, "startsAt": later, "reason": "台风"},
        {"id": id_, "state": "CONVENED", "postponementReason": "台风"},
    )


async def cancel_meeting(api: Api) -> Asked:
    id_ = gid("JointMeeting", await meetings.convened(api.district))
    return Asked(
        {"meetingId": id_, "reason": "台风"},
        {"id": id_, "state": "CANCELLED", "cancellationReason": "台风"},
    )


async def put_matter_on_agenda(api: Api) -> Asked:
    id_ = gid("JointMeeting", await meetings.convened(api.district))
    unit = gid("Unit", api.district.institute)
    given = {"title": "积分兑换", "background": "群众反映"}
    return Asked(
        {"meetingId": id_, "raisedByUnitId": unit, **given},
        {**given, "state": "OPEN", "raisedBy": {"id": unit}, "meeting": {"id": id_}},
    )


async def take_matter_off_agenda(api: Api) -> Asked:
    given = _matter(await meetings.with_matter(api.district))
    id_ = given["meetingId"]
    return Asked({**given, "reason": "并入其他议题"}, {"id": id_, "state": "CONVENED"})


async def hold_meeting(api: Api) -> Asked:
    id_ = gid("JointMeeting", await meetings.convened(api.district))
    api.district.now += HOUR
    return Asked({"meetingId": id_}, {"id": id_, "state": "HELD"})


async def record_meeting_attendance(api: Api) -> Asked:
    meeting, _ = await meetings.held(api.district)
    id_, unit = gid("JointMeeting", meeting), gid("Unit", api.district.institute)
    shown = {"attendance": "DELEGATED", "headcount": 3}
    edges = [{"node": {**shown, "unit": {"id": unit}}}]
    return Asked(
        {"meetingId": id_, "unitId": unit, **shown}, {"id": id_, "invitations": {"edges": edges}}
    )


async def give_meeting_report(api: Api) -> Asked:
    id_ = gid("JointMeeting", await meetings.convened(api.district))
    unit = gid("Unit", api.district.institute)
    given = {"title": "北岙街道工作汇报", "text": "已完成"}
    return Asked(
        {"meetingId": id_, "unitId": unit, **given},
        {**given, "givenBy": "admin", "unit": {"id": unit}},
    )


async def decide_matter(api: Api) -> Asked:
    given = _matter(await meetings.held(api.district))
    shown = {"decision": "全区推行", "discussion": "一致同意", "measures": ["通报", "检查"]}
    return Asked({**given, **shown}, {"id": given["matterId"], "state": "DECIDED", **shown})


async def defer_matter(api: Api) -> Asked:
    given = _matter(await meetings.held(api.district))
    return Asked(
        {**given, "reason": "预算未定", "discussion": "意见不一"},
        {
            "id": given["matterId"],
            "state": "DEFERRED",
            "deferralReason": "预算未定",
            "discussion": "意见不一",
        },
    )


async def draft_minutes(api: Api) -> Asked:
    meeting, _ = await meetings.held(api.district)
    id_ = gid("JointMeeting", meeting)
    return Asked(
        {"meetingId": id_, "text": "会议议定如下"},
        {"id": id_, "draft": "会议议定如下", "draftedBy": "centre", "minutesVersion": 0},
    )


async def publish_minutes(api: Api) -> Asked:
    meeting = await meetings.published(api.district)
    id_ = gid("JointMeeting", meeting)
    await api.district.give(DraftMinutes(meeting_id=meeting, text="更正"), CONVENER)
    minutes = [
        {"version": 2, "text": "更正", "reason": "人名有误"},
        {"version": 1, "text": "会议议定如下", "reason": ""},
    ]
    return Asked(
        {"meetingId": id_, "reason": "人名有误"},
        {"id": id_, "state": "PUBLISHED", "draft": None, "minutesVersion": 2, "minutes": minutes},
    )


async def assign_meeting_task(api: Api) -> Asked:
    given = _matter(await meetings.decided(api.district))
    unit = gid("Unit", api.district.station)
    shown = {"title": "设立兑换点", "owner": "站长", "details": "选址"}
    due_at = (api.district.now + DAY).isoformat()
    return Asked(
        {**given, **shown, "unitId": unit, "dueAt": due_at},
        {
            **shown,
            "state": "ASSIGNED",
            "overdue": False,
            "unit": {"id": unit},
            "meeting": {"id": given["meetingId"]},
            "matter": {"id": given["matterId"]},
        },
    )


async def accept_meeting_task(api: Api) -> Asked:
    id_ = gid("MeetingTask", await meetings.assigned(api.district))
    return Asked(
        {"meetingTaskId": id_},
        {"id": id_, "state": "IN_PROGRESS", "acceptedBy": "dispatcher"},
    )


async def report_meeting_task_progress(api: Api) -> Asked:
    id_ = gid("MeetingTask", await meetings.accepted(api.district))
    given = {"percent": 40, "note": "已选址"}
    edges = [{"node": {**given, "reportedBy": "dispatcher"}}]
    return Asked(
        {"meetingTaskId": id_, **given},
        {"id": id_, "percent": 40, "progress": {"edges": edges}},
    )


async def report_meeting_task_done(api: Api) -> Asked:
    id_ = gid("MeetingTask", await meetings.accepted(api.district))
    return Asked(
        {"meetingTaskId": id_, "result": "已开业"},
        {"id": id_, "state": "DONE", "result": "已开业", "doneBy": "dispatcher"},
    )


async def move_meeting_task_due(api: Api) -> Asked:
    id_ = gid("MeetingTask", await meetings.assigned(api.district))
    due_at = (api.district.now + 20 * DAY).isoformat()
    return Asked(
        {"meetingTaskId": id_, "dueAt": due_at, "reason": "材料未到"},
        {"id": id_, "dueMoves": [{"reason": "材料未到", "movedBy": "centre"}]},
    )


async def confirm_meeting_task(api: Api) -> Asked:
    id_ = gid("MeetingTask", await meetings.done(api.district))
    return Asked({"meetingTaskId": id_}, {"id": id_, "state": "CONFIRMED", "confirmedBy": "centre"})


async def send_meeting_task_back(api: Api) -> Asked:
    id_ = gid("MeetingTask", await meetings.done(api.district))
    due_at = (api.district.now + 20 * DAY).isoformat()
    return Asked(
        {"meetingTaskId": id_, "reason": "缺照片", "dueAt": due_at},
        {
            "id": id_,
            "state": "IN_PROGRESS",
            "sentBackReason": "缺照片",
            "result": None,
            "dueMoves": [{"reason": "缺照片"}],
        },
    )


async def withdraw_meeting_task(api: Api) -> Asked:
    id_ = gid("MeetingTask", await meetings.assigned(api.district))
    return Asked(
        {"meetingTaskId": id_, "reason": "不再需要"},
        {"id": id_, "state": "WITHDRAWN", "withdrawalReason": "不再需要"},
    )


def _matter(ids: tuple[UUID, UUID]) -> dict[str, Any]:
    meeting, matter = ids
    return {"meetingId": gid("JointMeeting", meeting), "matterId": gid("MeetingMatter", matter)}


CASES = [
    Case("conveneMeeting", convene_meeting, by_centre),
    Case("inviteToMeeting", invite_to_meeting, by_centre),
    Case("postponeMeeting", postpone_meeting, by_centre),
    Case("cancelMeeting", cancel_meeting, by_centre),
    Case("putMatterOnAgenda", put_matter_on_agenda, by_centre),
    Case("takeMatterOffAgenda", take_matter_off_agenda, by_centre),
    Case("holdMeeting", hold_meeting, by_centre),
    Case("recordMeetingAttendance", record_meeting_attendance, by_centre),
    Case("giveMeetingReport", give_meeting_report, by_admin),
    Case("decideMatter", decide_matter, by_centre),
    Case("deferMatter", defer_matter, by_centre),
    Case("draftMinutes", draft_minutes, by_centre),
    Case("publishMinutes", publish_minutes, by_centre),
    Case("assignMeetingTask", assign_meeting_task, by_centre),
    Case("acceptMeetingTask", accept_meeting_task, by_dispatcher),
    Case("reportMeetingTaskProgress", report_meeting_task_progress, by_dispatcher),
    Case("reportMeetingTaskDone", report_meeting_task_done, by_dispatcher),
    Case("moveMeetingTaskDue", move_meeting_task_due, by_centre),
    Case("confirmMeetingTask", confirm_meeting_task, by_centre),
    Case("sendMeetingTaskBack", send_meeting_task_back, by_centre),
    Case("withdrawMeetingTask", withdraw_meeting_task, by_centre),
]


async def test_each_mutation_has_its_case() -> None:
    assert {case.name for case in CASES} == of_chapter("meetings")


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_it_is_done_once(api: Api, case: Case) -> None:
    await is_done_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_it_keeps_its_command_id(api: Api, case: Case) -> None:
    await keeps_its_command_id(api, case)


@pytest.mark.parametrize(("case", "kinds"), refusals(CASES))
async def test_it_is_refused(api: Api, case: Case, kinds: list[str]) -> None:
    await is_refused(api, case, kinds)


# --- who sees what --------------------------------------------------------------------------------

MEETING = """query ($id: ID!) { meeting(id: $id) { title state draft draftedBy
    matters { title decision measures } minutes { text sha256 }
    tasks { totalCount } reports { totalCount } invitations { totalCount } } }"""
TASK = """query ($id: ID!) { meetingTask(id: $id) { title owner unit { name }
    meeting { title } matter { title decision } } }"""


def counter(district: District) -> Actor:
    return Actor("counter", Role.COUNTER, district.institute)


async def test_decisions_and_minutes_are_for_those_invited_once_they_are_published(
    api: Api,
) -> None:
    district = api.district
    drafted, published = await meetings.drafted(district), await meetings.published(district)
    await api.shown()
    before, after = ({"id": gid("JointMeeting", id_)} for id_ in (drafted, published))
    for viewer in (district.admin, AUDITOR):
        shown = (await same(api, MEETING, before, viewer))["meeting"]
        assert (shown["draft"], shown["draftedBy"], shown["minutes"]) == (None, None, [])
    assert (await same(api, MEETING, before, CENTRE))["meeting"]["draft"] == "会议议定如下"
    invited = (await same(api, MEETING, before, district.admin))["meeting"]
    assert invited["matters"] == [{"title": "积分兑换", "decision": None, "measures": None}]
    for viewer in (district.admin, AUDITOR, CENTRE):
        shown = (await same(api, MEETING, after, viewer))["meeting"]
        (matter,), (minutes,) = shown["matters"], shown["minutes"]
        assert (matter["decision"], matter["measures"]) == ("全区推行", ["每季度通报"])
        assert (minutes["text"], len(minutes["sha256"])) == ("会议议定如下", 64)


async def test_a_meeting_is_hidden_from_everybody_else(api: Api) -> None:
    district = api.district
    variables = {"id": gid("JointMeeting", await meetings.published(district))}
    await api.shown()
    volunteer = district.as_volunteer(await district.volunteer())
    others = (None, district.as_resident, volunteer, district.stranger, counter(district))
    for viewer in (*others, district.dispatcher):
        assert (await same(api, MEETING, variables, viewer))["meeting"] is None
        listed = await same(api, "{ meetings(first: 100) { edges { node { id } } } }", {}, viewer)
        assert {"node": variables} not in listed["meetings"]["edges"]


async def test_a_task_is_for_staff_of_its_unit(api: Api) -> None:
    district = api.district
    variables = {"id": gid("MeetingTask", await meetings.assigned(district))}
    await api.shown()
    task = (await same(api, TASK, variables, district.dispatcher))["meetingTask"]
    # The station was not invited: it sees its task, and nothing else of the meeting.
    assert (task["owner"], task["meeting"], task["matter"]) == ("站长", None, None)
    above = (await same(api, TASK, variables, district.admin))["meetingTask"]
    assert above["matter"] == {"title": "积分兑换", "decision": None}
    for viewer in (None, district.as_resident, district.stranger, counter(district)):
        assert (await same(api, TASK, variables, viewer))["meetingTask"] is None


async def test_every_object_is_a_node(api: Api) -> None:
    meeting, matter = await meetings.decided(api.district)
    task = await meetings.assigned(api.district)
    await api.shown()
    for type_name, id_ in (
        ("JointMeeting", meeting),
        ("MeetingMatter", matter),
        ("MeetingTask", task),
    ):
        query = "query ($id: ID!) { node(id: $id) { __typename } }"
        node = (await api.data(query, {"id": gid(type_name, id_)}, by=CENTRE))["node"]
        assert node == {"__typename": type_name}


# --- finding them ---------------------------------------------------------------------------------


async def test_tasks_are_found_by_year_state_unit_and_what_is_overdue(api: Api) -> None:
    district = api.district
    task = await meetings.assigned(district, due_at=district.now + 400 * DAY)
    query = """query ($under: ID!, $year: Int) { meetingTasks(orderBy: DUE_LAST, filter: {
        under: $under, year: $year, state: [ASSIGNED], overdue: false }) {
        totalCount edges { cursor node { id dueAt } } } }"""
    await api.shown()
    for under, year, seen in (
        (district.institute, 2027, True),
        (district.station, 2027, True),
        (district.other_station, 2027, False),
        (district.station, 2026, False),
    ):
        variables = {"under": gid("Unit", under), "year": year}
        found = (await same(api, query, variables, CENTRE))["meetingTasks"]["edges"]
        assert (gid("MeetingTask", task) in {edge["node"]["id"] for edge in found}) is seen


async def test_meetings_are_found_by_year_state_and_unit(api: Api) -> None:
    district = api.district
    meeting = await meetings.convened(district, district.other_station)
    query = """query ($under: ID!) { meetings(first: 100, orderBy: EARLIEST, filter: {
        under: $under, year: 2026, state: [CONVENED], search: "联席" }) {
        edges { node { id } } } }"""
    await api.shown()
    for under, seen in ((district.institute, True), (district.station, False)):
        variables = {"under": gid("Unit", under)}
        found = (await same(api, query, variables, CENTRE))["meetings"]["edges"]
        assert (gid("JointMeeting", meeting) in {edge["node"]["id"] for edge in found}) is seen


# --- being told -----------------------------------------------------------------------------------

CHANGED = "subscription ($id: ID!) { meetingTaskChanged(meetingTaskId: $id) { state percent } }"


async def test_a_task_is_pushed_after_each_change(api: Api) -> None:
    district = api.district
    task = await meetings.assigned(district)
    await api.shown()
    async with connected(api, district.dispatcher) as socket:
        await socket.subscribe("t", CHANGED, id=gid("MeetingTask", task))
        assert (await socket.data("t"))["meetingTaskChanged"]["state"] == "ASSIGNED"
        await district.give(AcceptMeetingTask(meeting_task_id=task), district.dispatcher)
        assert (await socket.data("t"))["meetingTaskChanged"]["state"] == "IN_PROGRESS"


async def test_a_task_that_is_not_to_be_seen_ends_at_once(api: Api) -> None:
    task = await meetings.assigned(api.district)
    await api.shown()
    async with connected(api, api.district.stranger) as socket:
        await socket.subscribe("t", CHANGED, id=gid("MeetingTask", task))
        assert await socket.receive() == {"id": "t", "type": "complete"}
