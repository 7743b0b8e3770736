"""The rows of the fund: its balances, its postings and its years. All amounts are in 分."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from five_steps.domain.incentives.fund.fund import FundAccount
from five_steps.projections.incentives.money import Cents
from five_steps.projections.kernel.values import Id, Position


class PostingCause(StrEnum):
    """Why money was posted (记账事由)."""

    DONATION = "DONATION"
    """Somebody gave money 捐赠."""
    ALLOCATION = "ALLOCATION"
    """A public body allocated money 拨款."""
    RESERVATION = "RESERVATION"
    """A redemption on hold reserved its cost 预留."""
    RELEASE = "RELEASE"
    """The hold ended without a confirmation 释放."""
    COMMITMENT = "COMMITMENT"
    """The counter confirmed: the cost is owed 应付."""
    REVERSAL = "REVERSAL"
    """The redemption was returned 冲回."""
    SETTLEMENT = "SETTLEMENT"
    """A settlement was paid 支付结算款."""
    SPENDING = "SPENDING"
    """Money went out for another purpose 其他支出."""


@dataclass(slots=True)
class FundRow:
    """The fund: cash = free + reserved + payable."""

    id: Id
    free_cents: Cents
    reserved_cents: Cents
    payable_cents: Cents
    cash_cents: Cents
    position: Position

    def move(self, debit: FundAccount, credit: FundAccount, cents: int) -> None:
        """Move money from the account credited to the one debited."""
        self._add(credit, -cents)
        self._add(debit, cents)
        self.cash_cents = self.free_cents + self.reserved_cents + self.payable_cents

    def _add(self, account: FundAccount, cents: int) -> None:
        match account:
            case FundAccount.FREE:
                self.free_cents += cents
            case FundAccount.RESERVED:
                self.reserved_cents += cents
            case FundAccount.PAYABLE:
                self.payable_cents += cents
            case FundAccount.OUTSIDE:
                pass


@dataclass(slots=True)
class FundPostingRow:
    """A posting: money came into the account debited and left the one credited.

    `party` is the donor, the body that allocated it, or who spent it; the name of a person is empty
    once the donation's key is erased.
    """

    position: Position
    debit: str
    credit: str
    amount_cents: Cents
    cause: str
    party: str | None
    donation_id: Id | None
    donor_is_person: bool | None
    redemption_id: Id | None
    settlement_id: Id | None
    merchant_id: Id | None
    purpose: str | None
    reference: str | None
    recorded_by: str | None
    source_id: Id | None
    """The proposal or case of help that it was spent for."""
    free_after: Cents
    reserved_after: Cents
    payable_after: Cents
    cash_after: Cents
    occurred_at: datetime

    def show_party(self, party: str | None) -> None:
        """Take over the opened name."""
        self.party = party


@dataclass(slots=True)
class FundYearRow:
    """What the fund tells the public of a civil year.

    closing = opening + donated + allocated - paid - spent, in cash.
    """

    year: int
    opening_cents: Cents
    donation_count: int
    donated_cents: Cents
    allocated_cents: Cents
    committed_cents: Cents
    """Cost of redemptions confirmed in the year, less those returned in it."""
    paid_cents: Cents
    spent_cents: Cents
    closing_cents: Cents
    position: Position


@dataclass(slots=True)
class FundYearPurposeRow:
    """What the fund spent on one purpose in a civil year."""

    year: int
    purpose: str
    spent_cents: Cents
