"""Merchants (商户) that run counters and are paid out of the fund."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.domain.incentives.fund.merchant import Merchant
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class MerchantRow:
    """A merchant; contact and account are empty once its key is erased."""

    id: Id
    unit_id: Id
    name: str
    contact: str | None
    account: str | None
    signed_up_at: datetime
    ended_at: datetime | None
    ended_reason: str | None
    position: Position

    def show_contact(self, contact: str | None) -> None:
        """Take over the opened contact."""
        self.contact = contact

    def show_account(self, account: str | None) -> None:
        """Take over the opened bank account."""
        self.account = account


class MerchantsView(Projection):
    """`read.merchants`."""

    name = "merchants"
    version = 2

    def declare(self) -> None:
        self.merchants = self.table(
            Rows[Id, MerchantRow](
                MerchantRow,
                "merchants",
                key=["id"],
                indexes=["(unit_id)", "(name, id)"],
                personal={"id": ("contact", "account")},
            )
        )

    @on(Merchant.Created)
    def signed_up(self, event: Event, unit_id: Id, name: str, contact: str, account: str) -> None:
        merchant = self.merchants.add(
            MerchantRow(
                id=event.stream,
                unit_id=unit_id,
                name=name,
                contact=None,
                account=None,
                signed_up_at=event.at,
                ended_at=None,
                ended_reason=None,
                position=event.position,
            )
        )
        self.sealed.open(merchant.id, contact, merchant.show_contact)
        self.sealed.open(merchant.id, account, merchant.show_account)

    @on(Merchant.ContractEnded)
    def contract_ended(self, event: Event, reason: str) -> None:
        merchant = self.merchants.change(event.stream)
        merchant.ended_at = event.at
        merchant.ended_reason = reason
        merchant.position = event.position
