"""Which assessments to list, and in which order."""

from enum import StrEnum

import strawberry

from five_steps.domain.guarantee.grade import Grade
from five_steps.domain.guarantee.process.assessment_state import AssessmentState
from five_steps.domain.organisation.tiers import Tier
from five_steps.graphql_api.guarantee.assessment.unit_assessment import BEST_FIRST
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.enums import graphql_enum

_UNIT = "(SELECT u.{column} FROM read.units u WHERE u.id = {{t}}.unit_id)"


@graphql_enum
class UnitAssessmentSort(StrEnum):
    """In which order assessments are listed."""

    BEST = "BEST"
    """Highest score first 得分降序."""
    WORST = "WORST"
    """Lowest score first, those without one before 得分升序."""
    UNIT_CODE = "UNIT_CODE"
    """By the unit's code 单位编码."""


UNIT_ASSESSMENT_SORTS = {
    UnitAssessmentSort.BEST: BEST_FIRST,
    UnitAssessmentSort.WORST: Sort("coalesce({t}.score, -1)", "numeric", unique="{t}.unit_id"),
    UnitAssessmentSort.UNIT_CODE: Sort(_UNIT.format(column="code"), "text", unique="{t}.unit_id"),
}


@strawberry.input(description="Which assessments to list; all that is given must hold.")
class UnitAssessmentFilter:
    """Which assessments to list."""

    tier: list[Tier] | None = condition(
        f"{_UNIT.format(column='tier')} = ANY({{p}}::text[])", "Of units of these tiers 层级."
    )
    parent: strawberry.ID | None = condition(
        f"{_UNIT.format(column='parent_id')} = {{p}}::uuid",
        "Of units right under this one 上级单位.",
        read=reads_id("Unit"),
    )
    grade: list[Grade] | None = condition(
        "{t}.grade = ANY({p}::text[])", "With one of these grades 等次."
    )
    vetoed: bool | None = condition("{t}.vetoed = {p}::bool", "Whether a veto stands 一票否决.")
    process_state: list[AssessmentState] | None = condition(
        "EXISTS (SELECT FROM read.assessment_processes p WHERE p.unit_id = {t}.unit_id"
        " AND p.year = {t}.year AND p.state = ANY({p}::text[]))",
        "Whose yearly process is in one of these states 环节.",
    )
