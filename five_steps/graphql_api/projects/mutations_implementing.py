"""Recording what is done in projects (实施)."""

from typing import Annotated
from uuid import UUID

import strawberry

from five_steps.commands.projects.implementing import (
    BeginProjectEvaluation,
    LinkProjectWork,
    RecordProjectProgress,
    UnlinkProjectWork,
)
from five_steps.domain.projects.project_state import ProgressKind
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.projects.project_input import ProjectInput
from five_steps.graphql_api.projects.project_result import ProjectChanged, ProjectResult


@strawberry.input(description="A milestone that was reached, or a report (记录进展).")
class RecordProjectProgressInput(ProjectInput):
    """A milestone that was reached, or a report."""

    kind: ProgressKind = strawberry.field(description="Milestone or report 类别.")
    title: str = strawberry.field(description="Title 标题, 1–100 characters.")
    details: str = strawberry.field(
        default="", description="Particulars 详细内容, at most 2000 characters."
    )
    evidence_hash: str | None = strawberry.field(
        default=None, description="SHA-256 of the evidence 佐证材料摘要, in hexadecimal."
    )

    def command(self) -> RecordProjectProgress:
        """The command that is asked for."""
        return RecordProjectProgress(
            project_id=self.project,
            kind=self.kind,
            title=self.title,
            details=self.details,
            evidence_hash=self.evidence_hash,
        )


@strawberry.input(description="An order or activity that is done for a project.")
class ProjectWorkInput(ProjectInput):
    """An order or activity that is done for a project."""

    work_id: strawberry.ID = strawberry.field(description="The order or activity 订单或活动.")

    @property
    def work(self) -> UUID:
        """The own id of the order or activity."""
        return local_id("workId", self.work_id, "Order", "Activity")


@strawberry.input(description="An order or activity to link (关联订单或活动).")
class LinkProjectWorkInput(ProjectWorkInput):
    """An order or activity to link."""

    def command(self) -> LinkProjectWork:
        """The command that is asked for."""
        return LinkProjectWork(project_id=self.project, work_id=self.work)


@strawberry.input(description="A link to take back (取消关联).")
class UnlinkProjectWorkInput(ProjectWorkInput):
    """A link to take back."""

    reason: str = strawberry.field(description="Why 取消原因, 1–500 characters.")

    def command(self) -> UnlinkProjectWork:
        """The command that is asked for."""
        return UnlinkProjectWork(
            project_id=self.project,
            work_id=self.work,
            reason=self.reason,
        )


@strawberry.input(description="A round to evaluate (开始评估).")
class BeginProjectEvaluationInput(ProjectInput):
    """A round to evaluate."""

    def command(self) -> BeginProjectEvaluation:
        """The command that is asked for."""
        return BeginProjectEvaluation(project_id=self.project)


@strawberry.type(description="Implementing projects.")
class ImplementingMutations:
    """Implementing projects."""

    @strawberry.mutation(
        description="Record a milestone that was reached, or a report 记录进展; for staff of the "
        "project's unit or above."
    )
    async def record_project_progress(
        self,
        info: Info,
        input: Annotated[RecordProjectProgressInput, GIVEN],  # noqa: A002
    ) -> ProjectResult:
        """Record progress."""
        return await run(info, input, ProjectChanged)

    @strawberry.mutation(
        description="Say that an order or activity is done for a project 关联订单或活动; for staff "
        "of both their units or above."
    )
    async def link_project_work(
        self,
        info: Info,
        input: Annotated[LinkProjectWorkInput, GIVEN],  # noqa: A002
    ) -> ProjectResult:
        """Link work."""
        return await run(info, input, ProjectChanged)

    @strawberry.mutation(
        description="Take back a link of this round that was a mistake 取消关联; for staff of the "
        "project's unit or above."
    )
    async def unlink_project_work(
        self,
        info: Info,
        input: Annotated[UnlinkProjectWorkInput, GIVEN],  # noqa: A002
    ) -> ProjectResult:
        """Unlink work."""
        return await run(info, input, ProjectChanged)

    @strawberry.mutation(
        description="End the implementation and begin the evaluation 开始评估, once something is "
        "recorded; for administrators of the project's unit or above."
    )
    async def begin_project_evaluation(
        self,
        info: Info,
        input: Annotated[BeginProjectEvaluationInput, GIVEN],  # noqa: A002
    ) -> ProjectResult:
        """Begin the evaluation."""
        return await run(info, input, ProjectChanged)
