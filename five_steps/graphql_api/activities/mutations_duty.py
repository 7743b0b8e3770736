"""Volunteers on duty at activities (值勤)."""

from typing import Annotated

import strawberry

from five_steps.commands.activities.duty import (
    CheckInDuty,
    CheckOutDuty,
    JoinDuty,
    LeaveDuty,
    RecordDutyNoShow,
)
from five_steps.graphql_api.activities.activity_input import DutyInput
from five_steps.graphql_api.activities.results import ActivityChanged, ActivityResult
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run

_CODE = "The activity's six digits, told on the spot 签到码; staff need none."
_LOCATION = "Where, as free text such as coordinates 位置, at most 200 characters; sealed."


@strawberry.input(description="A volunteer who will be on duty (上岗报名).")
class JoinDutyInput(DutyInput):
    """A volunteer who will be on duty."""

    def command(self) -> JoinDuty:
        """The command that is asked for."""
        return JoinDuty(activity_id=self.activity, volunteer_id=self.volunteer)


@strawberry.input(description="A volunteer who will not be on duty after all (退出值勤).")
class LeaveDutyInput(DutyInput):
    """A volunteer who will not be on duty after all."""

    reason: str = strawberry.field(description="Why 原因, 1–500 characters.")

    def command(self) -> LeaveDuty:
        """The command that is asked for."""
        return LeaveDuty(activity_id=self.activity, volunteer_id=self.volunteer, reason=self.reason)


@strawberry.input(description="A volunteer who comes on duty (上岗签到).")
class CheckInDutyInput(DutyInput):
    """A volunteer who comes on duty."""

    code: str | None = strawberry.field(default=None, description=_CODE)
    location: str | None = strawberry.field(default=None, description=_LOCATION)

    def command(self) -> CheckInDuty:
        """The command that is asked for."""
        return CheckInDuty(
            activity_id=self.activity,
            volunteer_id=self.volunteer,
            code=self.code,
            location=self.location,
        )


@strawberry.input(description="A volunteer who goes off duty (离岗签退).")
class CheckOutDutyInput(DutyInput):
    """A volunteer who goes off duty."""

    code: str | None = strawberry.field(default=None, description=_CODE)
    location: str | None = strawberry.field(default=None, description=_LOCATION)
    evidence_hash: str | None = strawberry.field(
        default=None,
        description="SHA-256 of a photo kept elsewhere 证明材料指纹, 64 hexadecimal digits.",
    )

    def command(self) -> CheckOutDuty:
        """The command that is asked for."""
        return CheckOutDuty(
            activity_id=self.activity,
            volunteer_id=self.volunteer,
            code=self.code,
            location=self.location,
            evidence_hash=self.evidence_hash,
        )


@strawberry.input(description="A volunteer who did not come on duty (未到岗).")
class RecordDutyNoShowInput(DutyInput):
    """A volunteer who did not come on duty."""

    def command(self) -> RecordDutyNoShow:
        """The command that is asked for."""
        return RecordDutyNoShow(activity_id=self.activity, volunteer_id=self.volunteer)


@strawberry.type(description="Volunteers on duty at activities.")
class DutyMutations:
    """Volunteers on duty at activities."""

    @strawberry.mutation(
        description="Be on duty at an activity 上岗报名, as a volunteer who fits and is free then."
    )
    async def join_duty(
        self,
        info: Info,
        input: Annotated[JoinDutyInput, GIVEN],  # noqa: A002
    ) -> ActivityResult:
        """Join the roster."""
        return await run(info, input, ActivityChanged)

    @strawberry.mutation(description="Step back from duty before coming on it 退出值勤.")
    async def leave_duty(
        self,
        info: Info,
        input: Annotated[LeaveDutyInput, GIVEN],  # noqa: A002
    ) -> ActivityResult:
        """Leave the roster."""
        return await run(info, input, ActivityChanged)

    @strawberry.mutation(
        description="Come on duty, by the activity's code or by staff 上岗签到: from a little "
        "before its start until its end."
    )
    async def check_in_duty(
        self,
        info: Info,
        input: Annotated[CheckInDutyInput, GIVEN],  # noqa: A002
    ) -> ActivityResult:
        """Come on duty."""
        return await run(info, input, ActivityChanged)

    @strawberry.mutation(description="Go off duty 离岗签退.")
    async def check_out_duty(
        self,
        info: Info,
        input: Annotated[CheckOutDutyInput, GIVEN],  # noqa: A002
    ) -> ActivityResult:
        """Go off duty."""
        return await run(info, input, ActivityChanged)

    @strawberry.mutation(
        description="Record that a volunteer on the roster did not come 未到岗; for staff."
    )
    async def record_duty_no_show(
        self,
        info: Info,
        input: Annotated[RecordDutyNoShowInput, GIVEN],  # noqa: A002
    ) -> ActivityResult:
        """Record a no-show."""
        return await run(info, input, ActivityChanged)
