"""§8 Joint meetings 联席会议: matters, decisions, measures, reports, tasks, minutes."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from five_steps.commands import Actor, Role
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.operations.deadlines import DeadlineKeeper
from tests.graphql_api.api import AUDITOR, CENTRE, gid
from tests.graphql_api.test_subscriptions import connected
from tests.mission.telling import done, refused, seen

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

DAY = timedelta(days=1)
CHIEF = Actor("chief", Role.CENTRE_ADMIN)
"""Confirms what others did."""
TASKS = """query ($under: ID!, $overdue: Boolean) { meetingTasks(first: 100,
    filter: { under: $under, overdue: $overdue }) { edges { node { id overdue } } } }"""


async def convened(api: Api, title: str = "联席会议", **given: Any) -> str:
    """A meeting for tomorrow, with the institute and the station."""
    district = api.district
    meeting = {
        "title": title,
        "place": "区新时代文明实践中心",
        "startsAt": (district.now + DAY).isoformat(),
        "unitIds": [gid("Unit", district.institute), gid("Unit", district.station)],
        **given,
    }
    return str((await done(api, "conveneMeeting", CENTRE, meeting))["id"])


async def matter(api: Api, meeting: str, title: str = "志愿服务积分兑换", **given: Any) -> str:
    put_on = {"meetingId": meeting, "title": title, **given}
    return str((await done(api, "putMatterOnAgenda", CENTRE, put_on))["id"])


async def held(api: Api, **given: Any) -> tuple[str, str]:
    """A meeting that is held, with a matter that is open."""
    meeting = await convened(api, **given)
    about = await matter(api, meeting)
    api.district.now += DAY
    await done(api, "holdMeeting", CENTRE, {"meetingId": meeting})
    return meeting, about


async def decided(api: Api, **given: Any) -> tuple[str, str]:
    meeting, about = await held(api, **given)
    decision = {
        "meetingId": meeting,
        "matterId": about,
        "discussion": "各单位一致同意",
        "decision": "十月起全区推行",
        "measures": ["各所设兑换点", "每季度通报"],
    }
    await done(api, "decideMatter", CENTRE, decision)
    return meeting, about


async def assigned(api: Api, **given: Any) -> str:
    """A task of the station, due in ten days."""
    meeting, about = await decided(api)
    task = {
        "meetingId": meeting,
        "matterId": about,
        "unitId": gid("Unit", api.district.station),
        "title": "设立兑换点",
        "owner": "站长",
        "dueAt": (api.district.now + 10 * DAY).isoformat(),
        **given,
    }
    return str((await done(api, "assignMeetingTask", CENTRE, task))["id"])


async def attended(api: Api, meeting: str) -> None:
    units = {api.district.institute: ("PRESENT", 2), api.district.station: ("EXCUSED", 0)}
    for unit, (attendance, headcount) in units.items():
        record = {
            "meetingId": meeting,
            "unitId": gid("Unit", unit),
            "attendance": attendance,
            "headcount": headcount,
        }
        await done(api, "recordMeetingAttendance", CENTRE, record)


async def keep_deadlines(api: Api) -> None:
    """Let the keeper of deadlines look once."""
    services = api.services
    await api.shown()
    keeper = DeadlineKeeper(services.store, services.views, services.commands, services.clock)
    await keeper.act(services.clock())
    await api.shown()


# --- irregular meetings at the centre -------------------------------------------------------------


async def test_meetings_are_convened_by_the_centre_whenever_there_is_need(api: Api) -> None:
    district = api.district
    first = await convened(api, "应急联席会议", startsAt=(district.now + DAY / 24).isoformat())
    second = await convened(api, "年末联席会议", startsAt=(district.now + 90 * DAY).isoformat())
    listed = await seen(
        api,
        "{ meetings(orderBy: EARLIEST, filter: { state: [CONVENED] }) { edges { node { id } } } }",
        district.admin,
    )
    assert [edge["node"]["id"] for edge in listed["edges"]] == [first, second]
    given = {"title": "x", "place": "x", "startsAt": district.now.isoformat(), "unitIds": []}
    assert (await refused(api, "conveneMeeting", district.admin, given))[0] == "FORBIDDEN"
    assert await refused(api, "conveneMeeting", CENTRE, given) == ("INVALID", "unitIds")


async def test_a_meeting_is_postponed_or_called_off(api: Api) -> None:
    meeting = await convened(api)
    later = (api.district.now + 3 * DAY).isoformat()
    postponed = await done(
        api,
        "postponeMeeting",
        CENTRE,
        {"meetingId": meeting, "startsAt": later, "reason": "台风"},
        "state",
        "postponementReason",
    )
    assert (postponed["state"], postponed["postponementReason"]) == ("CONVENED", "台风")
    assert await refused(api, "holdMeeting", CENTRE, {"meetingId": meeting}) == (
        "TOO_EARLY",
        "meetingId",
    )
    cancelled = await done(
        api, "cancelMeeting", CENTRE, {"meetingId": meeting, "reason": "台风"}, "state"
    )
    assert cancelled["state"] == "CANCELLED"


async def test_attendance_is_recorded_per_unit(api: Api) -> None:
    meeting, _ = await held(api)
    await attended(api, meeting)
    query = """query ($id: ID!) { meeting(id: $id) { invitations { edges { node {
        attendance headcount unit { code } } } } } }"""
    shown = await seen(api, query, CENTRE, id=meeting)
    found = {
        edge["node"]["unit"]["code"]: (edge["node"]["attendance"], edge["node"]["headcount"])
        for edge in shown["invitations"]["edges"]
    }
    assert found == {"BA": ("PRESENT", 2), "BA-1": ("EXCUSED", 0)}


# --- 重大事项 / 决策 / 措施 -----------------------------------------------------------------------


async def test_an_agenda_of_major_matters(api: Api) -> None:
    meeting = await convened(api)
    unit = gid("Unit", api.district.institute)
    first = await matter(api, meeting, "积分兑换", raisedByUnitId=unit, background="群众反映")
    second = await matter(api, meeting, "文明餐桌")
    dropped = {"meetingId": meeting, "matterId": second, "reason": "并入日常工作"}
    await done(api, "takeMatterOffAgenda", CENTRE, dropped)
    query = """query ($id: ID!) { meeting(id: $id) { matters { id title background
        raisedBy { id } } } }"""
    shown = await seen(api, query, api.district.admin, id=meeting)
    assert shown["matters"] == [
        {"id": first, "title": "积分兑换", "background": "群众反映", "raisedBy": {"id": unit}}
    ]


async def test_a_matter_is_decided_with_measures_or_deferred(api: Api) -> None:
    meeting, first = await decided(api)
    second = await matter(api, meeting, "经费追加")
    deferral = {"meetingId": meeting, "matterId": second, "reason": "待财政测算"}
    await done(api, "deferMatter", CENTRE, deferral)
    query = """query ($id: ID!) { meeting(id: $id) { matters { id state discussion decision
        measures deferralReason } } }"""
    assert (await seen(api, query, CENTRE, id=meeting))["matters"] == [
        {
            "id": first,
            "state": "DECIDED",
            "discussion": "各单位一致同意",
            "decision": "十月起全区推行",
            "measures": ["各所设兑换点", "每季度通报"],
            "deferralReason": None,
        },
        {
            "id": second,
            "state": "DEFERRED",
            "discussion": "",
            "decision": None,
            "measures": [],
            "deferralReason": "待财政测算",
        },
    ]
    again = {"meetingId": meeting, "matterId": second, "decision": "同意追加"}
    assert await refused(api, "decideMatter", CENTRE, again) == ("WRONG_STATE", "matterId")


async def test_reports_by_the_units(api: Api) -> None:
    meeting = await convened(api)
    report = {
        "meetingId": meeting,
        "unitId": gid("Unit", api.district.station),
        "title": "海霞村三季度工作汇报",
        "text": "开展活动 12 场",
    }
    assert await refused(api, "giveMeetingReport", api.district.stranger, report) == (
        "FORBIDDEN",
        "unitId",
    )
    await done(api, "giveMeetingReport", api.district.admin, report)
    query = """query ($id: ID!) { meeting(id: $id) { reports { edges { node {
        title givenBy unit { code } } } } } }"""
    (edge,) = (await seen(api, query, CENTRE, id=meeting))["reports"]["edges"]
    assert edge["node"] == {
        "title": "海霞村三季度工作汇报",
        "givenBy": "admin",
        "unit": {"code": "BA-1"},
    }


# --- tasks with unit, owner, due date, progress, overdue list -------------------------------------


async def test_a_task_hangs_at_a_decision_with_unit_owner_and_due_date(api: Api) -> None:
    meeting, about = await held(api)
    due_at = (api.district.now + DAY).isoformat()
    task = {
        "meetingId": meeting,
        "matterId": about,
        "unitId": gid("Unit", api.district.station),
        "title": "设立兑换点",
        "owner": "站长",
        "dueAt": due_at,
    }
    assert await refused(api, "assignMeetingTask", CENTRE, task) == ("WRONG_STATE", "matterId")
    decision = {"meetingId": meeting, "matterId": about, "decision": "推行"}
    await done(api, "decideMatter", CENTRE, decision)
    made = await done(api, "assignMeetingTask", CENTRE, task, "title", "owner", "state")
    assert (made["title"], made["owner"], made["state"]) == ("设立兑换点", "站长", "ASSIGNED")
    query = "query ($id: ID!) { meeting(id: $id) { matters { tasks { edges { node { id } } } } } }"
    (shown,) = (await seen(api, query, CENTRE, id=meeting))["matters"]
    assert shown["tasks"]["edges"] == [{"node": {"id": made["id"]}}]


async def test_a_task_is_taken_on_reported_done_and_confirmed(api: Api) -> None:
    task = await assigned(api)
    named = {"meetingTaskId": task}
    by = api.district.dispatcher
    async with connected(api, by) as socket:
        query = """subscription ($id: ID!) { meetingTaskChanged(meetingTaskId: $id) {
            state percent } }"""
        await socket.subscribe("task", query, id=task)
        told = [(await socket.data("task"))["meetingTaskChanged"]]
        for name, actor, given in (
            ("acceptMeetingTask", by, {}),
            ("reportMeetingTaskProgress", by, {"percent": 60, "note": "已选址"}),
            ("reportMeetingTaskDone", by, {"result": "已开业"}),
            ("sendMeetingTaskBack", CHIEF, {"reason": "缺照片"}),
            ("reportMeetingTaskDone", by, {"result": "已开业，附照片"}),
            ("confirmMeetingTask", CHIEF, {}),
        ):
            await done(api, name, actor, {**named, **given})
            told.append((await socket.data("task"))["meetingTaskChanged"])
    assert [(change["state"], change["percent"]) for change in told] == [
        ("ASSIGNED", 0),
        ("IN_PROGRESS", 0),
        ("IN_PROGRESS", 60),
        ("DONE", 60),
        ("IN_PROGRESS", 60),
        ("DONE", 60),
        ("CONFIRMED", 60),
    ]
    query = """query ($id: ID!) { meetingTask(id: $id) { result sentBackReason confirmedBy
        progress { edges { node { percent note } } } } }"""
    assert await seen(api, query, by, id=task) == {
        "result": "已开业，附照片",
        "sentBackReason": "缺照片",
        "confirmedBy": "chief",
        "progress": {"edges": [{"node": {"percent": 60, "note": "已选址"}}]},
    }


async def test_the_overdue_list_of_a_unit_and_all_under_it(api: Api) -> None:
    district = api.district
    late, in_time = await assigned(api), await assigned(api)
    for name, given in (("acceptMeetingTask", {}), ("reportMeetingTaskDone", {"result": "完成"})):
        await done(api, name, district.dispatcher, {"meetingTaskId": in_time, **given})
    district.now += 10 * DAY
    await keep_deadlines(api)
    for under in (district.station, district.institute, district.centre):
        found = await seen(api, TASKS, CENTRE, under=gid("Unit", under), overdue=True)
        ids = {edge["node"]["id"] for edge in found["edges"]}
        assert late in ids
        assert in_time not in ids
    elsewhere = gid("Unit", district.other_station)
    found = await seen(api, TASKS, CENTRE, under=elsewhere, overdue=True)
    assert found["edges"] == []
    moved = {"meetingTaskId": late, "dueAt": (district.now + DAY).isoformat(), "reason": "太忙"}
    assert await refused(api, "moveMeetingTaskDue", CENTRE, moved) == (
        "TOO_LATE",
        "meetingTaskId",
    )
    topics = [
        row.topic
        for row in await district.store.recorder.select_events(
            local_id("meetingTaskId", late, "MeetingTask")
        )
    ]
    assert topics == ["meeting_task.created", "meeting_task.overdue"]


async def test_a_due_date_is_moved_with_a_reason_before_it_has_passed(api: Api) -> None:
    task = await assigned(api)
    due_at = api.district.now + 30 * DAY
    moved = {"meetingTaskId": task, "dueAt": due_at.isoformat(), "reason": "材料未到"}
    await done(api, "moveMeetingTaskDue", CENTRE, moved)
    api.district.now += 20 * DAY
    await keep_deadlines(api)
    query = "query ($id: ID!) { meetingTask(id: $id) { overdue dueMoves { reason movedBy } } }"
    assert await seen(api, query, CENTRE, id=task) == {
        "overdue": False,
        "dueMoves": [{"reason": "材料未到", "movedBy": "centre"}],
    }


# --- minutes published ----------------------------------------------------------------------------


async def test_minutes_are_complete_before_they_are_published(api: Api) -> None:
    meeting, about = await held(api)
    named = {"meetingId": meeting}
    unfinished = ("WRONG_STATE", "meetingId")
    await done(api, "draftMinutes", CENTRE, {**named, "text": "会议议定如下"})
    assert await refused(api, "publishMinutes", CENTRE, named) == unfinished
    deferral = {**named, "matterId": about, "reason": "待测算"}
    await done(api, "deferMatter", CENTRE, deferral)
    assert await refused(api, "publishMinutes", CENTRE, named) == unfinished
    await attended(api, meeting)
    await done(api, "publishMinutes", CENTRE, named)


async def test_minutes_are_for_those_invited_once_published_and_anybody_can_check_them(
    api: Api,
) -> None:
    meeting, _ = await decided(api)
    await attended(api, meeting)
    named = {"meetingId": meeting}
    await done(api, "draftMinutes", CENTRE, {**named, "text": "会议议定如下"})
    query = """query ($id: ID!) { meeting(id: $id) { draft
        matters { title state discussion decision measures }
        minutes { version text sha256 } } }"""
    before = await seen(api, query, api.district.admin, id=meeting)
    assert (before["draft"], before["minutes"]) == (None, [])
    assert before["matters"][0]["decision"] is None
    await done(api, "publishMinutes", CENTRE, named)
    for viewer in (api.district.admin, api.district.dispatcher, AUDITOR):
        after = await seen(api, query, viewer, id=meeting)
        (minutes,) = after["minutes"]
        units = ((api.district.institute, "PRESENT", 2), (api.district.station, "EXCUSED", 0))
        said = [
            str(local_id("meetingId", meeting, "JointMeeting")),
            minutes["version"],
            sorted([str(unit), attendance, headcount] for unit, attendance, headcount in units),
            [list(shown.values()) for shown in after["matters"]],
            minutes["text"],
        ]
        document = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        assert minutes["sha256"] == sha256(document.encode()).hexdigest()
    for outsider in (api.district.stranger, api.district.as_resident, None):
        assert await seen(api, query, outsider, id=meeting) is None


async def test_published_minutes_are_corrected_by_a_later_version(api: Api) -> None:
    meeting, _ = await decided(api)
    await attended(api, meeting)
    named = {"meetingId": meeting}
    await done(api, "draftMinutes", CENTRE, {**named, "text": "十月起推行"})
    await done(api, "publishMinutes", CENTRE, named)
    assert await refused(api, "publishMinutes", CENTRE, {**named, "reason": "更正"}) == (
        "WRONG_STATE",
        "meetingId",
    )
    await done(api, "draftMinutes", CENTRE, {**named, "text": "十一月起推行"})
    assert await refused(api, "publishMinutes", CENTRE, named) == ("INVALID", "reason")
    await done(api, "publishMinutes", CENTRE, {**named, "reason": "月份有误"})
    query = "query ($id: ID!) { meeting(id: $id) { minutes { version text reason } } }"
    assert (await seen(api, query, AUDITOR, id=meeting))["minutes"] == [
        {"version": 2, "text": "十一月起推行", "reason": "月份有误"},
        {"version": 1, "text": "十月起推行", "reason": ""},
    ]
