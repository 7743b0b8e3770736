"""Venues 阵地: each tier keeps its own kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.organisation.opening_hours import (
    AT_ALL_HOURS,
    HoursFields,
    OpeningHours,
    OpenWindow,
)
from five_steps.domain.organisation.tiers import VenueKind
from five_steps.domain.organisation.venue import AHEAD_DAYS_MAX, CAPACITY_MAX, Venue
from five_steps.event_store.codec import encode_fields, to_domain_event
from tests.domain.district import (
    DAY,
    HOUR,
    INSTANT,
    MONDAY,
    STATION_ID,
    VENUE_ID,
    between,
    centre,
    institute,
    point,
    station,
)
from tests.domain.given_when_then import given, happened, made, refusal_of

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


# --- details and hours ----------------------------------------------------------------------------

MORNINGS = OpeningHours.checked([OpenWindow(1, 8 * 60, 12 * 60)], [])


def hall() -> Venue:
    return register(station(), VenueKind.CULTURAL_HALL)()


def change(
    *, name: str = "新礼堂", kind: VenueKind = VenueKind.CULTURAL_HOME, capacity: int = 120
) -> Verb[Venue]:
    return lambda venue: venue.change_details(
        unit=station(), name=name, kind=kind, capacity=capacity, at=MONDAY
    )


def set_hours(text: str = "周一上午") -> Verb[Venue]:
    return lambda venue: venue.set_hours(MORNINGS, opening_hours=text, at=MONDAY)


def test_details_and_hours_change_as_a_whole() -> None:
    changed = (
        given(hall())
        .when(change())
        .then(happened(Venue.DetailsChanged, name="新礼堂", kind="CULTURAL_HOME", capacity=120))
    )
    assert changed.capacity == 120
    limited = (
        given(changed)
        .when(set_hours())
        .then(
            happened(Venue.HoursSet, opening_hours="周一上午", weekdays=[1], closes_minutes=[720])
        )
    )
    assert limited.hours == MORNINGS


def test_what_details_and_hours_may_not_be() -> None:
    here = given(hall())
    here.when(change(name="")).then_refused(RefusalCode.INVALID, "name")
    here.when(change(capacity=0)).then_refused(RefusalCode.INVALID, "capacity")
    here.when(change(kind=VenueKind.OFFICE)).then_refused(RefusalCode.INVALID, "kind")
    here.when(set_hours("x" * 2001)).then_refused(RefusalCode.INVALID, "openingHours")
    for verb in (change(), set_hours()):
        given(hall(), close()).when(verb).then_refused(
            RefusalCode.WRONG_STATE, "venueId", actual="CLOSED"
        )


def test_hours_were_a_text_once_and_open_the_venue_at_all_hours() -> None:
    written_then = encode_fields(
        {
            "timestamp": MONDAY,
            "originator_topic": "five_steps.domain.organisation.venue:Venue",
            "unit_id": STATION_ID,
            "name": "礼堂",
            "kind": "CULTURAL_HALL",
            "capacity": 80,
            "opening_hours": "8:00–20:00",
        }
    )
    created = to_domain_event(VENUE_ID, 1, "venue.created", written_then)
    assert isinstance(created, Venue.Created)
    assert created.opening_hours == "8:00–20:00"
    assert OpeningHours.of_fields(*hours_of(created)) == AT_ALL_HOURS


def hours_of(event: Venue.Created) -> HoursFields:
    return HoursFields(
        event.weekdays, event.opens_minutes, event.closes_minutes, event.closed_dates
    )


# --- what can be booked ---------------------------------------------------------------------------


def test_what_can_be_booked_from_the_present_moment_on() -> None:
    venue = given(hall(), set_hours()).aggregate
    venue.require_bookable(between(MONDAY, 180), headcount=80, at=MONDAY)


def test_what_cannot_be_booked() -> None:
    venue = given(hall(), set_hours()).aggregate
    soon = between(MONDAY + 7 * DAY, 60)
    for window, headcount, at, code, field in (
        (between(MONDAY, 60), 1, MONDAY + INSTANT, RefusalCode.TOO_EARLY, "startsAt"),
        (soon, 1, soon.end - (AHEAD_DAYS_MAX + 1) * DAY, RefusalCode.TOO_LATE, "endsAt"),
        (between(MONDAY + 2 * HOUR, 61), 1, MONDAY, RefusalCode.CLOSED, "startsAt"),
        (soon, 0, MONDAY, RefusalCode.INVALID, "headcount"),
        (soon, 81, MONDAY, RefusalCode.CAP_EXCEEDED, "headcount"),
    ):
        refusal = refusal_of(venue.require_bookable, window, headcount=headcount, at=at)
        assert (refusal.code, refusal.field) == (code, field)
    shut = given(hall(), close()).aggregate
    refusal = refusal_of(shut.require_bookable, soon, headcount=1, at=MONDAY)
    assert (refusal.code, refusal.field) == (RefusalCode.WRONG_STATE, "venueId")
