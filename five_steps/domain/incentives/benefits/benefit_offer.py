"""An offer to volunteers (优惠公共服务): a public service at a discount, from a star on."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.incentives.incentive_policy import STARS
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


class BenefitOffer(Aggregate):
    """What a provider offers to volunteers of a star or above."""

    TOPIC = "benefit_offer"

    class Created(Aggregate.Created):
        """The offer was published (发布礼遇)."""

        TOPIC = "benefit_offer.created"
        unit_id: UUID
        name: str
        provider: str
        description: str
        star_floor: int
        valid_from: datetime
        valid_until: datetime | None

        def apply(self, offer: "BenefitOffer") -> None:
            offer.unit_id = self.unit_id

    class Withdrawn(Aggregate.Event):
        """The offer was withdrawn (撤回礼遇)."""

        TOPIC = "benefit_offer.withdrawn"
        reason: str

        def apply(self, offer: "BenefitOffer") -> None:
            offer.withdrawn = True

    def __init__(self) -> None:
        self.unit_id: UUID
        self.withdrawn = False

    @classmethod
    def publish(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        unit_id: UUID,
        name: str,
        provider: str,
        description: str,
        star_floor: int,
        valid_from: datetime,
        valid_until: datetime | None,
    ) -> "BenefitOffer":
        """Publish an offer; without an end it is valid until it is withdrawn."""
        checks.aware("validFrom", valid_from)
        if valid_until is not None and not valid_from < checks.aware("validUntil", valid_until):
            raise Refusal(RefusalCode.INVALID, "validUntil", allowed="after validFrom")
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            unit_id=unit_id,
            name=checks.name("name", name),
            provider=checks.name("provider", provider),
            description=checks.text("description", description, chars_min=0),
            star_floor=checks.whole("starFloor", star_floor, least=0, most=STARS),
            valid_from=valid_from,
            valid_until=valid_until,
        )

    def withdraw(self, *, reason: str, at: datetime) -> None:
        """Withdraw the offer."""
        if self.withdrawn:
            raise Refusal(RefusalCode.WRONG_STATE, "offerId", actual="WITHDRAWN", allowed="OFFERED")
        self.trigger_event(self.Withdrawn, timestamp=at, reason=checks.reason("reason", reason))
