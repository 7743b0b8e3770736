"""From the publicity (公示) to the award (授予)."""

from typing import Annotated

import strawberry

from five_steps.commands.incentives.honours.publicity import (
    AnnounceNomination,
    AwardHonour,
    DecideObjection,
    RaiseObjection,
    RevokeHonour,
)
from five_steps.graphql_api.incentives.honours.nomination_input import NominationInput
from five_steps.graphql_api.incentives.honours.results import (
    NominationChanged,
    NominationResult,
    ObjectionChanged,
    ObjectionResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, run


@strawberry.input(description="A nomination to announce (公示).")
class AnnounceNominationInput(NominationInput):
    """A nomination to announce."""

    def command(self) -> AnnounceNomination:
        """The command that is asked for."""
        return AnnounceNomination(nomination_id=self.nomination)


@strawberry.input(description="An objection to an announced nomination (提出异议).")
class RaiseObjectionInput(NominationInput):
    """An objection to an announced nomination."""

    reason: str = strawberry.field(description="Why 异议理由, 1–500 characters.")

    def command(self) -> RaiseObjection:
        """The command that is asked for."""
        return RaiseObjection(nomination_id=self.nomination, reason=self.reason)


@strawberry.input(description="An objection to decide (异议裁定).")
class DecideObjectionInput(NominationInput):
    """An objection to decide."""

    objection_id: strawberry.ID = strawberry.field(description="The objection 异议.")
    upheld: bool = strawberry.field(
        description="Whether it is upheld 是否成立; the nomination is struck out then."
    )
    reason: str = strawberry.field(description="Why 裁定理由, 1–500 characters.")

    def command(self) -> DecideObjection:
        """The command that is asked for."""
        return DecideObjection(
            nomination_id=self.nomination,
            objection_id=local_id("objectionId", self.objection_id, "Objection"),
            upheld=self.upheld,
            reason=self.reason,
        )


@strawberry.input(description="A nomination to award the honour to (授予先进).")
class AwardHonourInput(NominationInput):
    """A nomination to award the honour to."""

    def command(self) -> AwardHonour:
        """The command that is asked for."""
        return AwardHonour(nomination_id=self.nomination)


@strawberry.input(description="An honour to take back (撤销先进).")
class RevokeHonourInput(NominationInput):
    """An honour to take back."""

    reason: str = strawberry.field(description="Why 撤销原因, 1–500 characters.")

    def command(self) -> RevokeHonour:
        """The command that is asked for."""
        return RevokeHonour(nomination_id=self.nomination, reason=self.reason)


@strawberry.type(description="Publicity, objections and awards.")
class PublicityMutations:
    """Publicity, objections and awards."""

    @strawberry.mutation(
        description="Announce a nomination that most reviewers recommend 公示, while the season "
        "has places; for administrators of the season's unit or above who did not make it."
    )
    async def announce_nomination(
        self,
        info: Info,
        input: Annotated[AnnounceNominationInput, GIVEN],  # noqa: A002
    ) -> NominationResult:
        """Announce."""
        return await run(info, input, NominationChanged)

    @strawberry.mutation(
        description="Object to a nomination while it is announced 提出异议; for everybody with a "
        "token, once each."
    )
    async def raise_objection(
        self,
        info: Info,
        input: Annotated[RaiseObjectionInput, GIVEN],  # noqa: A002
    ) -> ObjectionResult:
        """Object."""
        return await run(info, input, ObjectionChanged)

    @strawberry.mutation(
        description="Decide an objection 异议裁定; for administrators of the season's unit or "
        "above, but neither who raised it nor who nominated."
    )
    async def decide_objection(
        self,
        info: Info,
        input: Annotated[DecideObjectionInput, GIVEN],  # noqa: A002
    ) -> ObjectionResult:
        """Decide an objection."""
        return await run(info, input, ObjectionChanged)

    @strawberry.mutation(
        description="Award the honour 授予先进, after the publicity and with no objection open; "
        "for administrators of the season's unit or above who did not nominate."
    )
    async def award_honour(
        self,
        info: Info,
        input: Annotated[AwardHonourInput, GIVEN],  # noqa: A002
    ) -> NominationResult:
        """Award."""
        return await run(info, input, NominationChanged)

    @strawberry.mutation(
        description="Take an honour back 撤销先进; for administrators of the season's unit or "
        "above who did not nominate."
    )
    async def revoke_honour(
        self,
        info: Info,
        input: Annotated[RevokeHonourInput, GIVEN],  # noqa: A002
    ) -> NominationResult:
        """Revoke."""
        return await run(info, input, NominationChanged)
