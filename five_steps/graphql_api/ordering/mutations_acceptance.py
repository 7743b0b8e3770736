"""A volunteer's answer to a dispatched order (接单)."""

from typing import Annotated

import strawberry

from five_steps.commands.ordering.acceptance import AcceptOrder, DeclineOrder, WithdrawAcceptance
from five_steps.commands.ordering.agreements import RecordAgreement
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.ordering.order_input import AssignmentInput
from five_steps.graphql_api.ordering.order_result import OrderChanged, OrderResult


@strawberry.input(description="An order to accept (接单), as the volunteer oneself.")
class AcceptOrderInput(AssignmentInput):
    """An order to accept."""

    def command(self) -> AcceptOrder:
        """The command that is asked for."""
        return AcceptOrder(order_id=self.order, volunteer_id=self.volunteer)


@strawberry.input(description="An order to decline (拒单), as the volunteer oneself.")
class DeclineOrderInput(AssignmentInput):
    """An order to decline."""

    reason: str = strawberry.field(description="Why 原因, 1–500 characters.")

    def command(self) -> DeclineOrder:
        """The command that is asked for."""
        return DeclineOrder(order_id=self.order, volunteer_id=self.volunteer, reason=self.reason)


@strawberry.input(description="An accepted order to step back from (退单), before checking in.")
class WithdrawAcceptanceInput(AssignmentInput):
    """An accepted order to step back from."""

    reason: str = strawberry.field(description="Why 原因, 1–500 characters.")

    def command(self) -> WithdrawAcceptance:
        """The command that is asked for."""
        return WithdrawAcceptance(
            order_id=self.order, volunteer_id=self.volunteer, reason=self.reason
        )


@strawberry.input(description="A written agreement with a volunteer who has accepted (服务协议).")
class RecordAgreementInput(AssignmentInput):
    """A written agreement with a volunteer who has accepted."""

    document_hash: str = strawberry.field(
        description="SHA-256 of the signed sheet 协议文件摘要, 64 hexadecimal digits."
    )

    def command(self) -> RecordAgreement:
        """The command that is asked for."""
        return RecordAgreement(
            order_id=self.order, volunteer_id=self.volunteer, document_hash=self.document_hash
        )


@strawberry.type(description="Answering a dispatched order.")
class AcceptanceMutations:
    """Answering a dispatched order."""

    @strawberry.mutation(
        description="Accept an order dispatched to you or your team, if you are free then 接单."
    )
    async def accept_order(
        self,
        info: Info,
        input: Annotated[AcceptOrderInput, GIVEN],  # noqa: A002
    ) -> OrderResult:
        """Accept an order."""
        return await run(info, input, OrderChanged)

    @strawberry.mutation(
        description="Decline an order dispatched to you or your team 拒单; when everybody named "
        "has, it goes back to dispatch."
    )
    async def decline_order(
        self,
        info: Info,
        input: Annotated[DeclineOrderInput, GIVEN],  # noqa: A002
    ) -> OrderResult:
        """Decline an order."""
        return await run(info, input, OrderChanged)

    @strawberry.mutation(description="Step back from an accepted order before checking in 退单.")
    async def withdraw_acceptance(
        self,
        info: Info,
        input: Annotated[WithdrawAcceptanceInput, GIVEN],  # noqa: A002
    ) -> OrderResult:
        """Withdraw an acceptance."""
        return await run(info, input, OrderChanged)

    @strawberry.mutation(
        description="Record a written agreement with a volunteer who has accepted 登记服务协议; "
        "for staff. Nobody checks in to dangerous duty without one."
    )
    async def record_agreement(
        self,
        info: Info,
        input: Annotated[RecordAgreementInput, GIVEN],  # noqa: A002
    ) -> OrderResult:
        """Record an agreement."""
        return await run(info, input, OrderChanged)
