"""Telling askers what came of it (告知), with proof that they were told."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.feedback.handling import case_of_staff
from five_steps.commands.feedback.improving import task_of_staff
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.feedback.feedback_case import FeedbackCase
from five_steps.domain.feedback.improvement_state import InformChannel
from five_steps.domain.feedback.informing import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class InformOfAnswer(Command):
    """Note that the asker was told the answer to a complaint or suggestion (告知答复)."""

    case_id: UUID
    channel: InformChannel
    told_at: datetime
    proof: str


@handles(InformOfAnswer)
async def inform_of_answer(c: Context, command: InformOfAnswer) -> UUID:
    """Note that somebody was told; what proves it is kept elsewhere."""
    case = await case_of_staff(c, command.case_id)
    told = Told(command.channel, command.told_at, command.proof)
    case.inform_of_answer(told, by=c.actor.subject, at=c.now)
    return case.id


@dataclass(frozen=True, slots=True, kw_only=True)
class InformOfImprovement(Command):
    """Note that who asked was told what came of an improvement task (告知整改结果)."""

    task_id: UUID
    channel: InformChannel
    told_at: datetime
    proof: str


@handles(InformOfImprovement)
async def inform_of_improvement(c: Context, command: InformOfImprovement) -> UUID:
    """Note that somebody was told, on the task and on the case that it was made of."""
    task = await task_of_staff(c, command.task_id)
    told = Told(command.channel, command.told_at, command.proof)
    task.inform_asker(told, by=c.actor.subject, at=c.now)
    case = await c.work.find(FeedbackCase, task.source_id)
    if case is not None:
        case.inform_of_improvement(told, by=c.actor.subject, at=c.now)
    return task.id
