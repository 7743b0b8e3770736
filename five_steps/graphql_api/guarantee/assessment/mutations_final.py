"""From objections to the final assessment."""

from decimal import Decimal
from typing import Annotated

import strawberry

from five_steps.commands.guarantee.assessment.finalising import FinaliseAssessment
from five_steps.commands.guarantee.assessment.publicity import (
    DecideAssessmentObjection,
    ObjectToAssessment,
)
from five_steps.domain.guarantee.indicators import Indicator
from five_steps.graphql_api.guarantee.assessment.assessment_input import AssessmentInput
from five_steps.graphql_api.guarantee.assessment.results import (
    AssessmentChanged,
    AssessmentObjectionChanged,
    AssessmentObjectionResult,
    AssessmentResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, run


@strawberry.input(description="An objection to an announced assessment (考核异议).")
class ObjectToAssessmentInput(AssessmentInput):
    """An objection to an announced assessment."""

    reason: str = strawberry.field(description="Why 异议理由, 1–500 characters.")

    def command(self) -> ObjectToAssessment:
        """The command that is asked for."""
        return ObjectToAssessment(assessment_id=self.assessment, reason=self.reason)


@strawberry.input(description="An objection to decide (异议裁定).")
class DecideAssessmentObjectionInput(AssessmentInput):
    """An objection to decide."""

    objection_id: strawberry.ID = strawberry.field(description="The objection 异议.")
    upheld: bool = strawberry.field(description="Whether it is upheld 是否成立.")
    reason: str = strawberry.field(description="Why 裁定理由, 1–500 characters.")
    indicator: Indicator | None = strawberry.field(
        default=None, description="If upheld, the indicator that changes 变更指标."
    )
    points: Decimal | None = strawberry.field(
        default=None,
        description="If upheld, the points given or taken from now on, in place of those of the "
        "check 变更后加减分.",
    )

    def command(self) -> DecideAssessmentObjection:
        """The command that is asked for."""
        return DecideAssessmentObjection(
            assessment_id=self.assessment,
            objection_id=local_id("objectionId", self.objection_id, "AssessmentObjection"),
            upheld=self.upheld,
            reason=self.reason,
            indicator=self.indicator,
            points=self.points,
        )


@strawberry.input(description="An assessment to make final (考核定稿).")
class FinaliseAssessmentInput(AssessmentInput):
    """An assessment to make final."""

    def command(self) -> FinaliseAssessment:
        """The command that is asked for."""
        return FinaliseAssessment(assessment_id=self.assessment)


@strawberry.type(description="Objections to assessments, and final assessments.")
class AssessmentFinalMutations:
    """Objections to assessments, and final assessments."""

    @strawberry.mutation(
        description="Object to an assessment while it is announced 提出异议; for everybody with a "
        "token, once each."
    )
    async def object_to_assessment(
        self,
        info: Info,
        input: Annotated[ObjectToAssessmentInput, GIVEN],  # noqa: A002
    ) -> AssessmentObjectionResult:
        """Object."""
        return await run(info, input, AssessmentObjectionChanged)

    @strawberry.mutation(
        description="Decide an objection 异议裁定; for administrators of a unit above, but neither "
        "who raised it nor who spoke for the unit."
    )
    async def decide_assessment_objection(
        self,
        info: Info,
        input: Annotated[DecideAssessmentObjectionInput, GIVEN],  # noqa: A002
    ) -> AssessmentObjectionResult:
        """Decide an objection."""
        return await run(info, input, AssessmentObjectionChanged)

    @strawberry.mutation(
        description="Make an assessment final 考核定稿, once the publicity is over, all objections "
        "are decided and all that it rolls up are final; for the centre's administrators."
    )
    async def finalise_assessment(
        self,
        info: Info,
        input: Annotated[FinaliseAssessmentInput, GIVEN],  # noqa: A002
    ) -> AssessmentResult:
        """Finalise."""
        return await run(info, input, AssessmentChanged)
