"""An insurance cover (免费保险): a policy that the district takes out for its volunteers."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from five_steps.domain.incentives.incentive_policy import STARS
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.district_time import Window, window
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.category import Category

COVER_DAYS_MAX = 3 * 366


class InsuranceCover(Aggregate):
    """A policy for a period: which services it covers, and from which star on one is enrolled."""

    TOPIC = "insurance_cover"

    class Created(Aggregate.Created):
        """The policy was taken out (投保)."""

        TOPIC = "insurance_cover.created"
        unit_id: UUID
        insurer: str
        policy_number: str
        categories: list[str]
        hazardous: bool
        star_floor: int
        starts_at: datetime
        ends_at: datetime

        def apply(self, cover: "InsuranceCover") -> None:
            cover.unit_id = self.unit_id
            cover.categories = tuple(Category(category) for category in self.categories)
            cover.hazardous = self.hazardous
            cover.star_floor = self.star_floor
            cover.period = Window(self.starts_at, self.ends_at)

    class Terminated(Aggregate.Event):
        """The policy ended before its time (提前终止)."""

        TOPIC = "insurance_cover.terminated"
        reason: str

        def apply(self, cover: "InsuranceCover") -> None:
            cover.terminated = True

    def __init__(self) -> None:
        self.unit_id: UUID
        self.categories: tuple[Category, ...] = ()
        self.hazardous = False
        self.star_floor = 0
        self.period: Window
        self.terminated = False

    @classmethod
    def take_out(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        unit_id: UUID,
        insurer: str,
        policy_number: str,
        categories: Sequence[Category],
        hazardous: bool,
        star_floor: int,
        starts_at: datetime,
        ends_at: datetime,
    ) -> "InsuranceCover":
        """Take out a policy; `hazardous` says whether dangerous duty is covered."""
        if not categories:
            raise Refusal(RefusalCode.INVALID, "categories", allowed="at least one category")
        period = window(starts_at, ends_at, days_max=COVER_DAYS_MAX)
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            unit_id=unit_id,
            insurer=checks.name("insurer", insurer),
            policy_number=checks.name("policyNumber", policy_number),
            categories=list(dict.fromkeys(category.value for category in categories)),
            hazardous=hazardous,
            star_floor=checks.whole("starFloor", star_floor, least=0, most=STARS),
            starts_at=period.start,
            ends_at=period.end,
        )

    def terminate(self, *, reason: str, at: datetime) -> None:
        """End the policy before its time."""
        self._require_in_force(at)
        self.trigger_event(self.Terminated, timestamp=at, reason=checks.reason("reason", reason))

    def require_enrolling(self, *, star_level: int, at: datetime) -> None:
        """Refuse unless a volunteer with this star may be enrolled now."""
        self._require_in_force(at)
        if star_level < self.star_floor:
            raise Refusal(
                RefusalCode.NOT_ELIGIBLE, "volunteerIds", allowed=f"{self.star_floor} stars or more"
            )

    def protects(self, category: Category, duty: Window) -> bool:
        """Whether it covers a dangerous duty of a category from start to end."""
        return (
            self.hazardous
            and not self.terminated
            and category in self.categories
            and self.period.start <= duty.start
            and duty.end <= self.period.end
        )

    def _require_in_force(self, at: datetime) -> None:
        if self.terminated:
            raise Refusal(
                RefusalCode.WRONG_STATE, "coverId", actual="TERMINATED", allowed="IN_FORCE"
            )
        checks.before("coverId", at, self.period.end)
