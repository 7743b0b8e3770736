"""Public services offered to volunteers at a discount (优惠公共服务)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.commands.kernel import scope
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.incentives.benefits.benefit_offer import BenefitOffer
from five_steps.domain.organisation.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishBenefitOffer(Command):
    """Publish what a provider offers to volunteers of a star or above (发布礼遇)."""

    unit_id: UUID
    name: str
    provider: str
    valid_from: datetime
    valid_until: datetime | None = None
    description: str = ""
    star_floor: int = 0


@handles(PublishBenefitOffer)
async def publish_benefit_offer(c: Context, command: PublishBenefitOffer) -> UUID:
    """Publish an offer."""
    unit = await c.get(Unit, command.unit_id, "unitId")
    await scope.require_unit(c, unit.id, "unitId")
    offer = BenefitOffer.publish(
        id=c.work.new_id(),
        at=c.now,
        unit_id=unit.id,
        name=command.name,
        provider=command.provider,
        description=command.description,
        star_floor=command.star_floor,
        valid_from=command.valid_from,
        valid_until=command.valid_until,
    )
    c.work.add(offer)
    return offer.id


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawBenefitOffer(Command):
    """Withdraw an offer to volunteers (撤回礼遇)."""

    offer_id: UUID
    reason: str


@handles(WithdrawBenefitOffer)
async def withdraw_benefit_offer(c: Context, command: WithdrawBenefitOffer) -> UUID:
    """Withdraw an offer."""
    offer = await c.get(BenefitOffer, command.offer_id, "offerId")
    await scope.require_unit(c, offer.unit_id, "offerId")
    offer.withdraw(reason=command.reason, at=c.now)
    return offer.id
