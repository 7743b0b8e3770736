"""The district that the tests play in: its people, units, calendar and rules."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.domain.incentives.incentive_policy import IncentivePolicy, IncentiveRules
from five_steps.domain.kernel.district_time import DISTRICT_ZONE, Window
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.service_policy import ServicePolicy, ServiceRules
from five_steps.domain.organisation.tiers import PointKind, Tier
from five_steps.domain.organisation.unit import Unit
from five_steps.domain.people.privacy.retention_policy import RetentionPolicy, RetentionRules
from five_steps.domain.people.volunteer import Volunteer

if TYPE_CHECKING:
    from collections.abc import Sequence

LAN, MEI, HAI = (UUID(int=number) for number in (101, 102, 103))
"""Volunteers."""
WU = UUID(int=201)
"""A resident."""
CLERK, OTHER_CLERK = "clerk-1", "clerk-2"
"""Staff of a unit."""

CENTRE_ID, BEIAO_ID, DAMEN_ID, STATION_ID, OTHER_STATION_ID, POINT_ID = (
    UUID(int=number) for number in range(1, 7)
)
TEAM_ID, CORPS_ID, VENUE_ID, BOOKING_ID = (UUID(int=number) for number in range(301, 305))
ORDER_ID, OTHER_ORDER_ID, MENU_ITEM_ID = (UUID(int=number) for number in range(401, 404))
RECORD_ID, OTHER_RECORD_ID, THIRD_RECORD_ID = (UUID(int=number) for number in (501, 502, 503))
SEASON_ID, COVER_ID, OFFER_ID, HELP_CASE_ID, CERTIFICATE_ID, OBJECTION_ID = (
    UUID(int=number) for number in range(731, 737)
)

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
INSTANT = timedelta(microseconds=1)


def moment(month: int, day: int, hour: int = 0, minute: int = 0, *, year: int = 2026) -> datetime:
    """A moment of 2026 in district time."""
    return datetime(year, month, day, hour, minute, tzinfo=DISTRICT_ZONE)


def between(start: datetime, minutes: int) -> Window:
    """A window of so many minutes."""
    return Window(start, start + timedelta(minutes=minutes))


NEW_YEAR = moment(1, 1)
MONDAY = moment(3, 2, 9)
"""The day on which most stories begin."""


# --- rules ----------------------------------------------------------------------------------------


def service_policy(**changes: Any) -> ServicePolicy:
    """The mission's own service rules since New Year, with some of them changed."""
    policy = ServicePolicy.establish(at=NEW_YEAR)
    policy.publish(effective_from=NEW_YEAR, by=CLERK, at=NEW_YEAR, **changes)
    return policy


def service_rules(**changes: Any) -> ServiceRules:
    """The service rules in force."""
    return service_policy(**changes).in_force(NEW_YEAR)


def retention_rules(**changes: Any) -> RetentionRules:
    """The mission's own retention rules since New Year, with some of them changed."""
    policy = RetentionPolicy.establish(at=NEW_YEAR)
    policy.publish(effective_from=NEW_YEAR, by=CLERK, at=NEW_YEAR, **changes)
    return policy.in_force(NEW_YEAR)


def incentive_policy(**changes: Any) -> IncentivePolicy:
    """The mission's own incentive rules since New Year, with some of them changed."""
    policy = IncentivePolicy.establish(at=NEW_YEAR)
    policy.publish(effective_from=NEW_YEAR, by=CLERK, at=NEW_YEAR, **changes)
    return policy


def incentive_rules(**changes: Any) -> IncentiveRules:
    """The incentive rules in force."""
    return incentive_policy(**changes).in_force(NEW_YEAR)


RULES = service_rules()
INCENTIVES = incentive_rules()


# --- units ----------------------------------------------------------------------------------------


def unit(
    unit_id: UUID,
    tier: Tier,
    parent: Unit | None,
    *,
    point_kind: PointKind | None = None,
    code: str = "330305",
    name: str = "洞头区新时代文明实践单位",
) -> Unit:
    """A unit just founded."""
    return Unit.found(
        id=unit_id,
        at=NEW_YEAR,
        code=code,
        name=name,
        tier=tier,
        point_kind=point_kind,
        parent=parent,
        region="洞头区",
        responsible="",
        opening_hours="",
    )


def centre() -> Unit:
    """The district's centre."""
    return unit(CENTRE_ID, Tier.CENTRE, None)


def institute(unit_id: UUID = BEIAO_ID) -> Unit:
    """An institute of a street or town."""
    return unit(unit_id, Tier.INSTITUTE, centre())


def station(unit_id: UUID = STATION_ID) -> Unit:
    """A station of a village or community."""
    return unit(unit_id, Tier.STATION, institute())


def point() -> Unit:
    """A practice point under a station."""
    return unit(POINT_ID, Tier.POINT, station(), point_kind=PointKind.BOOK_HOUSE)


# --- people ---------------------------------------------------------------------------------------


def registered(
    volunteer_id: UUID = LAN,
    *,
    minor: bool = False,
    guardian_consent: bool = False,
    party_member: bool = False,
    skills: Sequence[str] = ("first aid",),
    categories: Sequence[Category] = (Category.THEORY,),
) -> Volunteer:
    """A volunteer waiting for approval."""
    return Volunteer.register(
        id=volunteer_id,
        at=MONDAY,
        unit_id=STATION_ID,
        personal="sealed",
        id_hash="hash",
        minor=minor,
        guardian_consent=guardian_consent,
        party_member=party_member,
        skills=skills,
        categories=categories,
    )


def approved(volunteer_id: UUID = LAN, **changes: Any) -> Volunteer:
    """A volunteer at work."""
    volunteer = registered(volunteer_id, **changes)
    volunteer.approve(by=CLERK, at=MONDAY)
    return volunteer
