"""The public-welfare fund (公益基金): balances, the ledger of postings, the yearly statement."""

from __future__ import annotations

from five_steps.domain.incentives.fund.fund import Fund, FundAccount
from five_steps.domain.kernel.district_time import local_year
from five_steps.projections.incentives.fund.fund_rows import (
    FundPostingRow,
    FundRow,
    FundYearPurposeRow,
    FundYearRow,
    PostingCause,
)
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.ledger import Ledger
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id

OUTSIDE, FREE, RESERVED, PAYABLE = FundAccount


class FundView(Projection):
    """`read.fund`, `read.fund_postings`, `read.fund_years` and `read.fund_year_purposes`."""

    name = "fund"
    version = 3

    def declare(self) -> None:
        self.funds = self.table(Rows[Id, FundRow](FundRow, "fund", key=["id"]))
        self.postings = self.table(
            Ledger(
                FundPostingRow,
                "fund_postings",
                key=["position"],
                indexes=[
                    "(redemption_id) WHERE redemption_id IS NOT NULL",
                    "(settlement_id) WHERE settlement_id IS NOT NULL",
                ],
                personal={"donation_id": ("party",)},
            )
        )
        # A few rows a year, and each needs what the year before left.
        self.years = self.table(
            Rows[int, FundYearRow](FundYearRow, "fund_years", key=["year"], whole=True)
        )
        self.purposes = self.table(
            Rows[tuple[int, str], FundYearPurposeRow](
                FundYearPurposeRow, "fund_year_purposes", key=["year", "purpose"], whole=True
            )
        )

    @on(Fund.Created)
    def set_up(self, event: Event) -> None:
        self.funds.add(FundRow(event.stream, 0, 0, 0, 0, event.position))

    # --- money in -------------------------------------------------------------------------------

    @on(Fund.Donated)
    def donated(
        self,
        event: Event,
        donation_id: Id,
        amount_cents: int,
        donor: str,
        donor_is_person: bool,
        received_by: str,
    ) -> None:
        posting = self._post(event, PostingCause.DONATION, FREE, OUTSIDE, amount_cents)
        posting.donation_id = donation_id
        posting.donor_is_person = donor_is_person
        posting.recorded_by = received_by
        if donor_is_person:
            self.sealed.open(donation_id, donor, posting.show_party)
        else:
            posting.party = donor
        year = self._year(event)
        year.donation_count += 1
        year.donated_cents += amount_cents

    @on(Fund.Allocated)
    def allocated(self, event: Event, amount_cents: int, source: str, recorded_by: str) -> None:
        posting = self._post(event, PostingCause.ALLOCATION, FREE, OUTSIDE, amount_cents)
        posting.party = source
        posting.recorded_by = recorded_by
        self._year(event).allocated_cents += amount_cents

    # --- redemptions ----------------------------------------------------------------------------

    @on(Fund.Reserved)
    def reserved(self, event: Event, redemption_id: Id, amount_cents: int) -> None:
        posting = self._post(event, PostingCause.RESERVATION, RESERVED, FREE, amount_cents)
        posting.redemption_id = redemption_id

    @on(Fund.ReservationReleased)
    def reservation_released(self, event: Event, redemption_id: Id, amount_cents: int) -> None:
        posting = self._post(event, PostingCause.RELEASE, FREE, RESERVED, amount_cents)
        posting.redemption_id = redemption_id

    @on(Fund.Committed)
    def committed(
        self, event: Event, redemption_id: Id, merchant_id: Id | None, amount_cents: int
    ) -> None:
        posting = self._post(event, PostingCause.COMMITMENT, PAYABLE, RESERVED, amount_cents)
        posting.redemption_id = redemption_id
        posting.merchant_id = merchant_id
        self._year(event).committed_cents += amount_cents

    @on(Fund.CommitmentReversed)
    def commitment_reversed(
        self, event: Event, redemption_id: Id, merchant_id: Id | None, amount_cents: int
    ) -> None:
        posting = self._post(event, PostingCause.REVERSAL, FREE, PAYABLE, amount_cents)
        posting.redemption_id = redemption_id
        posting.merchant_id = merchant_id
        self._year(event).committed_cents -= amount_cents

    # --- money out ------------------------------------------------------------------------------

    @on(Fund.SettlementPaid)
    def settlement_paid(
        self,
        event: Event,
        settlement_id: Id,
        merchant_id: Id | None,
        amount_cents: int,
        paid_by: str,
        reference: str,
    ) -> None:
        posting = self._post(event, PostingCause.SETTLEMENT, OUTSIDE, PAYABLE, amount_cents)
        posting.settlement_id = settlement_id
        posting.merchant_id = merchant_id
        posting.reference = reference
        posting.recorded_by = paid_by
        self._year(event).paid_cents += amount_cents

    @on(Fund.Spent)
    def spent(
        self,
        event: Event,
        purpose: str,
        amount_cents: int,
        reference: str,
        spent_by: str,
        source_id: Id | None,
    ) -> None:
        posting = self._post(event, PostingCause.SPENDING, OUTSIDE, FREE, amount_cents)
        posting.purpose = purpose
        posting.reference = reference
        posting.recorded_by = spent_by
        posting.source_id = source_id
        year = self._year(event)
        year.spent_cents += amount_cents
        self._purpose(year.year, purpose).spent_cents += amount_cents

    # --- what several events do -----------------------------------------------------------------

    def _post(
        self,
        event: Event,
        cause: PostingCause,
        debit: FundAccount,
        credit: FundAccount,
        amount_cents: int,
    ) -> FundPostingRow:
        fund = self.funds.change(event.stream)
        self._begin_year(event, fund)
        fund.move(debit, credit, amount_cents)
        fund.position = event.position
        self._year(event).closing_cents = fund.cash_cents
        posting = FundPostingRow(
            position=event.position,
            debit=debit,
            credit=credit,
            amount_cents=amount_cents,
            cause=cause,
            party=None,
            donation_id=None,
            donor_is_person=None,
            redemption_id=None,
            settlement_id=None,
            merchant_id=None,
            purpose=None,
            reference=None,
            recorded_by=None,
            source_id=None,
            free_after=fund.free_cents,
            reserved_after=fund.reserved_cents,
            payable_after=fund.payable_cents,
            cash_after=fund.cash_cents,
            occurred_at=event.at,
        )
        self.postings.append(posting)
        return posting

    def _begin_year(self, event: Event, fund: FundRow) -> None:
        year = local_year(event.at)
        if self.years.find(year) is None:
            cash = fund.cash_cents
            self.years.add(FundYearRow(year, cash, 0, 0, 0, 0, 0, 0, cash, event.position))

    def _year(self, event: Event) -> FundYearRow:
        year = self.years.change(local_year(event.at))
        year.position = event.position
        return year

    def _purpose(self, year: int, purpose: str) -> FundYearPurposeRow:
        if self.purposes.find((year, purpose)) is not None:
            return self.purposes.change((year, purpose))
        return self.purposes.add(FundYearPurposeRow(year, purpose, 0))
