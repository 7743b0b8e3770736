"""The agenda of joint meetings, and what is decided (议题与决策)."""

from typing import Annotated

import strawberry

from five_steps.commands.meetings.agenda import (
    DecideMatter,
    DeferMatter,
    PutMatterOnAgenda,
    TakeMatterOffAgenda,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.meetings.inputs import MatterInput, MeetingInput
from five_steps.graphql_api.meetings.results import (
    MatterChanged,
    MatterResult,
    MeetingChanged,
    MeetingResult,
)


@strawberry.input(description="A major matter to put on the agenda (列入议题).")
class PutMatterOnAgendaInput(MeetingInput):
    """A major matter to put on the agenda."""

    title: str = strawberry.field(description="Title 议题, 1–100 characters.")
    background: str = strawberry.field(
        default="", description="What it is about 背景, at most 2000 characters."
    )
    raised_by_unit_id: strawberry.ID | None = strawberry.field(
        default=None, description="The unit that raises it 提出单位; without it the centre itself."
    )

    def command(self) -> PutMatterOnAgenda:
        """The command that is asked for."""
        unit = self.raised_by_unit_id
        return PutMatterOnAgenda(
            meeting_id=self.meeting,
            title=self.title,
            background=self.background,
            raised_by_unit_id=local_id("raisedByUnitId", unit, "Unit")
            if unit is not None
            else None,
        )


@strawberry.input(description="A matter to take off the agenda (撤下议题).")
class TakeMatterOffAgendaInput(MatterInput):
    """A matter to take off the agenda."""

    reason: str = strawberry.field(description="Why 撤下原因, 1–500 characters.")

    def command(self) -> TakeMatterOffAgenda:
        """The command that is asked for."""
        return TakeMatterOffAgenda(
            meeting_id=self.meeting, matter_id=self.matter, reason=self.reason
        )


@strawberry.input(description="What was decided of a matter (决策).")
class DecideMatterInput(MatterInput):
    """What was decided of a matter."""

    decision: str = strawberry.field(description="What was decided 决策, 1–2000 characters.")
    discussion: str = strawberry.field(
        default="", description="What was said 讨论, at most 2000 characters."
    )
    measures: list[str] = strawberry.field(
        default_factory=list,
        description="The measures to take 措施, at most 20 of 1–500 characters.",
    )

    def command(self) -> DecideMatter:
        """The command that is asked for."""
        return DecideMatter(
            meeting_id=self.meeting,
            matter_id=self.matter,
            decision=self.decision,
            discussion=self.discussion,
            measures=tuple(self.measures),
        )


@strawberry.input(description="A matter to put off (暂缓决策).")
class DeferMatterInput(MatterInput):
    """A matter to put off."""

    reason: str = strawberry.field(description="Why 暂缓原因, 1–500 characters.")
    discussion: str = strawberry.field(
        default="", description="What was said 讨论, at most 2000 characters."
    )

    def command(self) -> DeferMatter:
        """The command that is asked for."""
        return DeferMatter(
            meeting_id=self.meeting,
            matter_id=self.matter,
            reason=self.reason,
            discussion=self.discussion,
        )


@strawberry.type(description="The agenda, and what is decided.")
class AgendaMutations:
    """The agenda, and what is decided."""

    @strawberry.mutation(
        description="Put a major matter on the agenda 列入议题, an urgent one while the meeting is "
        "held."
    )
    async def put_matter_on_agenda(
        self,
        info: Info,
        input: Annotated[PutMatterOnAgendaInput, GIVEN],  # noqa: A002
    ) -> MatterResult:
        """Put a matter on the agenda."""
        return await run(info, input, MatterChanged)

    @strawberry.mutation(description="Take a matter off the agenda before the meeting 撤下议题.")
    async def take_matter_off_agenda(
        self,
        info: Info,
        input: Annotated[TakeMatterOffAgendaInput, GIVEN],  # noqa: A002
    ) -> MeetingResult:
        """Take a matter off the agenda."""
        return await run(info, input, MeetingChanged)

    @strawberry.mutation(
        description="Record what was decided of a matter, and the measures 决策与措施; once."
    )
    async def decide_matter(
        self,
        info: Info,
        input: Annotated[DecideMatterInput, GIVEN],  # noqa: A002
    ) -> MatterResult:
        """Decide a matter."""
        return await run(info, input, MatterChanged)

    @strawberry.mutation(description="Put a matter off to a later meeting 暂缓决策; once.")
    async def defer_matter(
        self,
        info: Info,
        input: Annotated[DeferMatterInput, GIVEN],  # noqa: A002
    ) -> MatterResult:
        """Defer a matter."""
        return await run(info, input, MatterChanged)
