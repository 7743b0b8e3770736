"""Evaluating a project's round (评估)."""

from typing import Annotated

import strawberry

from five_steps.commands.projects.evaluating import EvaluateProject
from five_steps.domain.projects.project_state import ProjectOutcome
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.projects.project_input import ProjectInput
from five_steps.graphql_api.projects.project_result import ProjectChanged, ProjectResult


@strawberry.input(description="What came of a round (完成评估).")
class EvaluateProjectInput(ProjectInput):
    """What came of a round."""

    questionnaire_ids: list[strawberry.ID] = strawberry.field(
        description="The round's surveys 问卷, 1–20: opened since it was implemented, closed, and "
        "answered."
    )
    outcome: ProjectOutcome = strawberry.field(description="How far the aims were reached 结论.")
    result: str = strawberry.field(description="What was found 评估结果, 1–2000 characters.")

    def command(self) -> EvaluateProject:
        """The command that is asked for."""
        return EvaluateProject(
            project_id=self.project,
            questionnaire_ids=tuple(
                local_id("questionnaireIds", questionnaire_id, "Questionnaire")
                for questionnaire_id in self.questionnaire_ids
            ),
            outcome=self.outcome,
            result=self.result,
        )


@strawberry.type(description="Evaluating projects.")
class EvaluatingMutations:
    """Evaluating projects."""

    @strawberry.mutation(
        description="State what came of a round, on its surveys 完成评估; for administrators of "
        "the project's unit or above."
    )
    async def evaluate_project(
        self,
        info: Info,
        input: Annotated[EvaluateProjectInput, GIVEN],  # noqa: A002
    ) -> ProjectResult:
        """Evaluate a round."""
        return await run(info, input, ProjectChanged)
