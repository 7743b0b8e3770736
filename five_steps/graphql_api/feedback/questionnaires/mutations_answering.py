"""Answering questionnaires (答卷): by name, or with a ballot and without."""

from typing import Annotated, Final

import strawberry

from five_steps.commands.feedback.questionnaires.answering import AnswerQuestionnaire
from five_steps.commands.feedback.questionnaires.balloting import CastBallot, ClaimBallot
from five_steps.commands.kernel.actor import Actor, Role
from five_steps.graphql_api.feedback.questionnaires.questionnaire_input import (
    AnswerInput,
    QuestionnaireInput,
    order_asked,
)
from five_steps.graphql_api.feedback.questionnaires.results import (
    BallotClaimed,
    BallotResult,
    QuestionnaireChanged,
    QuestionnaireResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run, run_as

BALLOT_BOX: Final = Actor("ballot-box", Role.SYSTEM)
"""On whose behalf ballots are cast: whoever casts one is nobody in particular."""

_ORDER = "An order of one's own that the unit handled 订单; for requesters, who are known by it."


@strawberry.input(description="Answers by name (实名答卷).")
class AnswerQuestionnaireInput(QuestionnaireInput):
    """Answers by name."""

    answers: list[AnswerInput] = strawberry.field(description="What one answers 作答.")
    order_id: strawberry.ID | None = strawberry.field(default=None, description=_ORDER)

    def command(self) -> AnswerQuestionnaire:
        """The command that is asked for."""
        return AnswerQuestionnaire(
            questionnaire_id=self.questionnaire,
            order_id=order_asked(self.order_id),
            answers=tuple(answer.answer() for answer in self.answers),
        )


@strawberry.input(description="A ballot to claim (领取匿名答卷凭证).")
class ClaimBallotInput(QuestionnaireInput):
    """A ballot to claim."""

    blinded_message: str = strawberry.field(
        description="One's serial number, blinded for the version's `ballotKey` 盲化消息: RFC "
        "9474, RSABSSA-SHA384-PSS-Deterministic; the base64 of 256 bytes."
    )
    order_id: strawberry.ID | None = strawberry.field(default=None, description=_ORDER)

    def command(self) -> ClaimBallot:
        """The command that is asked for."""
        return ClaimBallot(
            questionnaire_id=self.questionnaire,
            order_id=order_asked(self.order_id),
            blinded_message=self.blinded_message,
        )


@strawberry.input(description="Answers without a name (匿名答卷).")
class CastBallotInput(QuestionnaireInput):
    """Answers without a name."""

    serial: str = strawberry.field(
        description="The ballot's serial number 序列号: 32 random bytes, drawn by oneself, as "
        "base64."
    )
    signature: str = strawberry.field(
        description="The unblinded signature over it 签名; the base64 of 256 bytes."
    )
    answers: list[AnswerInput] = strawberry.field(description="What one answers 作答.")

    def command(self) -> CastBallot:
        """The command that is asked for."""
        return CastBallot(
            questionnaire_id=self.questionnaire,
            serial=self.serial,
            signature=self.signature,
            answers=tuple(answer.answer() for answer in self.answers),
        )


@strawberry.type(description="Answering questionnaires.")
class AnsweringMutations:
    """Answering questionnaires."""

    @strawberry.mutation(
        description="Answer a questionnaire by name 实名答卷, once; for residents and volunteers "
        "whom it is for."
    )
    async def answer_questionnaire(
        self,
        info: Info,
        input: Annotated[AnswerQuestionnaireInput, GIVEN],  # noqa: A002
    ) -> QuestionnaireResult:
        """Answer by name."""
        return await run(info, input, QuestionnaireChanged)

    @strawberry.mutation(
        description="Claim one's ballot for an anonymous questionnaire 领取匿名答卷凭证, once; "
        "from its publication on, the sooner the better. It is signed without being seen."
    )
    async def claim_ballot(
        self,
        info: Info,
        input: Annotated[ClaimBallotInput, GIVEN],  # noqa: A002
    ) -> BallotResult:
        """Claim a ballot."""
        return await run(info, input, BallotClaimed)

    @strawberry.mutation(
        description="Answer an anonymous questionnaire with a ballot 匿名答卷, once. To be sent "
        "without a token and a while after the ballot was claimed: a token is not looked at, but "
        "whoever watches the line would see it."
    )
    async def cast_ballot(
        self,
        info: Info,
        input: Annotated[CastBallotInput, GIVEN],  # noqa: A002
    ) -> QuestionnaireResult:
        """Answer without a name."""
        return await run_as(BALLOT_BOX, info, input, QuestionnaireChanged)
