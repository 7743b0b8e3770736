"""The published minutes of a joint meeting (会议纪要), in their latest version."""

from uuid import UUID

from asyncpg import Pool, Record

from five_steps.domain.meetings.meeting_state import MatterState, MeetingAttendance
from five_steps.operations.exporting.sheet import Sheet

_MINUTES = """
    SELECT m.title, m.place, m.held_at, n.version, n.text, n.sha256, n.reason, n.published_by,
        n.published_at
    FROM read.joint_meetings m
    JOIN read.meeting_minutes n ON n.meeting_id = m.id AND n.version = m.minutes_version
    WHERE m.id = $1"""
_ATTENDANCE = """
    SELECT u.name, i.attendance, i.headcount
    FROM read.meeting_invitations i
    JOIN read.units u ON u.id = i.unit_id
    WHERE i.meeting_id = $1 ORDER BY u.code"""
_MATTERS = """
    SELECT m.title, m.state, m.discussion, coalesce(m.decision, m.deferral_reason) AS outcome,
        m.measures, t.title AS task, u.name AS unit, t.owner, t.due_at
    FROM read.meeting_matters m
    LEFT JOIN read.meeting_tasks t ON t.matter_id = m.id AND t.state <> 'WITHDRAWN'
    LEFT JOIN read.units u ON u.id = t.unit_id
    WHERE m.meeting_id = $1 ORDER BY m.put_on, u.code, t.assigned_at, t.id"""
_STATES = {MatterState.DECIDED: "已决策", MatterState.DEFERRED: "暂缓"}
_ATTENDED = {
    MeetingAttendance.PRESENT: "出席",
    MeetingAttendance.DELEGATED: "委派出席",
    MeetingAttendance.EXCUSED: "请假",
    MeetingAttendance.ABSENT: "缺席",
}
COLUMNS = ("议题", "结果", "讨论", "决策或暂缓原因", "措施", "任务", "责任单位", "责任人", "期限")


async def minutes_sheet(pool: "Pool[Record]", meeting_id: UUID) -> Sheet | None:
    """The published minutes of a meeting with a line for each task; None without any."""
    # All in one transaction, so that they are of the same moment.
    async with (
        pool.acquire() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        minutes = await connection.fetchrow(_MINUTES, meeting_id)
        attendance = await connection.fetch(_ATTENDANCE, meeting_id)
        matters = await connection.fetch(_MATTERS, meeting_id)
    return None if minutes is None else _sheet(minutes, attendance, matters)


def _sheet(minutes: Record, attendance: list[Record], matters: list[Record]) -> Sheet:
    return Sheet(
        title="联席会议纪要",
        heading=(
            ("会议", minutes["title"]),
            ("地点", minutes["place"]),
            ("召开时间", minutes["held_at"]),
            ("参会单位", "；".join(map(_attended, attendance))),
            ("正文", minutes["text"]),
            ("版本", minutes["version"]),
            ("修订原因", minutes["reason"]),
            ("发布人", minutes["published_by"]),
            ("发布时间", minutes["published_at"]),
            ("SHA-256", minutes["sha256"]),
        ),
        columns=COLUMNS,
        rows=[
            (
                matter["title"],
                _STATES[MatterState(matter["state"])],
                matter["discussion"],
                matter["outcome"],
                "；".join(matter["measures"]),
                matter["task"],
                matter["unit"],
                matter["owner"],
                matter["due_at"],
            )
            for matter in matters
        ],
    )


def _attended(unit: Record) -> str:
    attended = _ATTENDED[MeetingAttendance(unit["attendance"])]
    return f"{unit['name']}（{attended} {unit['headcount']} 人）"
