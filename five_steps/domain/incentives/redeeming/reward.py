"""An entry of the redemption catalogue (兑换目录): goods, a service or a discount."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from five_steps.domain.incentives.incentive_policy import STARS
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

POINTS_MAX = 1_000_000
CENTS_MAX = 100_000_000
QUANTITY_MAX = 100
RETURN_DAYS_MAX = 90


class RewardKind(StrEnum):
    """What is redeemed (兑换品类别)."""

    GOODS = "GOODS"
    """Goods from a counter's stock 实物."""
    SERVICE = "SERVICE"
    """A service 服务."""
    DISCOUNT = "DISCOUNT"
    """A discount 优惠."""


class Reward(Aggregate):
    """Something that points are turned into: price in points, cost in 分 (CNY cents)."""

    TOPIC = "reward"

    class Created(Aggregate.Created):
        """The reward was put into the catalogue (上架)."""

        TOPIC = "reward.created"
        unit_id: UUID
        kind: str
        name: str
        description: str
        points: int
        cost_cents: int
        star_floor: int
        per_person_max: int | None
        valid_from: datetime
        valid_until: datetime | None
        return_days: int

        def apply(self, reward: "Reward") -> None:
            reward.unit_id = self.unit_id
            reward.kind = RewardKind(self.kind)
            reward.name = self.name
            reward.points = self.points
            reward.cost_cents = self.cost_cents
            reward.star_floor = self.star_floor
            reward.per_person_max = self.per_person_max
            reward.valid_from = self.valid_from
            reward.valid_until = self.valid_until
            reward.return_days = self.return_days

    class Repriced(Aggregate.Event):
        """Price or cost changed for redemptions from now on (调价)."""

        TOPIC = "reward.repriced"
        points: int
        cost_cents: int
        reason: str

        def apply(self, reward: "Reward") -> None:
            reward.points = self.points
            reward.cost_cents = self.cost_cents

    class Withdrawn(Aggregate.Event):
        """The reward was taken out of the catalogue (下架)."""

        TOPIC = "reward.withdrawn"
        reason: str

        def apply(self, reward: "Reward") -> None:
            reward.withdrawn = True

    def __init__(self) -> None:
        self.unit_id: UUID
        self.kind = RewardKind.GOODS
        self.name = ""
        self.points = 0
        self.cost_cents = 0
        self.star_floor = 0
        self.per_person_max: int | None = None
        self.valid_from: datetime
        self.valid_until: datetime | None = None
        self.return_days = 0
        self.withdrawn = False

    @classmethod
    def put_on(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        unit_id: UUID,
        kind: RewardKind,
        name: str,
        description: str,
        points: int,
        cost_cents: int,
        star_floor: int,
        per_person_max: int | None,
        valid_from: datetime,
        valid_until: datetime | None,
        return_days: int,
    ) -> "Reward":
        """Put a reward into the catalogue.

        `per_person_max` is how many one volunteer may have (none: no limit); `return_days` how long
        after the confirmation it may be returned (0: not at all).
        """
        checks.aware("validFrom", valid_from)
        if valid_until is not None and not valid_from < checks.aware("validUntil", valid_until):
            raise Refusal(RefusalCode.INVALID, "validUntil", allowed="after validFrom")
        if per_person_max is not None:
            checks.whole("perPersonMax", per_person_max, least=1, most=QUANTITY_MAX)
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            unit_id=unit_id,
            kind=kind.value,
            name=checks.name("name", name),
            description=checks.text("description", description, chars_min=0),
            points=checks.whole("points", points, least=1, most=POINTS_MAX),
            cost_cents=checks.whole("costCents", cost_cents, least=0, most=CENTS_MAX),
            star_floor=checks.whole("starFloor", star_floor, least=0, most=STARS),
            per_person_max=per_person_max,
            valid_from=valid_from,
            valid_until=valid_until,
            return_days=checks.whole("returnDays", return_days, least=0, most=RETURN_DAYS_MAX),
        )

    @property
    def stocked(self) -> bool:
        """Whether counters keep a stock of it."""
        return self.kind is RewardKind.GOODS

    def price(self, quantity: int) -> int:
        """What so many cost the volunteer, in points."""
        return self.points * quantity

    def cost(self, quantity: int) -> int:
        """What so many cost the fund, in 分."""
        return self.cost_cents * quantity

    def reprice(self, *, points: int, cost_cents: int, reason: str, at: datetime) -> None:
        """Change price and cost; what is held already keeps the price it was held at."""
        self._require_offered()
        self.trigger_event(
            self.Repriced,
            timestamp=at,
            points=checks.whole("points", points, least=1, most=POINTS_MAX),
            cost_cents=checks.whole("costCents", cost_cents, least=0, most=CENTS_MAX),
            reason=checks.reason("reason", reason),
        )

    def withdraw(self, *, reason: str, at: datetime) -> None:
        """Take it out of the catalogue."""
        self._require_offered()
        self.trigger_event(self.Withdrawn, timestamp=at, reason=checks.reason("reason", reason))

    def require_redeemable(
        self, *, quantity: int, redeemed: int, star_level: int, at: datetime
    ) -> None:
        """Refuse unless a volunteer with this star, who has had `redeemed`, may have more now."""
        self._require_offered()
        checks.whole("quantity", quantity, least=1, most=QUANTITY_MAX)
        checks.not_before("rewardId", at, self.valid_from)
        if self.valid_until is not None:
            checks.before("rewardId", at, self.valid_until)
        if star_level < self.star_floor:
            raise Refusal(
                RefusalCode.NOT_ELIGIBLE, "rewardId", allowed=f"{self.star_floor} stars or more"
            )
        if self.per_person_max is not None and redeemed + quantity > self.per_person_max:
            left = max(self.per_person_max - redeemed, 0)
            raise Refusal(RefusalCode.LIMIT_REACHED, "quantity", allowed=left, actual=quantity)

    def _require_offered(self) -> None:
        if self.withdrawn:
            raise Refusal(
                RefusalCode.WRONG_STATE, "rewardId", actual="WITHDRAWN", allowed="OFFERED"
            )
