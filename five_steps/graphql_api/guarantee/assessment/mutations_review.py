"""Opening an assessment, the unit's self-review, and the check."""

from decimal import Decimal
from typing import Annotated

import strawberry

from five_steps.commands.guarantee.assessment.check import AnnounceAssessment, CheckIndicator
from five_steps.commands.guarantee.assessment.opening import OpenAssessment
from five_steps.commands.guarantee.assessment.self_review import StateIndicator, SubmitSelfReview
from five_steps.domain.guarantee.indicators import Indicator
from five_steps.graphql_api.guarantee.assessment.assessment_input import AssessmentInput
from five_steps.graphql_api.guarantee.assessment.results import AssessmentChanged, AssessmentResult
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.organisation.unit_input import UnitInput


@strawberry.input(description="A unit's year to assess (启动考核).")
class OpenAssessmentInput(UnitInput):
    """A unit's year to assess."""

    year: int = strawberry.field(description="Civil year 年度; one that has begun.")

    def command(self) -> OpenAssessment:
        """The command that is asked for."""
        return OpenAssessment(unit_id=self.unit, year=self.year)


@strawberry.input(description="What a unit says of an indicator (指标自评).")
class StateIndicatorInput(AssessmentInput):
    """What a unit says of an indicator."""

    indicator: Indicator = strawberry.field(description="Which 指标.")
    statement: str = strawberry.field(description="What it says 自评说明, 1–2000 characters.")
    evidence_hashes: list[str] = strawberry.field(
        default_factory=list,
        description="SHA-256 of evidence that is kept elsewhere 佐证哈希, at most 20.",
    )

    def command(self) -> StateIndicator:
        """The command that is asked for."""
        return StateIndicator(
            assessment_id=self.assessment,
            indicator=self.indicator,
            statement=self.statement,
            evidence_hashes=tuple(self.evidence_hashes),
        )


@strawberry.input(description="A self-review to hand in (提交自评).")
class SubmitSelfReviewInput(AssessmentInput):
    """A self-review to hand in."""

    def command(self) -> SubmitSelfReview:
        """The command that is asked for."""
        return SubmitSelfReview(assessment_id=self.assessment)


@strawberry.input(description="What the check makes of an indicator (指标核查).")
class CheckIndicatorInput(AssessmentInput):
    """What the check makes of an indicator."""

    indicator: Indicator = strawberry.field(description="Which 指标.")
    points: Decimal = strawberry.field(
        default=Decimal(0),
        description="Points given, or taken if below 0 加减分; 0 confirms it 确认.",
    )
    reason: str = strawberry.field(
        default="", description="Why 核查理由, 1–500 characters; needed unless it is confirmed."
    )

    def command(self) -> CheckIndicator:
        """The command that is asked for."""
        return CheckIndicator(
            assessment_id=self.assessment,
            indicator=self.indicator,
            points=self.points,
            reason=self.reason,
        )


@strawberry.input(description="A checked assessment to announce (考核公示).")
class AnnounceAssessmentInput(AssessmentInput):
    """A checked assessment to announce."""

    def command(self) -> AnnounceAssessment:
        """The command that is asked for."""
        return AnnounceAssessment(assessment_id=self.assessment)


@strawberry.type(description="Opening, self-review and check of assessments.")
class AssessmentReviewMutations:
    """Opening, self-review and check of assessments."""

    @strawberry.mutation(
        description="Open the assessment of a unit's year 启动考核, after that of the unit above; "
        "for the centre's administrators."
    )
    async def open_assessment(
        self,
        info: Info,
        input: Annotated[OpenAssessmentInput, GIVEN],  # noqa: A002
    ) -> AssessmentResult:
        """Open an assessment."""
        return await run(info, input, AssessmentChanged)

    @strawberry.mutation(
        description="Say how the unit sees an indicator 指标自评, in place of what was said "
        "before; for administrators of the unit or above."
    )
    async def state_indicator(
        self,
        info: Info,
        input: Annotated[StateIndicatorInput, GIVEN],  # noqa: A002
    ) -> AssessmentResult:
        """State an indicator."""
        return await run(info, input, AssessmentChanged)

    @strawberry.mutation(
        description="Hand the self-review in 提交自评; for administrators of the unit or above."
    )
    async def submit_self_review(
        self,
        info: Info,
        input: Annotated[SubmitSelfReviewInput, GIVEN],  # noqa: A002
    ) -> AssessmentResult:
        """Submit a self-review."""
        return await run(info, input, AssessmentChanged)

    @strawberry.mutation(
        description="Confirm an indicator, or give or take points 指标核查, once the year is over; "
        "for administrators of a unit above who did not speak for this one."
    )
    async def check_indicator(
        self,
        info: Info,
        input: Annotated[CheckIndicatorInput, GIVEN],  # noqa: A002
    ) -> AssessmentResult:
        """Check an indicator."""
        return await run(info, input, AssessmentChanged)

    @strawberry.mutation(
        description="Announce an assessment 考核公示, once every indicator that weighs anything "
        "was checked; for administrators of a unit above who did not speak for this one."
    )
    async def announce_assessment(
        self,
        info: Info,
        input: Annotated[AnnounceAssessmentInput, GIVEN],  # noqa: A002
    ) -> AssessmentResult:
        """Announce an assessment."""
        return await run(info, input, AssessmentChanged)
