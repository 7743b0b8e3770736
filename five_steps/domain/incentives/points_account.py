"""A volunteer's points account (积分账户): whole points in lots, earned, held, spent, expired.

issued = available + held + spent + expired, at every position of the log.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from uuid import UUID

from five_steps.domain.incentives import points_account_events as events
from five_steps.domain.incentives.incentive_policy import IncentivePolicy, IncentiveRules
from five_steps.domain.incentives.points_adjustment import (
    ADJUSTMENT_POINTS_MAX,
    AdjustmentProposal,
)
from five_steps.domain.incentives.points_lot import (
    LotPart,
    PointsLot,
    Taking,
    oldest_first,
    spendable,
    void,
)
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, companion_id, with_entry
from five_steps.domain.kernel.district_time import local_year, start_of_day
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


class AdjustmentCause(StrEnum):
    """Why the points of a lot changed (积分调整原因)."""

    RATING = "RATING"
    """The service was rated 评分."""
    CORRECTION = "CORRECTION"
    """The minutes were corrected 时长更正."""
    DISPUTE = "DISPUTE"
    """A dispute was decided 争议裁定."""


class PointsAccount(Aggregate):
    """The lots of one volunteer, and what redemptions hold and have spent of them."""

    TOPIC = "points_account"

    Created = events.Created
    Credited = events.Credited
    Adjusted = events.Adjusted
    LotFrozen = events.LotFrozen
    LotReleased = events.LotReleased
    Held = events.Held
    HoldReleased = events.HoldReleased
    Spent = events.Spent
    Refunded = events.Refunded
    LotExpired = events.LotExpired
    AdjustmentProposed = events.AdjustmentProposed
    AdjustmentApproved = events.AdjustmentApproved
    AdjustmentRejected = events.AdjustmentRejected

    def __init__(self) -> None:
        self.volunteer_id: UUID
        self.lots: dict[UUID, PointsLot] = {}
        self.holds: dict[UUID, Taking] = {}
        self.purchases: dict[UUID, Taking] = {}
        self.proposals: dict[UUID, AdjustmentProposal] = {}

    @classmethod
    def open(cls, volunteer_id: UUID, *, at: datetime) -> "PointsAccount":
        """Open the account of an approved volunteer."""
        return cls._create(
            cls.Created,
            id=points_account_id(volunteer_id),
            timestamp=at,
            volunteer_id=volunteer_id,
        )

    # --- balances ---------------------------------------------------------------------------------

    @property
    def issued(self) -> int:
        """All points credited, adjustments included."""
        return sum(lot.points for lot in self.lots.values())

    @property
    def held(self) -> int:
        """Points held by open redemptions."""
        return sum(lot.held for lot in self.lots.values())

    @property
    def spent(self) -> int:
        """Points spent and not returned."""
        return sum(lot.spent for lot in self.lots.values())

    @property
    def expired(self) -> int:
        """Points that were void at their expiry."""
        return sum(lot.expired for lot in self.lots.values())

    @property
    def available(self) -> int:
        """Points neither held, spent nor expired, frozen ones included; below zero: owed."""
        return sum(lot.left for lot in self.lots.values())

    @property
    def frozen(self) -> int:
        """The part of `available` that disputes freeze."""
        return sum(max(lot.left, 0) for lot in self.lots.values() if lot.frozen)

    def spendable(self, at: datetime) -> int:
        """What may be spent at a moment: nothing frozen, expired or owed."""
        return spendable(self.lots.values(), at)

    def redeemed(self, reward_id: UUID) -> int:
        """How many of a reward the volunteer holds or has had."""
        takings = (*self.holds.values(), *self.purchases.values())
        return sum(taking.quantity for taking in takings if taking.reward_id == reward_id)

    # --- earning ----------------------------------------------------------------------------------

    def credit(self, lot_id: UUID, *, minutes: int, rules: IncentiveRules, at: datetime) -> None:
        """Credit the minutes of a record just verified, not rated yet."""
        if lot_id in self.lots:
            raise Refusal(RefusalCode.DUPLICATE, "recordId")
        coefficient = rules.coefficient(None)
        self.trigger_event(
            self.Credited,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            lot_id=lot_id,
            points=points_for(minutes, coefficient, rules),
            minutes=minutes,
            coefficient=coefficient,
            expires_at=expiry(at, rules),
            policy_version=rules.version,
        )

    def reprice(
        self,
        lot_id: UUID,
        *,
        minutes: int,
        score: int | None,
        policy: IncentivePolicy,
        cause: AdjustmentCause,
        at: datetime,
    ) -> None:
        """Bring a lot to what its minutes and score are worth by the rules it was credited by.

        A record that earned no lot (back-entered hours by default) has nothing to reprice.
        """
        lot = self.lots.get(lot_id)
        if lot is None or lot.policy_version is None:
            return
        rules = policy.version_numbered(lot.policy_version)
        coefficient = rules.coefficient(score)
        difference = points_for(minutes, coefficient, rules) - lot.worth
        if difference:
            self.trigger_event(
                self.Adjusted,
                timestamp=at,
                volunteer_id=self.volunteer_id,
                lot_id=lot_id,
                points=difference,
                minutes=minutes,
                coefficient=coefficient,
                cause=cause.value,
            )
            self._expire_less(lot_id, at)

    def freeze(self, lot_id: UUID, *, at: datetime) -> None:
        """Freeze the lot of a disputed record, if it earned one."""
        lot = self.lots.get(lot_id)
        if lot is not None and not lot.frozen:
            self.trigger_event(
                self.LotFrozen,
                timestamp=at,
                volunteer_id=self.volunteer_id,
                lot_id=lot_id,
                points=lot.points,
            )

    def unfreeze(self, lot_id: UUID, *, at: datetime) -> None:
        """Release the lot of a decided record, if it is frozen."""
        lot = self.lots.get(lot_id)
        if lot is not None and lot.frozen:
            self.trigger_event(
                self.LotReleased,
                timestamp=at,
                volunteer_id=self.volunteer_id,
                lot_id=lot_id,
                points=lot.points,
            )

    # --- redeeming --------------------------------------------------------------------------------

    def hold(
        self,
        redemption_id: UUID,
        *,
        reward_id: UUID,
        quantity: int,
        points: int,
        at: datetime,
    ) -> None:
        """Hold points for a redemption, those that expire first being taken first."""
        if redemption_id in self.holds or redemption_id in self.purchases:
            raise Refusal(RefusalCode.DUPLICATE, "redemptionId")
        parts = oldest_first(self.lots.values(), points, field="quantity", at=at)
        self.trigger_event(
            self.Held,
            timestamp=at,
            reward_id=reward_id,
            quantity=quantity,
            **self._taken(redemption_id, parts),
        )

    def release_hold(self, redemption_id: UUID, *, at: datetime) -> None:
        """Give held points back to their lots; past the expiry they are void next."""
        taking = _known(self.holds, redemption_id)
        self.trigger_event(
            self.HoldReleased, timestamp=at, **self._taken(redemption_id, taking.parts)
        )

    def spend(self, redemption_id: UUID, *, at: datetime) -> None:
        """Spend held points: a hold outlasts their expiry, but not a dispute about them."""
        taking = _known(self.holds, redemption_id)
        if any(self.lots[part.lot_id].frozen for part in taking.parts):
            raise Refusal(RefusalCode.FROZEN, "redemptionId")
        self.trigger_event(self.Spent, timestamp=at, **self._taken(redemption_id, taking.parts))

    def refund(self, redemption_id: UUID, *, at: datetime) -> None:
        """Give spent points back to the lots they came from."""
        taking = _known(self.purchases, redemption_id)
        self.trigger_event(self.Refunded, timestamp=at, **self._taken(redemption_id, taking.parts))

    def expire_lots(self, *, at: datetime) -> None:
        """Void what is left of lots past their expiry, unless a dispute freezes them."""
        for part in void(self.lots.values(), at):
            self._expire(part.lot_id, part.points, at)

    # --- adjusting --------------------------------------------------------------------------------

    def propose_adjustment(
        self, adjustment_id: UUID, points: int, *, reason: str, by: str, at: datetime
    ) -> None:
        """Propose to add points, or to take some away (below zero)."""
        checks.whole("points", points, least=-ADJUSTMENT_POINTS_MAX, most=ADJUSTMENT_POINTS_MAX)
        if points == 0:
            raise Refusal(RefusalCode.INVALID, "points", allowed="not 0")
        self._not_by_self(by)
        if adjustment_id in self.proposals or adjustment_id in self.lots:
            raise Refusal(RefusalCode.DUPLICATE, "adjustmentId")
        self.trigger_event(
            self.AdjustmentProposed,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            adjustment_id=adjustment_id,
            points=points,
            reason=checks.reason("reason", reason),
            proposed_by=by,
        )

    def approve_adjustment(
        self, adjustment_id: UUID, *, by: str, rules: IncentiveRules, at: datetime
    ) -> None:
        """A second person approves: points come as a new lot, or go, oldest lots first."""
        proposal = self._proposal_of_other(adjustment_id, by)
        added = proposal.points > 0
        parts = (
            (LotPart(adjustment_id, proposal.points),)
            if added
            else oldest_first(self.lots.values(), -proposal.points, field="adjustmentId", at=at)
        )
        self.trigger_event(
            self.AdjustmentApproved,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            adjustment_id=adjustment_id,
            points=proposal.points,
            lot_ids=[part.lot_id for part in parts],
            lot_points=[part.points for part in parts],
            expires_at=expiry(at, rules) if added else None,
            approved_by=by,
        )

    def reject_adjustment(self, adjustment_id: UUID, *, reason: str, by: str, at: datetime) -> None:
        """A second person does not approve."""
        self._proposal_of_other(adjustment_id, by)
        self.trigger_event(
            self.AdjustmentRejected,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            adjustment_id=adjustment_id,
            rejected_by=by,
            reason=checks.reason("reason", reason),
        )

    # --- how events change the state --------------------------------------------------------------

    def put_lot(self, lot: PointsLot) -> None:
        """Put a lot in."""
        self.lots = with_entry(self.lots, lot.lot_id, lot)

    def change_lots(
        self, parts: Iterable[LotPart], *, taken: int = 0, held: int = 0, spent: int = 0
    ) -> None:
        """Change fields of lots by their part, times the factor given."""
        changed = dict(self.lots)
        for part in parts:
            lot = changed[part.lot_id]
            changed[part.lot_id] = replace(
                lot,
                points=lot.points - taken * part.points,
                taken=lot.taken + taken * part.points,
                held=lot.held + held * part.points,
                spent=lot.spent + spent * part.points,
            )
        self.lots = changed

    def _expire(self, lot_id: UUID, points: int, at: datetime) -> None:
        self.trigger_event(
            self.LotExpired,
            timestamp=at,
            volunteer_id=self.volunteer_id,
            lot_id=lot_id,
            points=points,
        )

    def _expire_less(self, lot_id: UUID, at: datetime) -> None:
        """Let a lot that is worth less now have lost less at its expiry, before it owes."""
        lot = self.lots[lot_id]
        if excess := min(lot.expired, max(-lot.left, 0)):
            self._expire(lot_id, -excess, at)

    def _taken(self, redemption_id: UUID, parts: tuple[LotPart, ...]) -> dict[str, object]:
        return {
            "volunteer_id": self.volunteer_id,
            "redemption_id": redemption_id,
            "points": sum(part.points for part in parts),
            "lot_ids": [part.lot_id for part in parts],
            "lot_points": [part.points for part in parts],
        }

    def _proposal_of_other(self, adjustment_id: UUID, by: str) -> AdjustmentProposal:
        proposal = self.proposals.get(adjustment_id)
        if proposal is None:
            raise Refusal(RefusalCode.NOT_FOUND, "adjustmentId", allowed="an open proposal")
        self._not_by_self(by)
        if by == proposal.proposed_by:
            raise Refusal(RefusalCode.SECOND_PERSON_REQUIRED, "adjustmentId")
        return proposal

    def _not_by_self(self, by: str) -> None:
        if by == str(self.volunteer_id):
            raise Refusal(RefusalCode.SELF_VERIFICATION, "volunteerId")


def _known(takings: dict[UUID, Taking], redemption_id: UUID) -> Taking:
    taking = takings.get(redemption_id)
    if taking is None:
        raise Refusal(RefusalCode.NOT_FOUND, "redemptionId", allowed="a redemption of the account")
    return taking


def points_account_id(volunteer_id: UUID) -> UUID:
    """The id of a volunteer's points account."""
    return companion_id(volunteer_id, "points_account")


def points_for(minutes: int, coefficient: Decimal, rules: IncentiveRules) -> int:
    """Whole points for the minutes of one record, rounded half-even."""
    earning = min(minutes, rules.record_minutes_max)
    exact = Decimal(earning * rules.points_per_hour) * coefficient / 60
    return int(exact.quantize(Decimal(1), ROUND_HALF_EVEN))


def expiry(at: datetime, rules: IncentiveRules) -> datetime:
    """When points credited now expire: at the end of the `lot_years`-th calendar year."""
    return start_of_day(date(local_year(at) + rules.lot_years, 1, 1))
