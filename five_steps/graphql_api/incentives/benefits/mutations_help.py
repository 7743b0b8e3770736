"""Helping volunteers in need (帮扶)."""

from typing import Annotated
from uuid import UUID

import strawberry

from five_steps.commands.incentives.benefits.help_cases import (
    ApproveHelp,
    CloseHelpCase,
    GiveAssistance,
    OpenHelpCase,
    RejectHelp,
)
from five_steps.graphql_api.incentives.benefits.results import HelpCaseChanged, HelpCaseResult
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run
from five_steps.graphql_api.people.volunteer_input import VolunteerInput


@strawberry.input(description="A command about a case of need.")
class HelpCaseInput(CommandInput):
    """A command about a case of need."""

    help_case_id: strawberry.ID = strawberry.field(description="The case 帮扶.")

    @property
    def help_case(self) -> UUID:
        """The case's own id."""
        return local_id("helpCaseId", self.help_case_id, "HelpCase")


@strawberry.input(description="A case of need to open (立案帮扶).")
class OpenHelpCaseInput(VolunteerInput):
    """A case of need to open."""

    situation: str = strawberry.field(
        description="What the need is 困难情况, 1–2000 characters; kept under the volunteer's key."
    )

    def command(self) -> OpenHelpCase:
        """The command that is asked for."""
        return OpenHelpCase(volunteer_id=self.volunteer, situation=self.situation)


@strawberry.input(description="Help to approve (批准帮扶).")
class ApproveHelpInput(HelpCaseInput):
    """Help to approve."""

    amount_cents: int = strawberry.field(description="Up to which amount in 分 批准金额（分）.")

    def command(self) -> ApproveHelp:
        """The command that is asked for."""
        return ApproveHelp(help_case_id=self.help_case, amount_cents=self.amount_cents)


@strawberry.input(description="Help not to approve (不予帮扶).")
class RejectHelpInput(HelpCaseInput):
    """Help not to approve."""

    reason: str = strawberry.field(
        description="Why 不予批准原因, 1–500 characters; kept under the volunteer's key."
    )

    def command(self) -> RejectHelp:
        """The command that is asked for."""
        return RejectHelp(help_case_id=self.help_case, reason=self.reason)


@strawberry.input(description="Help that was given (发放帮扶).")
class GiveAssistanceInput(HelpCaseInput):
    """Help that was given."""

    amount_cents: int = strawberry.field(
        description="Amount in 分 金额（分）, at most what is left of the approved one."
    )
    reference: str = strawberry.field(
        description="Reference of the payment or receipt 凭证号, 1–100 characters."
    )

    def command(self) -> GiveAssistance:
        """The command that is asked for."""
        return GiveAssistance(
            help_case_id=self.help_case,
            amount_cents=self.amount_cents,
            reference=self.reference,
        )


@strawberry.input(description="A case to close (帮扶办结).")
class CloseHelpCaseInput(HelpCaseInput):
    """A case to close."""

    result: str = strawberry.field(
        description="The result 办结情况, 1–2000 characters; kept under the volunteer's key."
    )

    def command(self) -> CloseHelpCase:
        """The command that is asked for."""
        return CloseHelpCase(help_case_id=self.help_case, result=self.result)


@strawberry.type(description="Helping volunteers in need.")
class HelpMutations:
    """Helping volunteers in need."""

    @strawberry.mutation(
        description="Open a case of a volunteer in need 立案帮扶; for administrators of the "
        "volunteer's unit or above."
    )
    async def open_help_case(
        self,
        info: Info,
        input: Annotated[OpenHelpCaseInput, GIVEN],  # noqa: A002
    ) -> HelpCaseResult:
        """Open a case."""
        return await run(info, input, HelpCaseChanged)

    @strawberry.mutation(
        description="Approve help up to an amount 批准帮扶, as somebody who did not open the case."
    )
    async def approve_help(
        self,
        info: Info,
        input: Annotated[ApproveHelpInput, GIVEN],  # noqa: A002
    ) -> HelpCaseResult:
        """Approve help."""
        return await run(info, input, HelpCaseChanged)

    @strawberry.mutation(
        description="Do not approve help 不予帮扶, as somebody who did not open the case."
    )
    async def reject_help(
        self,
        info: Info,
        input: Annotated[RejectHelpInput, GIVEN],  # noqa: A002
    ) -> HelpCaseResult:
        """Reject help."""
        return await run(info, input, HelpCaseChanged)

    @strawberry.mutation(description="Record help given within what was approved 发放帮扶.")
    async def give_assistance(
        self,
        info: Info,
        input: Annotated[GiveAssistanceInput, GIVEN],  # noqa: A002
    ) -> HelpCaseResult:
        """Give assistance."""
        return await run(info, input, HelpCaseChanged)

    @strawberry.mutation(description="Close an approved case with its result 帮扶办结.")
    async def close_help_case(
        self,
        info: Info,
        input: Annotated[CloseHelpCaseInput, GIVEN],  # noqa: A002
    ) -> HelpCaseResult:
        """Close a case."""
        return await run(info, input, HelpCaseChanged)
