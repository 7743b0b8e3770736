"""Being there (签到签退)."""

from typing import Annotated

import strawberry

from five_steps.commands.ordering.attendance import CheckIn, CheckOut, RecordNoShow
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.ordering.order_input import AssignmentInput
from five_steps.graphql_api.ordering.order_result import OrderChanged, OrderResult

_CODE = "The order's six digits, told by the requester 签到码; staff need none."
_LOCATION = "Where, as free text such as coordinates 位置, at most 200 characters; sealed."


@strawberry.input(description="A volunteer's check-in (签到).")
class CheckInInput(AssignmentInput):
    """A volunteer's check-in."""

    code: str | None = strawberry.field(default=None, description=_CODE)
    location: str | None = strawberry.field(default=None, description=_LOCATION)

    def command(self) -> CheckIn:
        """The command that is asked for."""
        return CheckIn(
            order_id=self.order,
            volunteer_id=self.volunteer,
            code=self.code,
            location=self.location,
        )


@strawberry.input(description="A volunteer's check-out (签退).")
class CheckOutInput(AssignmentInput):
    """A volunteer's check-out."""

    code: str | None = strawberry.field(default=None, description=_CODE)
    location: str | None = strawberry.field(default=None, description=_LOCATION)
    evidence_hash: str | None = strawberry.field(
        default=None,
        description="SHA-256 of a photo kept elsewhere 证明材料指纹, 64 hexadecimal digits.",
    )

    def command(self) -> CheckOut:
        """The command that is asked for."""
        return CheckOut(
            order_id=self.order,
            volunteer_id=self.volunteer,
            code=self.code,
            location=self.location,
            evidence_hash=self.evidence_hash,
        )


@strawberry.input(description="A volunteer who had accepted and did not come (未到岗).")
class RecordNoShowInput(AssignmentInput):
    """A volunteer who did not come."""

    def command(self) -> RecordNoShow:
        """The command that is asked for."""
        return RecordNoShow(order_id=self.order, volunteer_id=self.volunteer)


@strawberry.type(description="Being there.")
class AttendanceMutations:
    """Being there."""

    @strawberry.mutation(
        description="Check in to an accepted order, by its code or by staff 签到: from a little "
        "before its window until its end."
    )
    async def check_in(
        self,
        info: Info,
        input: Annotated[CheckInInput, GIVEN],  # noqa: A002
    ) -> OrderResult:
        """Check in."""
        return await run(info, input, OrderChanged)

    @strawberry.mutation(description="Check out after the service 签退.")
    async def check_out(
        self,
        info: Info,
        input: Annotated[CheckOutInput, GIVEN],  # noqa: A002
    ) -> OrderResult:
        """Check out."""
        return await run(info, input, OrderChanged)

    @strawberry.mutation(
        description="Record that a volunteer who had accepted did not come 未到岗."
    )
    async def record_no_show(
        self,
        info: Info,
        input: Annotated[RecordNoShowInput, GIVEN],  # noqa: A002
    ) -> OrderResult:
        """Record a no-show."""
        return await run(info, input, OrderChanged)
