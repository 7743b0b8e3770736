"""Correcting what was verified (更正): by compensating events, never by rewriting."""

from typing import Annotated

import strawberry

from five_steps.commands.incentives.corrections import CorrectHours, DemoteStar
from five_steps.graphql_api.incentives.record_input import RecordInput
from five_steps.graphql_api.incentives.service_record_result import (
    ServiceRecordChanged,
    ServiceRecordResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.people.volunteer_input import VolunteerInput
from five_steps.graphql_api.people.volunteer_result import VolunteerChanged, VolunteerResult


@strawberry.input(description="The right minutes of a verified record (更正时长).")
class CorrectHoursInput(RecordInput):
    """The right minutes of a verified record."""

    minutes: int = strawberry.field(
        description="The right minutes 更正后时长（分钟）, at most those from start to end; 0 "
        "annuls it: its time is free for another record, and its rating counts no more."
    )
    reason: str = strawberry.field(description="Why 更正原因, 1–500 characters.")

    def command(self) -> CorrectHours:
        """The command that is asked for."""
        return CorrectHours(
            volunteer_id=self.volunteer,
            record_id=self.record,
            minutes=self.minutes,
            reason=self.reason,
        )


@strawberry.input(description="A star to lower by decision (下调星级).")
class DemoteStarInput(VolunteerInput):
    """A star to lower by decision."""

    level: int = strawberry.field(
        description="The star from now on 下调后星级, below the present one."
    )
    reason: str = strawberry.field(description="Why 下调原因, 1–500 characters.")

    def command(self) -> DemoteStar:
        """The command that is asked for."""
        return DemoteStar(
            volunteer_id=self.volunteer,
            level=self.level,
            reason=self.reason,
        )


@strawberry.type(description="Correcting hours and stars.")
class CorrectionMutations:
    """Correcting hours and stars."""

    @strawberry.mutation(
        description="Correct the minutes of a verified record, and its points with them 更正时长; "
        "for administrators of the unit it was served for, or above."
    )
    async def correct_hours(
        self,
        info: Info,
        input: Annotated[CorrectHoursInput, GIVEN],  # noqa: A002
    ) -> ServiceRecordResult:
        """Correct hours."""
        return await run(info, input, ServiceRecordChanged)

    @strawberry.mutation(
        description="Lower a volunteer's star by decision 下调星级; for the centre's "
        "administrators. Nothing else ever lowers it."
    )
    async def demote_star(
        self,
        info: Info,
        input: Annotated[DemoteStarInput, GIVEN],  # noqa: A002
    ) -> VolunteerResult:
        """Lower a star."""
        return await run(info, input, VolunteerChanged)
