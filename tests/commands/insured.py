"""Volunteers insured for dangerous duty."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from five_steps.commands.incentives.benefits.insurance import EnrolVolunteers, TakeOutInsurance
from five_steps.domain.ordering.category import Category

if TYPE_CHECKING:
    from uuid import UUID

    from tests.commands.district import District


async def insure(district: District, *volunteer_ids: UUID, **changes: Any) -> UUID:
    """Enrol the volunteers under a policy of the centre; returns the policy."""
    fields: dict[str, Any] = {
        "unit_id": district.centre,
        "insurer": "人保财险",
        "policy_number": "P-1",
        "categories": tuple(Category),
        "hazardous": True,
        "starts_at": district.now,
        "ends_at": district.now + timedelta(days=365),
    }
    cover_id = await district.give(TakeOutInsurance(**{**fields, **changes}))
    await district.give(EnrolVolunteers(cover_id=cover_id, volunteer_ids=volunteer_ids))
    return cover_id
