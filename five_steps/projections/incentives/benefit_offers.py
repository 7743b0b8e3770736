"""Public services offered to volunteers at a discount (优惠公共服务)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.domain.incentives.benefits.benefit_offer import BenefitOffer
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id, Position


@dataclass(slots=True)
class BenefitOfferRow:
    """An offer to volunteers of a star or above."""

    id: Id
    unit_id: Id
    name: str
    provider: str
    description: str
    star_floor: int
    valid_from: datetime
    valid_until: datetime | None
    withdrawn: bool
    position: Position


class BenefitOffersView(Projection):
    """`read.benefit_offers`."""

    name = "benefit_offers"

    def declare(self) -> None:
        self.offers = self.table(
            Rows[Id, BenefitOfferRow](
                BenefitOfferRow, "benefit_offers", key=["id"], indexes=["(unit_id)"]
            )
        )

    @on(BenefitOffer.Created)
    def published(
        self,
        event: Event,
        unit_id: Id,
        name: str,
        provider: str,
        description: str,
        star_floor: int,
        valid_from: datetime,
        valid_until: datetime | None,
    ) -> None:
        self.offers.add(
            BenefitOfferRow(
                id=event.stream,
                unit_id=unit_id,
                name=name,
                provider=provider,
                description=description,
                star_floor=star_floor,
                valid_from=valid_from,
                valid_until=valid_until,
                withdrawn=False,
                position=event.position,
            )
        )

    @on(BenefitOffer.Withdrawn)
    def withdrawn(self, event: Event) -> None:
        offer = self.offers.change(event.stream)
        offer.withdrawn = True
        offer.position = event.position
