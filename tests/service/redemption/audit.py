"""The books of redemption, kept a second time from the log alone and compared event by event.

Every event that moves points, pieces or money is a posting from one account to another. So nothing
appears or disappears but OUTSIDE, no account is ever overdrawn, and what the domain says a balance
is must be the sum of the postings. Between two commands each redemption stands in all books as its
own state says.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from five_steps.domain.incentives.fund.fund import Fund
from five_steps.domain.incentives.points_account import PointsAccount
from five_steps.domain.incentives.redeeming.counter_day import CounterDay
from five_steps.domain.incentives.redeeming.counter_stock import CounterStock
from five_steps.domain.incentives.redeeming.redemption import Redemption, RedemptionState
from five_steps.domain.kernel.district_time import local_day
from five_steps.event_store.codec import decode_fields, to_domain_event

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from five_steps.domain.kernel.aggregate import Aggregate
    from five_steps.event_store import StoredRow

OUTSIDE = "OUTSIDE"


class _Posting(NamedTuple):
    """From where to where an event moves which of its fields."""

    source: str
    target: str
    amount: str


_POINTS = {
    "credited": (OUTSIDE, "AVAILABLE"),
    "adjusted": (OUTSIDE, "AVAILABLE"),
    "adjustment_approved": (OUTSIDE, "AVAILABLE"),
    "held": ("AVAILABLE", "HELD"),
    "hold_released": ("HELD", "AVAILABLE"),
    "spent": ("HELD", "SPENT"),
    "refunded": ("SPENT", "AVAILABLE"),
    "lot_expired": ("AVAILABLE", "EXPIRED"),
}
_PIECES = {
    "changed": (OUTSIDE, "SHELF"),
    "reserved": ("SHELF", "SET_ASIDE"),
    "released": ("SET_ASIDE", "SHELF"),
    "issued": ("SET_ASIDE", "HANDED_OUT"),
    "taken_back": ("HANDED_OUT", "SHELF"),
}
_CENTS = {
    "donated": (OUTSIDE, "FREE"),
    "allocated": (OUTSIDE, "FREE"),
    "reserved": ("FREE", "RESERVED"),
    "reservation_released": ("RESERVED", "FREE"),
    "committed": ("RESERVED", "PAYABLE"),
    "commitment_reversed": ("PAYABLE", "FREE"),
    "settlement_paid": ("PAYABLE", OUTSIDE),
    "spent": ("FREE", OUTSIDE),
}
_DAY = {"points_taken": (OUTSIDE, "TAKEN"), "points_given_back": ("TAKEN", OUTSIDE)}
POSTINGS = {
    f"{stream}.{event}": _Posting(*accounts, amount)
    for stream, amount, moves in (
        ("points_account", "points", _POINTS),
        ("counter_stock", "pieces", _PIECES),
        ("fund", "amount_cents", _CENTS),
        ("counter_day", "points", _DAY),
    )
    for event, accounts in moves.items()
}
_AT_REST = {OUTSIDE, "AVAILABLE", "SHELF", "FREE"}
"""Where nothing belongs to a redemption."""
_WHILE_HELD = ("HELD", "SET_ASIDE", "RESERVED")
_ONCE_CONFIRMED = ("SPENT", "HANDED_OUT", "PAYABLE")
_PLACES = {
    RedemptionState.HELD: _WHILE_HELD,
    RedemptionState.CONFIRMED: _ONCE_CONFIRMED,
    RedemptionState.FULFILLED: _ONCE_CONFIRMED,
}


class Audit:
    """Follows the log from its first event on."""

    def __init__(self) -> None:
        self.aggregates: dict[UUID, Aggregate] = {}
        self._balances: defaultdict[UUID, Counter[str]] = defaultdict(Counter)
        self._of_redemption: defaultdict[UUID, Counter[str]] = defaultdict(Counter)
        self._touched: dict[UUID, datetime] = {}
        self._may_owe: set[UUID] = set()
        self._command: UUID | None = None

    def follow(self, rows: Iterable[StoredRow]) -> None:
        """Check the next events, which begin and end between two commands."""
        for row in rows:
            if row.command_id != self._command:
                self._between_commands()
                self._command = row.command_id
            self._event(row)
        self._between_commands()

    def of(self, state: RedemptionState) -> list[Redemption]:
        """The redemptions in a state."""
        return [
            aggregate
            for aggregate in self.aggregates.values()
            if isinstance(aggregate, Redemption) and aggregate.state is state
        ]

    def _event(self, row: StoredRow) -> None:
        stream = row.originator_id
        event = to_domain_event(stream, row.version, row.topic, row.state)
        aggregate = event.mutate(self.aggregates.get(stream))
        assert aggregate is not None
        self.aggregates[stream] = aggregate
        fields = decode_fields(row.state)
        if posting := POSTINGS.get(row.topic):
            self._post(stream, posting, fields)
        if isinstance(aggregate, Redemption):
            self._touched[stream] = fields["timestamp"]
        self._as_the_domain_says(aggregate, self._balances[stream])

    def _post(self, stream: UUID, posting: _Posting, fields: dict[str, Any]) -> None:
        amount = fields[posting.amount]
        if "cause" in fields and amount < 0:
            # A record found to be worth less than was spent of it leaves a debt.
            self._may_owe.add(stream)
        changed = [self._balances[stream]]
        if redemption_id := fields.get("redemption_id"):
            changed.append(self._of_redemption[redemption_id])
        for balances in changed:
            balances[posting.source] -= amount
            balances[posting.target] += amount
        for account in (posting.source, posting.target):
            if account != OUTSIDE and not (account == "AVAILABLE" and stream in self._may_owe):
                assert self._balances[stream][account] >= 0, (stream, account)

    def _as_the_domain_says(self, aggregate: Aggregate, balances: Counter[str]) -> None:
        match aggregate:
            case PointsAccount() as account:
                assert account.issued == -balances[OUTSIDE]
                assert account.available == balances["AVAILABLE"]
                assert account.held == balances["HELD"]
                assert account.spent == balances["SPENT"]
                assert account.expired == balances["EXPIRED"]
            case CounterStock() as stock:
                assert stock.free == balances["SHELF"]
                assert stock.reserved == balances["SET_ASIDE"]
            case Fund() as fund:
                assert fund.free == balances["FREE"]
                assert fund.reserved == balances["RESERVED"]
                assert fund.payable == balances["PAYABLE"]
                assert fund.cash == -balances[OUTSIDE]
                assert all(owed >= 0 for owed in fund.payables.values())
            case CounterDay() as day:
                assert day.points == balances["TAKEN"]

    def _between_commands(self) -> None:
        for redemption_id, at in self._touched.items():
            redemption = self.aggregates[redemption_id]
            assert isinstance(redemption, Redemption)
            places = _PLACES.get(redemption.state, ())
            quantities = (
                redemption.points,
                redemption.quantity if redemption.stocked else 0,
                redemption.cost_cents,
            )
            expected = dict(zip(places, quantities, strict=True)) if places else {}
            if places or local_day(at) != local_day(redemption.created_on):
                # What is given back on a later day makes no room on the day it was taken.
                expected["TAKEN"] = redemption.points
            stands = self._of_redemption[redemption_id]
            assert {
                account: amount
                for account, amount in stands.items()
                if amount and account not in _AT_REST
            } == {account: amount for account, amount in expected.items() if amount}
        self._touched.clear()
