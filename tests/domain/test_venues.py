"""Venues 阵地: each tier keeps its own kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.organisation.tiers import VenueKind
from five_steps.domain.organisation.venue import CAPACITY_MAX, Venue
from tests.domain.district import (
    MONDAY,
    STATION_ID,
    VENUE_ID,
    centre,
    institute,
    point,
    station,
)
from tests.domain.given_when_then import given, happened, made

if TYPE_CHECKING:
    from collections.abc import Callable

    from five_steps.domain.organisation.unit import Unit
    from tests.domain.given_when_then import Verb


def register(
    unit: Unit, kind: VenueKind, *, name: str = "礼堂", capacity: int = 80
) -> Callable[[], Venue]:
    return lambda: Venue.register(
        id=VENUE_ID,
        at=MONDAY,
        unit=unit,
        name=name,
        kind=kind,
        capacity=capacity,
        opening_hours="",
    )


def close(*, reason: str = "拆除") -> Verb[Venue]:
    return lambda venue: venue.close(reason=reason, at=MONDAY)


KEPT: list[tuple[Callable[[], Unit], set[VenueKind]]] = [
    (centre, {VenueKind.OFFICE}),
    (institute, {VenueKind.CULTURE_STATION, VenueKind.PARTY_SERVICE_CENTRE}),
    (station, {VenueKind.CULTURAL_HALL, VenueKind.CULTURAL_HOME, VenueKind.VILLAGE_OFFICE}),
    (point, {VenueKind.OWN_PREMISES}),
]


@pytest.mark.parametrize(("unit", "kept"), KEPT)
def test_which_venues_a_tier_keeps(unit: Callable[[], Unit], kept: set[VenueKind]) -> None:
    for kind in VenueKind:
        outcome = made(register(unit(), kind))
        if kind in kept:
            outcome.then(happened(Venue.Created, kind=kind.value))
        else:
            outcome.then_refused(RefusalCode.INVALID, "kind")


@pytest.mark.parametrize("capacity", [0, CAPACITY_MAX + 1])
def test_the_capacity_has_limits(capacity: int) -> None:
    made(register(station(), VenueKind.CULTURAL_HALL, capacity=capacity)).then_refused(
        RefusalCode.INVALID, "capacity"
    )


def test_only_a_unit_at_work_gets_venues() -> None:
    unit = station()
    unit.suspend(reason="装修", at=MONDAY)
    made(register(unit, VenueKind.CULTURAL_HALL)).then_refused(RefusalCode.WRONG_STATE, "unitId")


def test_a_venue_closes_once_with_a_reason() -> None:
    venue = made(register(station(), VenueKind.CULTURAL_HALL)).then(
        happened(Venue.Created, unit_id=STATION_ID, name="礼堂", capacity=80)
    )
    given(venue).when(close(reason="")).then_refused(RefusalCode.INVALID, "reason")
    closed = given(venue).when(close()).then(happened(Venue.Closed, reason="拆除"))
    given(closed).when(close()).then_refused(RefusalCode.WRONG_STATE, "venueId", actual="CLOSED")
