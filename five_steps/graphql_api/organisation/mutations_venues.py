"""Registering venues (阵地), changing and closing them."""

from datetime import date
from typing import Annotated

import strawberry

from five_steps.commands.organisation.venues import (
    ChangeVenueDetails,
    CloseVenue,
    RegisterVenue,
    SetVenueHours,
)
from five_steps.domain.organisation.opening_hours import AT_ALL_HOURS
from five_steps.domain.organisation.tiers import VenueKind
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run
from five_steps.graphql_api.organisation.opening_hours_input import OpenWindowInput
from five_steps.graphql_api.organisation.venue_input import VenueInput
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
        default="", description="Opening hours as on the door 开放时间, at most 2000 characters."
    )
    open_windows: list[OpenWindowInput] | None = strawberry.field(
        default=None,
        description="When it is open 开放时段, at most 70; without them at all hours.",
    )
    closed_dates: list[date] = strawberry.field(
        default_factory=list, description="Dates on which it is not open 闭馆日, at most 366."
    )

    def command(self) -> RegisterVenue:
        """The command that is asked for."""
        return RegisterVenue(
            unit_id=local_id("unitId", self.unit_id, "Unit"),
            name=self.name,
            kind=self.kind,
            capacity=self.capacity,
            opening_hours=self.opening_hours,
            open_windows=(
                AT_ALL_HOURS.windows
                if self.open_windows is None
                else tuple(window.value() for window in self.open_windows)
            ),
            closed_dates=tuple(self.closed_dates),
        )


@strawberry.input(description="A venue's details, as a whole (变更阵地信息).")
class ChangeVenueDetailsInput(VenueInput):
    """A venue's details, as a whole."""

    name: str = strawberry.field(description="Name 名称, 1–100 characters.")
    kind: VenueKind = strawberry.field(
        description="What it is 阵地类别, as the unit's tier keeps it."
    )
    capacity: int = strawberry.field(description="Persons it holds 容纳人数, 1–100000.")

    def command(self) -> ChangeVenueDetails:
        """The command that is asked for."""
        return ChangeVenueDetails(
            venue_id=self.venue,
            name=self.name,
            kind=self.kind,
            capacity=self.capacity,
        )


@strawberry.input(description="A venue's opening hours, as a whole (设定开放时间).")
class SetVenueHoursInput(VenueInput):
    """A venue's opening hours, as a whole."""

    opening_hours: str = strawberry.field(
        default="", description="Opening hours as on the door 开放时间, at most 2000 characters."
    )
    open_windows: list[OpenWindowInput] = strawberry.field(
        description="When it is open 开放时段, 1–70; windows that touch become one."
    )
    closed_dates: list[date] = strawberry.field(
        default_factory=list, description="Dates on which it is not open 闭馆日, at most 366."
    )

    def command(self) -> SetVenueHours:
        """The command that is asked for."""
        return SetVenueHours(
            venue_id=self.venue,
            opening_hours=self.opening_hours,
            open_windows=tuple(window.value() for window in self.open_windows),
            closed_dates=tuple(self.closed_dates),
        )


@strawberry.input(description="A venue to close (停用阵地).")
class CloseVenueInput(VenueInput):
    """A venue to close."""

    reason: str = strawberry.field(description="Why 停用原因, 1–500 characters.")

    def command(self) -> CloseVenue:
        """The command that is asked for."""
        return CloseVenue(
            venue_id=self.venue,
            reason=self.reason,
        )


@strawberry.type(description="Registering, changing and closing venues.")
class VenueMutations:
    """Registering, changing and closing venues."""

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
        description="Change a venue's name, kind and capacity 变更阵地信息; for administrators of "
        "its unit or above. What is booked stays booked."
    )
    async def change_venue_details(
        self,
        info: Info,
        input: Annotated[ChangeVenueDetailsInput, GIVEN],  # noqa: A002
    ) -> VenueResult:
        """Change a venue's details."""
        return await run(info, input, VenueChanged)

    @strawberry.mutation(
        description="Set when a venue is open 设定开放时间; for administrators of its unit or "
        "above. What is booked stays booked."
    )
    async def set_venue_hours(
        self,
        info: Info,
        input: Annotated[SetVenueHoursInput, GIVEN],  # noqa: A002
    ) -> VenueResult:
        """Set a venue's opening hours."""
        return await run(info, input, VenueChanged)

    @strawberry.mutation(
        description="Stop using a venue for which nothing is booked ahead 停用阵地; for "
        "administrators of its unit or above."
    )
    async def close_venue(
        self,
        info: Info,
        input: Annotated[CloseVenueInput, GIVEN],  # noqa: A002
    ) -> VenueResult:
        """Close a venue."""
        return await run(info, input, VenueChanged)
