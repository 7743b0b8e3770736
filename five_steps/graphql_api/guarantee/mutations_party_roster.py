"""Recording a unit's in-service party members (在职党员名册)."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.commands.guarantee.party_rosters import RecordPartyRoster
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.errors import CommandError
from five_steps.graphql_api.kernel.mutation import GIVEN, Done, changed, run
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.organisation.unit_input import UnitInput


@strawberry.input(description="A unit's in-service party members of a year (在职党员名册).")
class RecordPartyRosterInput(UnitInput):
    """A unit's in-service party members of a year."""

    year: int = strawberry.field(description="Civil year 年度, 2000–2100.")
    id_numbers: list[str] = strawberry.field(
        description="The members' identity card numbers 身份证号, 18 digits each; kept only as "
        "keyed hashes."
    )

    def command(self) -> RecordPartyRoster:
        """The command that is asked for."""
        return RecordPartyRoster(
            unit_id=self.unit,
            year=self.year,
            id_numbers=tuple(self.id_numbers),
        )


@strawberry.type(description="The roster was recorded.")
class PartyRosterRecorded(Done):
    """The roster was recorded."""

    unit: Unit | None = changed(Unit, "The unit whose roster it is 单位")


PartyRosterResult: TypeAlias = Annotated[
    PartyRosterRecorded | CommandError,
    strawberry.union(
        "PartyRosterResult", description="The recorded roster, or why it was refused."
    ),
]


@strawberry.type(description="Recording party rosters.")
class PartyRosterMutations:
    """Recording party rosters."""

    @strawberry.mutation(
        description="Record a unit's in-service party members of a year, in place of those before "
        "登记党员名册; for administrators of the unit or above."
    )
    async def record_party_roster(
        self,
        info: Info,
        input: Annotated[RecordPartyRosterInput, GIVEN],  # noqa: A002
    ) -> PartyRosterResult:
        """Record a party roster."""
        return await run(info, input, PartyRosterRecorded)
