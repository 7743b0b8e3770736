"""Random lives of a points account beside a plain double-entry ledger.

The ledger is told what was asked and that it was granted, and never looks at lots: an account and
its contra account move by the same amount, so all of them add up to nothing.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from hypothesis import assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from five_steps.domain.incentives.points_account import points_for
from five_steps.domain.incentives.points_lot import owed
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from tests.domain import accounts
from tests.domain.district import INCENTIVES, MONDAY, incentive_rules
from tests.domain.laws import assert_replays

if TYPE_CHECKING:
    from datetime import datetime

    from tests.domain.accounts import AccountVerb

OUTSIDE, AVAILABLE, HELD, SPENT, EXPIRED = "outside", "available", "held", "spent", "expired"
RULES = {years: incentive_rules(lot_years=years) for years in (1, 2, 3)}
SCORES = st.sampled_from([None, 1, 2, 3, 4, 5])
MINUTES = st.integers(0, 480)


class AccountBesideALedger(RuleBasedStateMachine):
    """Verbs of an account in any order, while the calendar moves on."""

    lots: Bundle[UUID] = Bundle("lots")
    redemptions: Bundle[UUID] = Bundle("redemptions")

    def __init__(self) -> None:
        super().__init__()
        self.account = accounts.opened()
        self.ledger = dict.fromkeys((OUTSIDE, AVAILABLE, HELD, SPENT, EXPIRED), 0)
        self.worth: dict[UUID, int] = {}
        self.frozen: set[UUID] = set()
        self.holds: dict[UUID, int] = {}
        self.purchases: dict[UUID, int] = {}
        self.now: datetime = MONDAY
        self.ids = 0

    def next_id(self) -> UUID:
        self.ids += 1
        return UUID(int=self.ids)

    def post(self, source: str, target: str, points: int) -> None:
        self.ledger[source] -= points
        self.ledger[target] += points

    def ask(self, verb: AccountVerb) -> RefusalCode | None:
        before = vars(self.account).copy()
        try:
            verb(self.account)
        except Refusal as refusal:
            assert vars(self.account) == before
            return refusal.code
        return None

    def post_expired(self, verb: AccountVerb) -> None:
        """What expires is the account's own say; that it may is checked by the invariants."""
        before = self.account.expired
        assert self.ask(verb) is None
        self.post(AVAILABLE, EXPIRED, self.account.expired - before)

    @rule(target=lots, minutes=MINUTES, years=st.sampled_from(sorted(RULES)))
    def credit(self, minutes: int, years: int) -> UUID:
        lot_id = self.next_id()
        rules = RULES[years]
        assert self.ask(accounts.credit(minutes, rules, lot_id=lot_id, at=self.now)) is None
        self.worth[lot_id] = points_for(minutes, rules.coefficient(None), rules)
        self.post(OUTSIDE, AVAILABLE, self.worth[lot_id])
        return lot_id

    @rule(lot_id=lots, minutes=MINUTES, score=SCORES)
    def reprice(self, lot_id: UUID, minutes: int, score: int | None) -> None:
        worth = points_for(minutes, INCENTIVES.coefficient(score), INCENTIVES)
        self.post_expired(
            accounts.reprice(minutes=minutes, score=score, lot_id=lot_id, at=self.now)
        )
        self.post(OUTSIDE, AVAILABLE, worth - self.worth[lot_id])
        self.worth[lot_id] = worth

    @rule(lot_id=lots)
    def freeze(self, lot_id: UUID) -> None:
        assert self.ask(accounts.freeze(lot_id)) is None
        self.frozen.add(lot_id)

    @rule(lot_id=lots)
    def unfreeze(self, lot_id: UUID) -> None:
        assert self.ask(accounts.unfreeze(lot_id)) is None
        self.frozen.discard(lot_id)

    @rule(target=redemptions, share=st.integers(1, 6))
    def hold(self, share: int) -> UUID:
        redemption_id, spendable = self.next_id(), self.account.spendable(self.now)
        points = max(spendable * share // 5, 1)
        refusal = self.ask(accounts.hold(points, redemption_id, at=self.now))
        if points > spendable:
            assert refusal == RefusalCode.INSUFFICIENT_POINTS
        else:
            assert refusal is None
            assert self.account.spendable(self.now) == spendable - points
            self.post(AVAILABLE, HELD, points)
            self.holds[redemption_id] = points
        return redemption_id

    @rule(redemption_id=redemptions)
    def hold_again(self, redemption_id: UUID) -> None:
        known = redemption_id in self.holds or redemption_id in self.purchases
        assume(known)
        assert self.ask(accounts.hold(1, redemption_id)) == RefusalCode.DUPLICATE

    @rule(redemption_id=redemptions)
    def release_hold(self, redemption_id: UUID) -> None:
        refusal = self.ask(accounts.release_hold(redemption_id, at=self.now))
        points = self.holds.pop(redemption_id, None)
        if points is None:
            assert refusal == RefusalCode.NOT_FOUND
        else:
            assert refusal is None
            self.post(HELD, AVAILABLE, points)

    @rule(redemption_id=redemptions)
    def spend(self, redemption_id: UUID) -> None:
        refusal = self.ask(accounts.spend(redemption_id, at=self.now))
        if redemption_id not in self.holds:
            assert refusal == RefusalCode.NOT_FOUND
        elif refusal is not None:
            assert (refusal, bool(self.frozen)) == (RefusalCode.FROZEN, True)
        else:
            self.purchases[redemption_id] = points = self.holds.pop(redemption_id)
            self.post(HELD, SPENT, points)

    @rule(redemption_id=redemptions)
    def refund(self, redemption_id: UUID) -> None:
        refusal = self.ask(accounts.refund(redemption_id, at=self.now))
        points = self.purchases.pop(redemption_id, None)
        if points is None:
            assert refusal == RefusalCode.NOT_FOUND
        else:
            assert refusal is None
            self.post(SPENT, AVAILABLE, points)

    @rule(points=st.integers(-60, 60).filter(bool))
    def adjust(self, points: int) -> None:
        spendable = self.account.spendable(self.now)
        adjustment_id = self.next_id()
        assert self.ask(accounts.propose(points, adjustment_id)) is None
        refusal = self.ask(accounts.approve(adjustment_id, at=self.now))
        if -points > spendable:
            assert refusal == RefusalCode.INSUFFICIENT_POINTS
            return
        self.post(OUTSIDE, AVAILABLE, points)

    @rule(days=st.integers(1, 400))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule()
    def expire(self) -> None:
        spendable = self.account.spendable(self.now)
        self.post_expired(accounts.expire(self.now))
        assert self.account.spendable(self.now) == spendable
        lots = self.account.lots.values()
        assert sum(lot.due(self.now) for lot in lots) <= owed(lots)

    @invariant()
    def the_ledger_agrees(self) -> None:
        account = self.account
        assert {
            OUTSIDE: -account.issued,
            AVAILABLE: account.available,
            HELD: account.held,
            SPENT: account.spent,
            EXPIRED: account.expired,
        } == self.ledger
        assert sum(self.ledger.values()) == 0

    @invariant()
    def nothing_is_held_spent_or_void_below_zero(self) -> None:
        for lot in self.account.lots.values():
            assert min(lot.held, lot.spent, lot.expired, lot.taken) >= 0

    @invariant()
    def nobody_owes_what_was_void_anyway(self) -> None:
        for lot in self.account.lots.values():
            assert lot.left >= 0 or lot.expired == 0

    @invariant()
    def no_more_is_spendable_than_is_left(self) -> None:
        spendable = self.account.spendable(self.now)
        assert 0 <= spendable <= max(self.account.available, 0)

    def teardown(self) -> None:
        assert_replays(self.account)


TestAccountBesideALedger = AccountBesideALedger.TestCase
TestAccountBesideALedger.settings = settings(
    max_examples=150, stateful_step_count=40, deadline=None
)
