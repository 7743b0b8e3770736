"""What is recorded while a project is implemented (实施)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.evidence import optional_evidence_hash
from five_steps.commands.kernel.registry import Command, handles
from five_steps.commands.projects.reach import project_of_staff
from five_steps.domain.activities.activity import Activity
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.order import Order
from five_steps.domain.projects.project_state import ProgressKind, WorkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordProjectProgress(Command):
    """Record a milestone that was reached, or a report (记录进展)."""

    project_id: UUID
    kind: ProgressKind
    title: str
    details: str = ""
    evidence_hash: str | None = None


@handles(RecordProjectProgress)
async def record_project_progress(c: Context, command: RecordProjectProgress) -> UUID:
    """Record progress."""
    project = await project_of_staff(c, command.project_id)
    project.record_progress(
        kind=command.kind,
        title=command.title,
        details=command.details,
        evidence_hash=optional_evidence_hash("evidenceHash", command.evidence_hash),
        by=c.actor.subject,
        at=c.now,
    )
    return project.id


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkProjectWork(Command):
    """Say that an order or an activity is done for a project (关联订单或活动)."""

    project_id: UUID
    work_id: UUID


@handles(LinkProjectWork)
async def link_project_work(c: Context, command: LinkProjectWork) -> UUID:
    """Link an order or activity, as staff of the unit whose it is."""
    project = await project_of_staff(c, command.project_id)
    kind, unit_id = await _work(c, command.work_id)
    await scope.require_unit(c, unit_id, "workId")
    project.link_work(kind, command.work_id, by=c.actor.subject, at=c.now)
    return project.id


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlinkProjectWork(Command):
    """Take back a link that was a mistake (取消关联)."""

    project_id: UUID
    work_id: UUID
    reason: str


@handles(UnlinkProjectWork)
async def unlink_project_work(c: Context, command: UnlinkProjectWork) -> UUID:
    """Unlink an order or activity."""
    project = await project_of_staff(c, command.project_id)
    project.unlink_work(command.work_id, reason=command.reason, by=c.actor.subject, at=c.now)
    return project.id


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginProjectEvaluation(Command):
    """End the implementation of a round and begin its evaluation (开始评估)."""

    project_id: UUID


@handles(BeginProjectEvaluation)
async def begin_project_evaluation(c: Context, command: BeginProjectEvaluation) -> UUID:
    """Begin the evaluation."""
    project = await project_of_staff(c, command.project_id)
    project.begin_evaluation(by=c.actor.subject, at=c.now)
    return project.id


async def _work(c: Context, work_id: UUID) -> tuple[WorkKind, UUID]:
    """What it is, and the unit whose it is."""
    match await c.get(Aggregate, work_id, "workId"):
        case Order() as order:
            return WorkKind.ORDER, order.handling_unit_id
        case Activity() as activity:
            return WorkKind.ACTIVITY, activity.unit_id
    raise Refusal(RefusalCode.NOT_FOUND, "workId", allowed=", ".join(WorkKind))
