"""Complaining, suggesting, and answering that (投诉建议)."""

from datetime import datetime
from typing import Annotated

import strawberry

from five_steps.commands.feedback.filing import FileFeedback
from five_steps.commands.feedback.handling import (
    AnswerFeedback,
    ConfirmOutcome,
    ImproveOnFeedback,
)
from five_steps.domain.feedback.feedback_state import AskerKind, FeedbackKind, FeedbackTopic
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.graphql_api.feedback.case_input import FeedbackCaseInput
from five_steps.graphql_api.feedback.results import (
    FeedbackCaseChanged,
    FeedbackCaseResult,
    ImprovementTaskChanged,
    ImprovementTaskResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import read_global_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run

_TOPICS = {
    "Unit": FeedbackTopic.UNIT,
    "Order": FeedbackTopic.ORDER,
    "Activity": FeedbackTopic.ACTIVITY,
}
_ASKERS = {"Resident": AskerKind.RESIDENT, "Volunteer": AskerKind.VOLUNTEER}


@strawberry.input(description="A complaint or suggestion to file (提出投诉建议).")
class FileFeedbackInput(CommandInput):
    """A complaint or suggestion to file."""

    kind: FeedbackKind = strawberry.field(description="Complaint or suggestion 类别.")
    about_id: strawberry.ID = strawberry.field(
        description="What it is about 意见对象: a unit, an activity, or an order of the asker's "
        "own."
    )
    asker_id: strawberry.ID = strawberry.field(
        description="Who makes it 提出人: oneself, or for staff a resident or volunteer of their "
        "unit who called."
    )
    text: str = strawberry.field(
        description="What is to be said 内容, 1–2000 characters; kept under the asker's key."
    )

    def command(self) -> FileFeedback:
        """The command that is asked for."""
        about, asker = read_global_id(self.about_id), read_global_id(self.asker_id)
        if about is None or about[0] not in _TOPICS:
            allowed = f"the id of a {' or '.join(_TOPICS)}"
            raise Refusal(RefusalCode.INVALID, "aboutId", allowed=allowed)
        if asker is None or asker[0] not in _ASKERS:
            allowed = f"the id of a {' or '.join(_ASKERS)}"
            raise Refusal(RefusalCode.INVALID, "askerId", allowed=allowed)
        return FileFeedback(
            kind=self.kind,
            topic=_TOPICS[about[0]],
            about_id=about[1],
            asker_kind=_ASKERS[asker[0]],
            asker_id=asker[1],
            text=self.text,
        )


@strawberry.input(description="An answer to a complaint or suggestion (答复).")
class AnswerFeedbackInput(FeedbackCaseInput):
    """An answer to a complaint or suggestion."""

    text: str = strawberry.field(
        description="The answer 答复, 1–2000 characters; kept under the asker's key."
    )

    def command(self) -> AnswerFeedback:
        """The command that is asked for."""
        return AnswerFeedback(case_id=self.case, text=self.text)


@strawberry.input(description="A complaint or suggestion to make an improvement task of (转整改).")
class ImproveOnFeedbackInput(FeedbackCaseInput):
    """A complaint or suggestion to make an improvement task of."""

    owner: str = strawberry.field(description="Who is responsible 责任人, 1–100 characters.")
    matter: str = strawberry.field(
        description="What is to become better 整改事项, 1–2000 characters; kept under the asker's "
        "key."
    )
    due_at: datetime = strawberry.field(description="By when it is due 截止时间.")

    def command(self) -> ImproveOnFeedback:
        """The command that is asked for."""
        return ImproveOnFeedback(
            case_id=self.case, owner=self.owner, matter=self.matter, due_at=self.due_at
        )


@strawberry.input(description="What the asker says of the outcome (满意度确认).")
class ConfirmOutcomeInput(FeedbackCaseInput):
    """What the asker says of the outcome."""

    satisfied: bool = strawberry.field(description="Whether they are satisfied 是否满意.")
    comment: str = strawberry.field(
        default="",
        description="What they say of it 评价, at most 2000 characters; kept under their key.",
    )

    def command(self) -> ConfirmOutcome:
        """The command that is asked for."""
        return ConfirmOutcome(case_id=self.case, satisfied=self.satisfied, comment=self.comment)


@strawberry.type(description="Complaining, suggesting, and answering that.")
class FeedbackCaseMutations:
    """Complaining, suggesting, and answering that."""

    @strawberry.mutation(
        description="Complain of a unit, order or activity, or suggest something 提出投诉建议; for "
        "residents and volunteers themselves, and for staff on behalf of who called."
    )
    async def file_feedback(
        self,
        info: Info,
        input: Annotated[FileFeedbackInput, GIVEN],  # noqa: A002
    ) -> FeedbackCaseResult:
        """File a complaint or suggestion."""
        return await run(info, input, FeedbackCaseChanged)

    @strawberry.mutation(
        description="Answer a complaint or suggestion 答复; for staff of the unit or above."
    )
    async def answer_feedback(
        self,
        info: Info,
        input: Annotated[AnswerFeedbackInput, GIVEN],  # noqa: A002
    ) -> FeedbackCaseResult:
        """Answer a case."""
        return await run(info, input, FeedbackCaseChanged)

    @strawberry.mutation(
        description="Make an improvement task of a complaint or suggestion 转整改; for "
        "administrators of the unit or above."
    )
    async def improve_on_feedback(
        self,
        info: Info,
        input: Annotated[ImproveOnFeedbackInput, GIVEN],  # noqa: A002
    ) -> ImprovementTaskResult:
        """Make a task of a case."""
        return await run(info, input, ImprovementTaskChanged)

    @strawberry.mutation(
        description="Say whether one is satisfied with what came of one's own complaint or "
        "suggestion 满意度确认, once told."
    )
    async def confirm_outcome(
        self,
        info: Info,
        input: Annotated[ConfirmOutcomeInput, GIVEN],  # noqa: A002
    ) -> FeedbackCaseResult:
        """Confirm an outcome."""
        return await run(info, input, FeedbackCaseChanged)
