"""The yearly process (考核程序): self-review, check, publicity with objections."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from five_steps.domain.guarantee.indicators import Indicator
from five_steps.domain.guarantee.process.assessment_state import AssessmentState
from five_steps.graphql_api.kernel.access import (
    ASSESSMENT_IN_FULL,
    ASSESSMENT_OBJECTION,
    ASSESSMENT_REVIEW,
)
from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.entity import column, entity, one, some
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.organisation.unit import Unit

if TYPE_CHECKING:
    from five_steps.graphql_api.guarantee.assessment.unit_assessment import UnitAssessment


@entity(
    "read.assessment_reviews",
    "What a unit says of an indicator, and what the check made of it (自评与核查); for staff, and "
    "for everybody once it is announced.",
    key={"assessment_id": "uuid", "indicator": "text"},
    visible=ASSESSMENT_REVIEW,
)
class AssessmentReview:
    """What a unit says of an indicator, and what the check made of it."""

    indicator: Indicator = column("Which 指标.")
    statement: str | None = column("What the unit says 自评说明.")
    evidence_hashes: list[str] = column("SHA-256 of its evidence, which is kept elsewhere 佐证.")
    stated_by: str | None = column("Who said it 自评人.", seen_by=ASSESSMENT_IN_FULL)
    stated_at: datetime | None = column("When 自评时间.")
    points: float | None = column(
        "Points given or taken by the check 核查加减分; 0 if it was confirmed, null if it was not "
        "checked.",
        "{t}.points::float8",
    )
    reason: str | None = column("Why 核查理由.")
    checked_by: str | None = column("Who checked it 核查人.", seen_by=ASSESSMENT_IN_FULL)
    checked_at: datetime | None = column("When 核查时间.")


@entity(
    "read.assessment_objections",
    "An objection to an assessment that was announced (考核异议); for who raised it and for staff "
    "of the units above.",
    visible=ASSESSMENT_OBJECTION,
    person="{t}.sealed_for",
)
class AssessmentObjection(Node):
    """An objection to an assessment that was announced."""

    reason: str | None = column(
        "Why 异议理由; null once the person's data was erased.", personal=True
    )
    raised_by: str = column("Who raised it 提出人.")
    raised_at: datetime = column("When it was raised 提出时间.")
    upheld: bool | None = column("Whether it was upheld 是否成立; null while it is open.")
    decision: str | None = column("Why it was decided so 裁定理由.")
    indicator: Indicator | None = column("The indicator that an upheld one changed 变更指标.")
    points: float | None = column(
        "The points that the indicator has been given or taken since 变更后加减分.",
        "{t}.points::float8",
    )
    decided_by: str | None = column("Who decided 裁定人.")
    decided_at: datetime | None = column("When it was decided 裁定时间.")
    position: Position = column("Log position of its last event.")
    process: (
        Annotated[
            "AssessmentProcess",
            strawberry.lazy("five_steps.graphql_api.guarantee.assessment.process"),
        ]
        | None
    ) = one("The assessment 考核.", join="{t}.id = {parent}.assessment_id")


@entity(
    "read.assessment_processes",
    "The yearly process of a unit's assessment (考核程序).",
    visible=PUBLIC,
)
class AssessmentProcess(Node):
    """The yearly process of a unit's assessment."""

    year: int = column("Civil year 年度.")
    state: AssessmentState = column("Where it stands 环节.")
    opened_at: datetime = column("When the centre opened it 启动时间.")
    submitted_at: datetime | None = column("When the self-review was handed in 提交自评时间.")
    publicity_began_at: datetime | None = column("When it was announced 公示开始.")
    publicity_ends_at: datetime | None = column("Until when anybody may object 公示结束.")
    open_objections: int = column("Objections that are not decided 未决异议.")
    lower_count: int = column("Assessments that it waits for and rolls up 下级数.")
    lower_final: int = column("Of these, those that are final 下级已定稿数.")
    finalised_at: datetime | None = column("When it became final 定稿时间.")
    position: Position = column("Log position of its last event.")
    unit: Unit | None = one("The unit 单位.", join="{t}.id = {parent}.unit_id")
    assessment: (
        Annotated[
            "UnitAssessment",
            strawberry.lazy("five_steps.graphql_api.guarantee.assessment.unit_assessment"),
        ]
        | None
    ) = one(
        "The live figures 实时考核.",
        join="{t}.unit_id = {parent}.unit_id AND {t}.year = {parent}.year",
    )
    reviews: list[AssessmentReview] = some(
        "Self-review and check, by indicator 自评与核查.",
        join="{t}.assessment_id = {parent}.id",
        sorts={"": Sort("{t}.indicator", "text", unique=None)},
    )
    objections: list[AssessmentObjection] = some(
        "The objections that the viewer may see 异议.",
        join="{t}.assessment_id = {parent}.id",
        sorts={"": Sort("{t}.raised_at", "timestamptz")},
        paged=True,
    )
