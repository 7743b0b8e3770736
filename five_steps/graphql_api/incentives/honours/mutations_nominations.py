"""Nominating and reviewing (推荐与评审)."""

from typing import Annotated

import strawberry

from five_steps.commands.incentives.honours.nominations import (
    ConsentToNomination,
    DeclineNomination,
    NominateForHonour,
    RejectNomination,
    ReviewNomination,
)
from five_steps.graphql_api.incentives.honours.nomination_input import NominationInput
from five_steps.graphql_api.incentives.honours.results import NominationChanged, NominationResult
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run


@strawberry.input(description="Somebody to nominate (推荐先进).")
class NominateForHonourInput(CommandInput):
    """Somebody to nominate."""

    season_id: strawberry.ID = strawberry.field(description="The season 评选.")
    nominee_id: strawberry.ID = strawberry.field(
        description="The volunteer, team or unit, as the season's category has it 被推荐者."
    )
    reason: str = strawberry.field(description="Why 推荐理由, 1–2000 characters.")

    def command(self) -> NominateForHonour:
        """The command that is asked for."""
        return NominateForHonour(
            season_id=local_id("seasonId", self.season_id, "HonourSeason"),
            nominee_id=local_id("nomineeId", self.nominee_id, "Volunteer", "Team", "Unit"),
            reason=self.reason,
        )


@strawberry.input(description="A nomination to agree to (同意推荐).")
class ConsentToNominationInput(NominationInput):
    """A nomination to agree to."""

    def command(self) -> ConsentToNomination:
        """The command that is asked for."""
        return ConsentToNomination(nomination_id=self.nomination)


@strawberry.input(description="A nomination to decline (谢绝推荐).")
class DeclineNominationInput(NominationInput):
    """A nomination to decline."""

    def command(self) -> DeclineNomination:
        """The command that is asked for."""
        return DeclineNomination(nomination_id=self.nomination)


@strawberry.input(description="What a reviewer says of a nomination (评审).")
class ReviewNominationInput(NominationInput):
    """What a reviewer says of a nomination."""

    score: int = strawberry.field(description="Score 评分, 0–100.")
    recommended: bool = strawberry.field(description="Whether you recommend it 是否推荐.")
    comment: str = strawberry.field(
        default="", description="What there is to say 评语, at most 2000 characters."
    )

    def command(self) -> ReviewNomination:
        """The command that is asked for."""
        return ReviewNomination(
            nomination_id=self.nomination,
            score=self.score,
            recommended=self.recommended,
            comment=self.comment,
        )


@strawberry.input(description="A nomination not to choose (不予入选).")
class RejectNominationInput(NominationInput):
    """A nomination not to choose."""

    reason: str = strawberry.field(description="Why 未入选原因, 1–500 characters.")

    def command(self) -> RejectNomination:
        """The command that is asked for."""
        return RejectNomination(nomination_id=self.nomination, reason=self.reason)


@strawberry.type(description="Nominating and reviewing.")
class NominationMutations:
    """Nominating and reviewing."""

    @strawberry.mutation(
        description="Nominate a volunteer, team or unit 推荐先进; for staff of its unit or above, "
        "once a season."
    )
    async def nominate_for_honour(
        self,
        info: Info,
        input: Annotated[NominateForHonourInput, GIVEN],  # noqa: A002
    ) -> NominationResult:
        """Nominate."""
        return await run(info, input, NominationChanged)

    @strawberry.mutation(
        description="Agree to be reviewed and announced by name 同意推荐; for the volunteer who "
        "was nominated. Without it nothing goes on."
    )
    async def consent_to_nomination(
        self,
        info: Info,
        input: Annotated[ConsentToNominationInput, GIVEN],  # noqa: A002
    ) -> NominationResult:
        """Consent."""
        return await run(info, input, NominationChanged)

    @strawberry.mutation(
        description="Decline a nomination that is not announced yet 谢绝推荐; for the volunteer "
        "who was nominated."
    )
    async def decline_nomination(
        self,
        info: Info,
        input: Annotated[DeclineNominationInput, GIVEN],  # noqa: A002
    ) -> NominationResult:
        """Decline."""
        return await run(info, input, NominationChanged)

    @strawberry.mutation(
        description="Review a nomination 评审, once and never one's own; for administrators of "
        "the season's unit or above."
    )
    async def review_nomination(
        self,
        info: Info,
        input: Annotated[ReviewNominationInput, GIVEN],  # noqa: A002
    ) -> NominationResult:
        """Review."""
        return await run(info, input, NominationChanged)

    @strawberry.mutation(
        description="Do not choose a nomination 不予入选; for administrators of the season's unit "
        "or above who did not make it."
    )
    async def reject_nomination(
        self,
        info: Info,
        input: Annotated[RejectNominationInput, GIVEN],  # noqa: A002
    ) -> NominationResult:
        """Reject."""
        return await run(info, input, NominationChanged)
