"""Drafting, publishing and closing questionnaires, and acting on what they show."""

from datetime import datetime
from typing import Annotated

import strawberry

from five_steps.commands.feedback.questionnaires.acting_on_results import ImproveOnQuestionnaire
from five_steps.commands.feedback.questionnaires.drafting import (
    CloseQuestionnaire,
    DraftQuestionnaire,
    PublishQuestionnaire,
    RedraftQuestionnaire,
)
from five_steps.graphql_api.feedback.questionnaires.content_input import ContentInput
from five_steps.graphql_api.feedback.questionnaires.questionnaire_input import QuestionnaireInput
from five_steps.graphql_api.feedback.questionnaires.results import (
    QuestionnaireChanged,
    QuestionnaireResult,
)
from five_steps.graphql_api.feedback.results import ImprovementTaskChanged, ImprovementTaskResult
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, run


@strawberry.input(description="A questionnaire to begin (拟定问卷).")
class DraftQuestionnaireInput(ContentInput):
    """A questionnaire to begin."""

    unit_id: strawberry.ID = strawberry.field(description="The unit that asks 发起单位.")

    def command(self) -> DraftQuestionnaire:
        """The command that is asked for."""
        return DraftQuestionnaire(unit_id=local_id("unitId", self.unit_id, "Unit"), **self.fields())


@strawberry.input(description="A questionnaire whose next version to draft (修订问卷).")
class RedraftQuestionnaireInput(ContentInput, QuestionnaireInput):
    """A questionnaire whose next version to draft."""

    def command(self) -> RedraftQuestionnaire:
        """The command that is asked for."""
        return RedraftQuestionnaire(questionnaire_id=self.questionnaire, **self.fields())


@strawberry.input(description="A questionnaire to publish (发布问卷).")
class PublishQuestionnaireInput(QuestionnaireInput):
    """A questionnaire to publish."""

    def command(self) -> PublishQuestionnaire:
        """The command that is asked for."""
        return PublishQuestionnaire(questionnaire_id=self.questionnaire)


@strawberry.input(description="A questionnaire to close (截止问卷).")
class CloseQuestionnaireInput(QuestionnaireInput):
    """A questionnaire to close."""

    def command(self) -> CloseQuestionnaire:
        """The command that is asked for."""
        return CloseQuestionnaire(questionnaire_id=self.questionnaire)


@strawberry.input(description="What a questionnaire showed to be improved (问卷整改).")
class ImproveOnQuestionnaireInput(QuestionnaireInput):
    """What a questionnaire showed to be improved."""

    owner: str = strawberry.field(description="Who is responsible 责任人, 1–100 characters.")
    matter: str = strawberry.field(
        description="What is to become better 整改事项, 1–2000 characters."
    )
    due_at: datetime = strawberry.field(description="By when it is due 截止时间.")

    def command(self) -> ImproveOnQuestionnaire:
        """The command that is asked for."""
        return ImproveOnQuestionnaire(
            questionnaire_id=self.questionnaire,
            owner=self.owner,
            matter=self.matter,
            due_at=self.due_at,
        )


@strawberry.type(description="Drafting, publishing and closing questionnaires.")
class DraftingMutations:
    """Drafting, publishing and closing questionnaires."""

    @strawberry.mutation(
        description="Begin a questionnaire with the draft of its first version 拟定问卷; for "
        "administrators of the unit or above."
    )
    async def draft_questionnaire(
        self,
        info: Info,
        input: Annotated[DraftQuestionnaireInput, GIVEN],  # noqa: A002
    ) -> QuestionnaireResult:
        """Begin a questionnaire."""
        return await run(info, input, QuestionnaireChanged)

    @strawberry.mutation(
        description="Draft the next version of a questionnaire, or draft it anew 修订问卷; a "
        "published version stays as it is."
    )
    async def redraft_questionnaire(
        self,
        info: Info,
        input: Annotated[RedraftQuestionnaireInput, GIVEN],  # noqa: A002
    ) -> QuestionnaireResult:
        """Draft the next version."""
        return await run(info, input, QuestionnaireChanged)

    @strawberry.mutation(
        description="Publish the draft 发布问卷; it takes the place of the version that may be "
        "answered now, which is closed."
    )
    async def publish_questionnaire(
        self,
        info: Info,
        input: Annotated[PublishQuestionnaireInput, GIVEN],  # noqa: A002
    ) -> QuestionnaireResult:
        """Publish a version."""
        return await run(info, input, QuestionnaireChanged)

    @strawberry.mutation(
        description="Close a questionnaire before its time 提前截止; it closes by itself in time."
    )
    async def close_questionnaire(
        self,
        info: Info,
        input: Annotated[CloseQuestionnaireInput, GIVEN],  # noqa: A002
    ) -> QuestionnaireResult:
        """Close a questionnaire."""
        return await run(info, input, QuestionnaireChanged)

    @strawberry.mutation(
        description="Open an improvement task on what a closed questionnaire showed 问卷整改; for "
        "administrators of the unit or above."
    )
    async def improve_on_questionnaire(
        self,
        info: Info,
        input: Annotated[ImproveOnQuestionnaireInput, GIVEN],  # noqa: A002
    ) -> ImprovementTaskResult:
        """Open a task on the results of a questionnaire."""
        return await run(info, input, ImprovementTaskChanged)
