"""Recording that activities were held, and what shows it (登记举办与佐证)."""

from typing import Annotated

import strawberry

from five_steps.commands.activities.activity_attendance import (
    AddActivityEvidence,
    RecordActivityHeld,
)
from five_steps.graphql_api.activities.activity_input import ActivityInput
from five_steps.graphql_api.activities.results import ActivityChanged, ActivityResult
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run


@strawberry.input(description="An activity that was held (登记举办).")
class RecordActivityHeldInput(ActivityInput):
    """An activity that was held."""

    attendance: int = strawberry.field(
        description="Everybody who came, checked in or not 参加人数, 1–100000."
    )
    evidence_hashes: list[str] = strawberry.field(
        default_factory=list,
        description="SHA-256 of photos kept elsewhere 佐证材料指纹, 64 hexadecimal digits each; "
        "at most 50.",
    )

    def command(self) -> RecordActivityHeld:
        """The command that is asked for."""
        return RecordActivityHeld(
            activity_id=self.activity,
            attendance=self.attendance,
            evidence_hashes=tuple(self.evidence_hashes),
        )


@strawberry.input(description="More photos of an activity (补充佐证).")
class AddActivityEvidenceInput(ActivityInput):
    """More photos of an activity."""

    evidence_hashes: list[str] = strawberry.field(
        description="SHA-256 of photos kept elsewhere 佐证材料指纹, 64 hexadecimal digits each; "
        "at most 50 an activity."
    )

    def command(self) -> AddActivityEvidence:
        """The command that is asked for."""
        return AddActivityEvidence(
            activity_id=self.activity, evidence_hashes=tuple(self.evidence_hashes)
        )


@strawberry.type(description="Recording activities that were held.")
class HoldingMutations:
    """Recording activities that were held."""

    @strawberry.mutation(
        description="Record, after its end, that an activity was held, and how many came 登记举办; "
        "for staff of the unit or above."
    )
    async def record_activity_held(
        self,
        info: Info,
        input: Annotated[RecordActivityHeldInput, GIVEN],  # noqa: A002
    ) -> ActivityResult:
        """Record that an activity was held."""
        return await run(info, input, ActivityChanged)

    @strawberry.mutation(description="Add photos to an activity that was held 补充佐证.")
    async def add_activity_evidence(
        self,
        info: Info,
        input: Annotated[AddActivityEvidenceInput, GIVEN],  # noqa: A002
    ) -> ActivityResult:
        """Add evidence."""
        return await run(info, input, ActivityChanged)
