"""A volunteer's points account (积分账户): lots earned by verified hours."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from uuid import UUID

from five_steps.domain.incentives.incentive_policy import IncentivePolicy, IncentiveRules
from five_steps.domain.kernel.aggregate import Aggregate, companion_id, with_entry
from five_steps.domain.kernel.district_time import local_year, start_of_day


class AdjustmentCause(StrEnum):
    """Why the points of a lot changed (积分调整原因)."""

    RATING = "RATING"
    """The service was rated 评分."""
    CORRECTION = "CORRECTION"
    """The minutes were corrected 时长更正."""
    DISPUTE = "DISPUTE"
    """A dispute was decided 争议裁定."""


@dataclass(frozen=True, slots=True)
class PointsLot:
    """The points of one service record (积分批次); its id is the record's."""

    lot_id: UUID
    points: int
    expires_at: datetime
    policy_version: int
    frozen: bool = False


class PointsAccount(Aggregate):
    """Lots of whole points. issued = available + frozen, until counters come to spend them."""

    TOPIC = "points_account"

    class Created(Aggregate.Created):
        """The account of an approved volunteer was opened (开户)."""

        TOPIC = "points_account.created"
        volunteer_id: UUID

        def apply(self, account: "PointsAccount") -> None:
            account.volunteer_id = self.volunteer_id

    class Credited(Aggregate.Event):
        """Verified minutes earned points (积分入账), at a coefficient, by a policy version."""

        TOPIC = "points_account.credited"
        volunteer_id: UUID
        lot_id: UUID
        points: int
        minutes: int
        coefficient: Decimal
        expires_at: datetime
        policy_version: int

        def apply(self, account: "PointsAccount") -> None:
            account.put_lot(
                PointsLot(self.lot_id, self.points, self.expires_at, self.policy_version)
            )

    class Adjusted(Aggregate.Event):
        """A rating, correction or decision changed a lot by `points`, up or down (积分调整)."""

        TOPIC = "points_account.adjusted"
        volunteer_id: UUID
        lot_id: UUID
        points: int
        minutes: int
        coefficient: Decimal
        cause: str

        def apply(self, account: "PointsAccount") -> None:
            lot = account.lots[self.lot_id]
            account.put_lot(replace(lot, points=lot.points + self.points))

    class LotFrozen(Aggregate.Event):
        """A dispute froze a lot (冻结)."""

        TOPIC = "points_account.lot_frozen"
        volunteer_id: UUID
        lot_id: UUID
        points: int

        def apply(self, account: "PointsAccount") -> None:
            account.put_lot(replace(account.lots[self.lot_id], frozen=True))

    class LotReleased(Aggregate.Event):
        """The dispute is decided: the lot is free again (解冻)."""

        TOPIC = "points_account.lot_released"
        volunteer_id: UUID
        lot_id: UUID
        points: int

        def apply(self, account: "PointsAccount") -> None:
            account.put_lot(replace(account.lots[self.lot_id], frozen=False))

    def __init__(self) -> None:
        self.volunteer_id: UUID
        self.lots: dict[UUID, PointsLot] = {}

    @classmethod
    def open(cls, volunteer_id: UUID, *, at: datetime) -> "PointsAccount":
        """Open the account of an approved volunteer."""
        return cls._create(
            cls.Created,
            id=points_account_id(volunteer_id),
            timestamp=at,
            volunteer_id=volunteer_id,
        )

    @property
    def issued(self) -> int:
        """All points credited, adjustments included."""
        return sum(lot.points for lot in self.lots.values())

    @property
    def frozen(self) -> int:
        """Points frozen by disputes."""
        return sum(lot.points for lot in self.lots.values() if lot.frozen)

    @property
    def available(self) -> int:
        """Points that could be spent."""
        return self.issued - self.frozen

    def credit(self, lot_id: UUID, *, minutes: int, rules: IncentiveRules, at: datetime) -> None:
        """Credit the minutes of a record just verified, not rated yet."""
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
        if lot is None:
            return
        rules = policy.version_numbered(lot.policy_version)
        coefficient = rules.coefficient(score)
        difference = points_for(minutes, coefficient, rules) - lot.points
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

    def put_lot(self, lot: PointsLot) -> None:
        """Put a lot in."""
        self.lots = with_entry(self.lots, lot.lot_id, lot)


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
