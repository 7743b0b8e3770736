"""Registering and closing venues (阵地)."""

from typing import Annotated

import strawberry

from five_steps.commands.organisation.venues import CloseVenue, RegisterVenue
from five_steps.domain.organisation.tiers import VenueKind
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run
from five_steps.graphql_api.organisation.venue_result import VenueChanged, VenueResult


@strawberry.input(description="A venue to register (登记阵地).")
class RegisterVenueInput(CommandInput):
    """A venue to register."""

    unit_id: strawberry.ID = strawberry.field(description="The unit it belongs to 所属单位.")
    name: str = strawberry.field(description="Name 名称, 1–100 characters.")
    kind: VenueKind = strawberry.field(
        description="What it is 阵地类别, as the unit's tier keeps it."
    )
    capacity: int = strawberry.field(description="Persons it holds 容纳人数, 1–100000.")
    opening_hours: str = strawberry.field(
        default="", description="Opening hours 开放时间, at most 2000 characters."
    )

    def command(self) -> RegisterVenue:
        """The command that is asked for."""
        return RegisterVenue(
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            name=self.name,
            kind=self.kind,
            capacity=self.capacity,
            opening_hours=self.opening_hours,
        )


@strawberry.input(description="A venue to close (停用阵地).")
class CloseVenueInput(CommandInput):
    """A venue to close."""

    venue_id: strawberry.ID = strawberry.field(description="The venue 阵地.")
    reason: str = strawberry.field(description="Why 停用原因, 1–500 characters.")

    def command(self) -> CloseVenue:
        """The command that is asked for."""
        return CloseVenue(
            venue_id=local_id("venueId", self.venue_id, "Venue"),
            reason=self.reason,
        )


@strawberry.type(description="Registering and closing venues.")
class VenueMutations:
    """Registering and closing venues."""

    @strawberry.mutation(
        description="Register a venue of a unit 登记阵地; for administrators of the unit or above."
    )
    async def register_venue(
        self,
        info: Info,
        input: Annotated[RegisterVenueInput, GIVEN],  # noqa: A002
    ) -> VenueResult:
        """Register a venue."""
        return await run(info, input, VenueChanged)

    @strawberry.mutation(
        description="Stop using a venue 停用阵地; for administrators of its unit or above."
    )
    async def close_venue(
        self,
        info: Info,
        input: Annotated[CloseVenueInput, GIVEN],  # noqa: A002
    ) -> VenueResult:
        """Close a venue."""
        return await run(info, input, VenueChanged)
