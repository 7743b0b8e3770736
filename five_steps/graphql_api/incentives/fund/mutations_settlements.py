"""Settlements (结算): statement, dispute, payment."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from five_steps.commands.incentives.fund.settling import (
    AgreeSettlement,
    AnswerSettlementDispute,
    DisputeSettlement,
    PaySettlement,
    WithdrawSettlement,
)
from five_steps.commands.incentives.fund.statements import StateSettlement
from five_steps.graphql_api.incentives.fund.settlement_input import SettlementInput
from five_steps.graphql_api.incentives.fund.settlement_result import (
    SettlementChanged,
    SettlementResult,
)
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.global_id import local_id
from five_steps.graphql_api.kernel.mutation import GIVEN, CommandInput, run


def _optional_id(field: str, text: str | None, type_name: str) -> UUID | None:
    return None if text is None else local_id(field, text, type_name)


@strawberry.input(
    description="A statement to draw up (出具对账单): with a merchant, for all its counters, or "
    "with a unit, for those it runs itself."
)
class StateSettlementInput(CommandInput):
    """A statement to draw up."""

    merchant_id: strawberry.ID | None = strawberry.field(
        default=None, description="The merchant 商户; or `unitId`."
    )
    unit_id: strawberry.ID | None = strawberry.field(
        default=None, description="The unit that runs the counters itself 单位; or `merchantId`."
    )
    starts_at: datetime = strawberry.field(description="Start of the period 期间开始.")
    ends_at: datetime = strawberry.field(
        description="End of the period 期间结束, not in it; over by now, at most 366 days later."
    )
    redemption_ids: list[strawberry.ID] = strawberry.field(
        description="Redemptions confirmed in the period and handed over, in no other settlement "
        "兑换明细, 1–900."
    )

    def command(self) -> StateSettlement:
        """The command that is asked for."""
        return StateSettlement(
            merchant_id=_optional_id("merchantId", self.merchant_id, "Merchant"),
            unit_id=_optional_id("unitId", self.unit_id, "Unit"),
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            redemption_ids=tuple(
                local_id("redemptionIds", redemption_id, "Redemption")
                for redemption_id in self.redemption_ids
            ),
        )


@strawberry.input(description="A command about a settlement, on the payee's side.")
class PayeeInput(SettlementInput):
    """A command about a settlement, on the payee's side."""

    counter_id: strawberry.ID | None = strawberry.field(
        default=None,
        description="The counter of the payee that the caller works 兑换点; staff who record what "
        "they were told leave it out.",
    )

    @property
    def counter(self) -> UUID | None:
        """The counter's own id."""
        return _optional_id("counterId", self.counter_id, "Counter")


@strawberry.input(description="A statement that the payee disputes (提出异议).")
class DisputeSettlementInput(PayeeInput):
    """A statement that the payee disputes."""

    reason: str = strawberry.field(description="Why 异议原因, 1–500 characters.")

    def command(self) -> DisputeSettlement:
        """The command that is asked for."""
        return DisputeSettlement(
            settlement_id=self.settlement, reason=self.reason, counter_id=self.counter
        )


@strawberry.input(description="The answer to a dispute (答复异议).")
class AnswerSettlementDisputeInput(SettlementInput):
    """The answer to a dispute."""

    answer: str = strawberry.field(description="The answer 答复, 1–500 characters.")

    def command(self) -> AnswerSettlementDispute:
        """The command that is asked for."""
        return AnswerSettlementDispute(settlement_id=self.settlement, answer=self.answer)


@strawberry.input(description="A statement that the payee agrees to (对账确认).")
class AgreeSettlementInput(PayeeInput):
    """A statement that the payee agrees to."""

    def command(self) -> AgreeSettlement:
        """The command that is asked for."""
        return AgreeSettlement(settlement_id=self.settlement, counter_id=self.counter)


@strawberry.input(description="A statement that is wrong (撤回对账单).")
class WithdrawSettlementInput(SettlementInput):
    """A statement that is wrong."""

    reason: str = strawberry.field(description="Why 撤回原因, 1–500 characters.")

    def command(self) -> WithdrawSettlement:
        """The command that is asked for."""
        return WithdrawSettlement(settlement_id=self.settlement, reason=self.reason)


@strawberry.input(description="A settlement that was paid (支付结算款).")
class PaySettlementInput(SettlementInput):
    """A settlement that was paid."""

    reference: str = strawberry.field(description="The transfer 付款凭证号, 1–100 characters.")

    def command(self) -> PaySettlement:
        """The command that is asked for."""
        return PaySettlement(settlement_id=self.settlement, reference=self.reference)


@strawberry.type(description="Settling with merchants and units.")
class SettlementMutations:
    """Settling with merchants and units."""

    @strawberry.mutation(
        description="Draw up the statement of a period that is over 出具对账单; for "
        "administrators of the unit, or above. Each redemption is settled once."
    )
    async def state_settlement(
        self,
        info: Info,
        input: Annotated[StateSettlementInput, GIVEN],  # noqa: A002
    ) -> SettlementResult:
        """State a settlement."""
        return await run(info, input, SettlementChanged)

    @strawberry.mutation(
        description="Dispute a statement on the payee's side 提出异议; for those who work a "
        "counter of the payee, and administrators of the unit."
    )
    async def dispute_settlement(
        self,
        info: Info,
        input: Annotated[DisputeSettlementInput, GIVEN],  # noqa: A002
    ) -> SettlementResult:
        """Dispute a settlement."""
        return await run(info, input, SettlementChanged)

    @strawberry.mutation(
        description="Answer a dispute 答复异议: the statement is with the payee again."
    )
    async def answer_settlement_dispute(
        self,
        info: Info,
        input: Annotated[AnswerSettlementDisputeInput, GIVEN],  # noqa: A002
    ) -> SettlementResult:
        """Answer a dispute."""
        return await run(info, input, SettlementChanged)

    @strawberry.mutation(
        description="Agree to a statement on the payee's side 对账确认; never who drew it up."
    )
    async def agree_settlement(
        self,
        info: Info,
        input: Annotated[AgreeSettlementInput, GIVEN],  # noqa: A002
    ) -> SettlementResult:
        """Agree to a settlement."""
        return await run(info, input, SettlementChanged)

    @strawberry.mutation(
        description="Withdraw a statement that is wrong and not paid yet 撤回对账单; for "
        "administrators of the unit, or above. Another statement may list its redemptions."
    )
    async def withdraw_settlement(
        self,
        info: Info,
        input: Annotated[WithdrawSettlementInput, GIVEN],  # noqa: A002
    ) -> SettlementResult:
        """Withdraw a settlement."""
        return await run(info, input, SettlementChanged)

    @strawberry.mutation(
        description="Record that an agreed settlement was paid out of the fund 支付结算款; for "
        "the centre's administrators."
    )
    async def pay_settlement(
        self,
        info: Info,
        input: Annotated[PaySettlementInput, GIVEN],  # noqa: A002
    ) -> SettlementResult:
        """Pay a settlement."""
        return await run(info, input, SettlementChanged)
