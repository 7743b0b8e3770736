"""A season of honours, and what happens to a nomination in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from five_steps.domain.incentives.honours.nomination import Nomination, nomination_id
from five_steps.domain.incentives.honours.season import HonourCategory, HonourSeason
from tests.domain.district import (
    CENTRE_ID,
    CLERK,
    DAY,
    LAN,
    MONDAY,
    OBJECTION_ID,
    OTHER_CLERK,
    SEASON_ID,
    STATION_ID,
    TEAM_ID,
)

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from tests.domain.given_when_then import Verb

NOMINATION_ID = nomination_id(SEASON_ID, LAN)
THIRD_CLERK = "clerk-3"
PUBLICITY = 5 * DAY
OVER = MONDAY + PUBLICITY
"""When the publicity that began on Monday is over."""

NOMINEES = {
    HonourCategory.VOLUNTEER: LAN,
    HonourCategory.TEAM: TEAM_ID,
    HonourCategory.UNIT: STATION_ID,
}


def season(**changes: Any) -> HonourSeason:
    """A season with two places, open for nominations in the week from Monday."""
    fields: dict[str, Any] = {
        "id": SEASON_ID,
        "at": MONDAY,
        "unit_id": CENTRE_ID,
        "category": HonourCategory.VOLUNTEER,
        "name": "2026 年度最美志愿者",
        "criteria": "全年服务满 50 小时",
        "places": 2,
        "nominations_from": MONDAY,
        "nominations_until": MONDAY + 7 * DAY,
        "reviews_least": 1,
        "publicity_days": 5,
    }
    return HonourSeason.announce(**{**fields, **changes})


def nominated(category: HonourCategory = HonourCategory.VOLUNTEER, by: str = CLERK) -> Nomination:
    """A nomination by the clerk."""
    return Nomination.nominate(
        at=MONDAY,
        season_id=SEASON_ID,
        category=category,
        nominee_id=NOMINEES[category],
        unit_id=STATION_ID,
        reason="十年如一日",
        by=by,
    )


def consent() -> Verb[Nomination]:
    return lambda n: n.consent(at=MONDAY)


def decline() -> Verb[Nomination]:
    return lambda n: n.decline(at=MONDAY)


def review(by: str = OTHER_CLERK, *, score: int = 90, recommended: bool = True) -> Verb[Nomination]:
    return lambda n: n.review(score=score, recommended=recommended, comment="", by=by, at=MONDAY)


def reject(by: str = OTHER_CLERK, *, reason: str = "时长不足") -> Verb[Nomination]:
    return lambda n: n.reject(reason=reason, by=by, at=MONDAY)


def announce(by: str = OTHER_CLERK, *, reviews_least: int = 1) -> Verb[Nomination]:
    return lambda n: n.announce(reviews_least=reviews_least, publicity=PUBLICITY, by=by, at=MONDAY)


def object_to(
    by: str = "neighbour", *, objection_id: UUID = OBJECTION_ID, at: datetime = MONDAY + DAY
) -> Verb[Nomination]:
    return lambda n: n.object_to(objection_id, reason="时长不实", by=by, at=at)


def decide(
    by: str = OTHER_CLERK,
    *,
    upheld: bool,
    objection_id: UUID = OBJECTION_ID,
    at: datetime = MONDAY + 2 * DAY,
) -> Verb[Nomination]:
    return lambda n: n.decide_objection(objection_id, upheld=upheld, reason="已核实", by=by, at=at)


def award(by: str = OTHER_CLERK, *, at: datetime = OVER) -> Verb[Nomination]:
    return lambda n: n.award(by=by, at=at)


def revoke(by: str = OTHER_CLERK, *, reason: str = "失信") -> Verb[Nomination]:
    return lambda n: n.revoke(reason=reason, by=by, at=OVER)
