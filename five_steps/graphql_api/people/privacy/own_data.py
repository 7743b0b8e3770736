"""All that is held about the person who asks (个人信息保护法, art. 45), in one document.

Whatever the views show of somebody stands in a row with their id, so it is found by it. Who among
the staff did what is left out: those are other people's names.
"""

from functools import cache
from typing import NamedTuple
from uuid import UUID

import orjson

from five_steps.domain.incentives.benefits.insurance_enrolment import insurance_enrolment_id
from five_steps.domain.incentives.points_account import points_account_id
from five_steps.domain.incentives.service_book import service_book_id
from five_steps.domain.kernel.event_kinds import event_kinds
from five_steps.domain.people.privacy.erasure import erasure_id
from five_steps.graphql_api.kernel.database import Database
from five_steps.projections.catalogue import PROJECTIONS


class Section(NamedTuple):
    """A part of the document."""

    title: str
    table: str
    """In `read`; also the part's name."""
    person: str
    """The column that says whose a row is."""


SECTIONS = (
    Section("志愿者登记", "volunteers", "id"),
    Section("群众登记", "residents", "id"),
    Section("监护人", "guardians", "volunteer_id"),
    Section("队伍经历", "team_members", "volunteer_id"),
    Section("订单", "orders", "requester_id"),
    Section("派单邀请", "order_invitations", "volunteer_id"),
    Section("接单", "order_assignments", "volunteer_id"),
    Section("服务记录", "service_records", "volunteer_id"),
    Section("星级变动", "star_changes", "volunteer_id"),
    Section("积分账户", "points_accounts", "volunteer_id"),
    Section("积分批次", "points_lots", "volunteer_id"),
    Section("积分明细", "points_entries", "volunteer_id"),
    Section("积分调整", "adjustments", "volunteer_id"),
    Section("兑换", "redemptions", "volunteer_id"),
    Section("先进推荐", "nominations", "nominee_id"),
    Section("先进称号", "honours", "nominee_id"),
    Section("对公示的异议", "objections", "raised_by"),
    Section("对考核的异议", "assessment_objections", "sealed_for"),
    Section("保险", "insurance_enrolments", "volunteer_id"),
    Section("帮扶", "help_cases", "volunteer_id"),
    Section("证明", "certificates", "volunteer_id"),
    Section("活动值勤", "activity_duties", "volunteer_id"),
    Section("活动报名", "activity_participants", "participant_id"),
    Section("课程报名", "course_enrolments", "participant_id"),
    Section("项目", "project_members", "volunteer_id"),
    Section("投诉建议", "feedback_cases", "asker_id"),
    Section("整改任务", "improvement_tasks", "asker_id"),
    Section("整改进展", "improvement_notes", "asker_id"),
    Section("问卷文字", "written_answers", "person_id"),
    Section("实名问卷", "named_answers", "person_id"),
    Section("匿名选票", "ballots", "person_id"),
    Section("删除申请", "erasures", "person_id"),
    Section("保存期限起算", "keeping", "person_id"),
)

_OTHERS = ("owner", "operators", "code_hash", "period_id", "sealed_for", "position")
"""Columns that are about somebody else, or about our own bookkeeping; and all that end in `_by`."""

_HISTORY = """
SELECT coalesce(json_agg(json_build_object('position', notification_id, 'topic', topic,
    'recorded_at', recorded_at) ORDER BY notification_id), '[]')::text
FROM public.stored_events WHERE originator_id = ANY ($1::uuid[])
"""


async def own_data(database: Database, person_id: UUID) -> bytes:
    """The document, as JSON."""
    held = orjson.loads(await database.text(_statement(), [person_id]))
    streams = [
        person_id,
        service_book_id(person_id),
        points_account_id(person_id),
        insurance_enrolment_id(person_id),
        erasure_id(person_id),
    ]
    history = orjson.loads(await database.text(_HISTORY, [streams]))
    for event in history:
        event["meaning"] = event_kinds()[event["topic"]].meaning.chinese
    sections = [
        {"name": section.table, "title": section.title, "rows": held[section.table]}
        for section in SECTIONS
    ]
    return orjson.dumps({"person_id": str(person_id), "sections": sections, "history": history})


@cache
def _statement() -> str:
    """One statement, so all parts are of one moment."""
    columns = {table.name: list(table.columns) for view in PROJECTIONS for table in view().tables}
    parts: list[str] = []
    for section in SECTIONS:
        shown = ", ".join(filter(_is_shown, columns[section.table]))
        # Who objects is told by a name, as staff are.
        asked = "$1::uuid::text" if section.person == "raised_by" else "$1::uuid"
        rows = f"SELECT {shown} FROM read.{section.table} WHERE {section.person} = {asked}"  # noqa: S608
        parts += [f"'{section.table}'", f"(SELECT coalesce(json_agg(t), '[]') FROM ({rows}) t)"]  # noqa: S608
    return f"SELECT json_build_object({', '.join(parts)})::text"


def _is_shown(column: str) -> bool:
    return column not in _OTHERS and not column.endswith("_by")
