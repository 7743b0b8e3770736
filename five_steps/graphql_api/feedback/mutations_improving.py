"""Doing what is to be improved (整改)."""

from datetime import datetime
from typing import Annotated

import strawberry

from five_steps.commands.feedback.improving import (
    AcceptImprovement,
    FinishImprovement,
    HandOverImprovement,
    NoteImprovementProgress,
    SendImprovementBack,
)
from five_steps.graphql_api.feedback.results import ImprovementTaskChanged, ImprovementTaskResult
from five_steps.graphql_api.feedback.task_input import ImprovementTaskInput
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run


@strawberry.input(description="A task to hand over (移交整改).")
class HandOverImprovementInput(ImprovementTaskInput):
    """A task to hand over."""

    owner: str = strawberry.field(
        description="Who is responsible from now on 责任人, 1–100 characters."
    )

    def command(self) -> HandOverImprovement:
        """The command that is asked for."""
        return HandOverImprovement(task_id=self.task, owner=self.owner)


@strawberry.input(description="How far a task has come (整改进展).")
class NoteImprovementProgressInput(ImprovementTaskInput):
    """How far a task has come."""

    note: str = strawberry.field(
        description="What to note 进展, 1–2000 characters; kept under the key of who asked."
    )

    def command(self) -> NoteImprovementProgress:
        """The command that is asked for."""
        return NoteImprovementProgress(task_id=self.task, note=self.note)


@strawberry.input(description="A task that is done (整改完成).")
class FinishImprovementInput(ImprovementTaskInput):
    """A task that is done."""

    result: str = strawberry.field(
        description="What came of it 整改结果, 1–2000 characters; kept under the key of who asked."
    )
    evidence_hash: str | None = strawberry.field(
        default=None, description="SHA-256 of evidence kept elsewhere 佐证哈希."
    )

    def command(self) -> FinishImprovement:
        """The command that is asked for."""
        return FinishImprovement(
            task_id=self.task, result=self.result, evidence_hash=self.evidence_hash
        )


@strawberry.input(description="A task to accept (整改验收).")
class AcceptImprovementInput(ImprovementTaskInput):
    """A task to accept."""

    def command(self) -> AcceptImprovement:
        """The command that is asked for."""
        return AcceptImprovement(task_id=self.task)


@strawberry.input(description="A task to send back (退回整改).")
class SendImprovementBackInput(ImprovementTaskInput):
    """A task to send back."""

    reason: str = strawberry.field(
        description="Why 退回原因, 1–500 characters; kept under the key of who asked."
    )
    due_at: datetime = strawberry.field(description="By when it is due now 新的截止时间.")

    def command(self) -> SendImprovementBack:
        """The command that is asked for."""
        return SendImprovementBack(task_id=self.task, reason=self.reason, due_at=self.due_at)


@strawberry.type(description="Doing what is to be improved.")
class ImprovingMutations:
    """Doing what is to be improved."""

    @strawberry.mutation(
        description="Make somebody else responsible for a task 移交整改; for administrators of the "
        "unit or above."
    )
    async def hand_over_improvement(
        self,
        info: Info,
        input: Annotated[HandOverImprovementInput, GIVEN],  # noqa: A002
    ) -> ImprovementTaskResult:
        """Hand a task over."""
        return await run(info, input, ImprovementTaskChanged)

    @strawberry.mutation(
        description="Note how far a task has come 整改进展; for staff of the unit or above."
    )
    async def note_improvement_progress(
        self,
        info: Info,
        input: Annotated[NoteImprovementProgressInput, GIVEN],  # noqa: A002
    ) -> ImprovementTaskResult:
        """Note progress."""
        return await run(info, input, ImprovementTaskChanged)

    @strawberry.mutation(
        description="Report a task done, late or in time 整改完成; for staff of the unit or above."
    )
    async def finish_improvement(
        self,
        info: Info,
        input: Annotated[FinishImprovementInput, GIVEN],  # noqa: A002
    ) -> ImprovementTaskResult:
        """Report a task done."""
        return await run(info, input, ImprovementTaskChanged)

    @strawberry.mutation(
        description="Accept what was done 整改验收; for administrators of the unit or above, but "
        "not for who reported it done."
    )
    async def accept_improvement(
        self,
        info: Info,
        input: Annotated[AcceptImprovementInput, GIVEN],  # noqa: A002
    ) -> ImprovementTaskResult:
        """Accept a task."""
        return await run(info, input, ImprovementTaskChanged)

    @strawberry.mutation(
        description="Send back what was done 退回整改, to be done by a new date; for "
        "administrators of the unit or above, but not for who reported it done."
    )
    async def send_improvement_back(
        self,
        info: Info,
        input: Annotated[SendImprovementBackInput, GIVEN],  # noqa: A002
    ) -> ImprovementTaskResult:
        """Send a task back."""
        return await run(info, input, ImprovementTaskChanged)
