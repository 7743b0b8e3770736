"""What a volunteer may have at a counter, today (礼遇资格)."""

from five_steps.domain.people.volunteer import VolunteerStatus
from five_steps.graphql_api.incentives.benefits.insurance import IN_FORCE, InsuranceCover
from five_steps.graphql_api.incentives.benefits.offer import (
    LOWEST_STAR_FIRST,
    VALID,
    BenefitOffer,
)
from five_steps.graphql_api.kernel.access import VOLUNTEER_IN_FULL
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.entity import column, entity, one, some
from five_steps.graphql_api.people.volunteer import Volunteer

_ACTIVE = "{t}.status = 'ACTIVE'"
_COVERED = (
    "EXISTS (SELECT FROM read.insurance_enrolments e WHERE e.cover_id = {t}.id"
    " AND e.volunteer_id = {parent}.id)"
)


@entity(
    "read.volunteers",
    "What a volunteer may have at a counter, today (礼遇资格).",
    visible=VOLUNTEER_IN_FULL,
)
class Eligibility:
    """What a volunteer may have at a counter."""

    status: VolunteerStatus = column("Where the volunteer stands 状态.")
    star_level: int = column("Star 星级, 0–5.")
    insured: bool = column(
        "Whether a policy covers the volunteer today 今日是否参保.",
        f"({_ACTIVE} AND EXISTS (SELECT FROM read.insurance_covers c"
        " JOIN read.insurance_enrolments e ON e.cover_id = c.id"
        f" WHERE e.volunteer_id = {{t}}.id AND {IN_FORCE.replace('{t}', 'c')}))",
    )
    volunteer: Volunteer | None = one("The volunteer 志愿者.", join="{t}.id = {parent}.id")
    offers: list[BenefitOffer] = some(
        "The offers open to the volunteer now, none unless active 可享礼遇.",
        join=f"{{t}}.star_floor <= {{parent}}.star_level AND {VALID}"
        f" AND {_ACTIVE.replace('{t}', '{parent}')}",
        sorts=LOWEST_STAR_FIRST,
        paged=True,
    )
    covers: list[InsuranceCover] = some(
        "The policies that cover the volunteer today 有效保险.",
        join=f"{_COVERED} AND {IN_FORCE} AND {_ACTIVE.replace('{t}', '{parent}')}",
        sorts={"": Sort("{t}.ends_at", "timestamptz")},
    )
