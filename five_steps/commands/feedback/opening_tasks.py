"""Opening an improvement task: on its own, or in the append of whatever leads to it."""

from datetime import datetime
from uuid import UUID

from five_steps.commands.feedback.texts import for_asker
from five_steps.commands.kernel.context import Context
from five_steps.domain.feedback.improvement_state import ImprovementSource
from five_steps.domain.feedback.improvement_task import ImprovementTask


async def open_task(
    c: Context,
    *,
    unit_id: UUID,
    owner: str,
    matter: str,
    source_kind: ImprovementSource,
    source_id: UUID,
    due_at: datetime,
    asker_id: UUID | None = None,
    task_id: UUID | None = None,
) -> ImprovementTask:
    """Give a unit something to improve.

    The caller has checked that the actor may, and `matter`; it is sealed here if somebody asked.
    The id is a new one unless it is given.
    """
    task = ImprovementTask.create(
        id=task_id or c.work.new_id(),
        at=c.now,
        unit_id=unit_id,
        owner=owner,
        matter=await for_asker(c, asker_id, matter, since=c.now),
        source_kind=source_kind,
        source_id=source_id,
        asker_id=asker_id,
        due_at=due_at,
        by=c.actor.subject,
    )
    c.work.add(task)
    return task
