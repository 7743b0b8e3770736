"""Telling askers what came of it (告知)."""

from typing import Annotated

import strawberry

from five_steps.commands.feedback.informing import InformOfAnswer, InformOfImprovement
from five_steps.graphql_api.feedback.case_input import FeedbackCaseInput
from five_steps.graphql_api.feedback.results import (
    FeedbackCaseChanged,
    FeedbackCaseResult,
    ImprovementTaskChanged,
    ImprovementTaskResult,
)
from five_steps.graphql_api.feedback.task_input import ImprovementTaskInput
from five_steps.graphql_api.feedback.told_input import ToldInput
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run


@strawberry.input(description="That an asker was told the answer (告知答复).")
class InformOfAnswerInput(ToldInput, FeedbackCaseInput):
    """That an asker was told the answer."""

    def command(self) -> InformOfAnswer:
        """The command that is asked for."""
        return InformOfAnswer(
            case_id=self.case, channel=self.channel, told_at=self.told_at, proof=self.proof
        )


@strawberry.input(description="That who asked was told what came of a task (告知整改结果).")
class InformOfImprovementInput(ToldInput, ImprovementTaskInput):
    """That who asked was told what came of a task."""

    def command(self) -> InformOfImprovement:
        """The command that is asked for."""
        return InformOfImprovement(
            task_id=self.task, channel=self.channel, told_at=self.told_at, proof=self.proof
        )


@strawberry.type(description="Telling askers what came of it.")
class InformingMutations:
    """Telling askers what came of it."""

    @strawberry.mutation(
        description="Note that the asker was told the answer to a complaint or suggestion "
        "告知答复; for staff of the unit or above."
    )
    async def inform_of_answer(
        self,
        info: Info,
        input: Annotated[InformOfAnswerInput, GIVEN],  # noqa: A002
    ) -> FeedbackCaseResult:
        """Note that the asker was told."""
        return await run(info, input, FeedbackCaseChanged)

    @strawberry.mutation(
        description="Note that who asked was told what came of an accepted improvement task "
        "告知整改结果; for staff of the unit or above."
    )
    async def inform_of_improvement(
        self,
        info: Info,
        input: Annotated[InformOfImprovementInput, GIVEN],  # noqa: A002
    ) -> ImprovementTaskResult:
        """Note that who asked was told."""
        return await run(info, input, ImprovementTaskChanged)
