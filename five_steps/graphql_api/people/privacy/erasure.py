"""Erasures of personal information (删除个人信息)."""

from datetime import datetime

import strawberry

from five_steps.domain.people.privacy.erasure_state import (
    DataKind,
    ErasureGround,
    ErasureRefusal,
    ErasureState,
    PersonKind,
)
from five_steps.graphql_api.kernel.access import ERASURE, ERASURE_IN_FULL
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.kernel.unit_subtree import UNDER_UNIT
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.people.resident import Resident
from five_steps.graphql_api.people.volunteer import Volunteer

LATEST_ERASURE_FIRST = {"": Sort("{t}.position", "bigint", descending=True)}


@strawberry.input(description="Which erasures to list; all that is given must hold.")
class ErasureFilter:
    """Which erasures to list."""

    under: strawberry.ID | None = condition(
        UNDER_UNIT, "Of persons of this unit and those under it 单位.", read=reads_id("Unit")
    )
    person: strawberry.ID | None = condition(
        "{t}.person_id = {p}::uuid",
        "Of this person 当事人.",
        read=reads_id("Volunteer", "Resident"),
    )
    state: list[ErasureState] | None = condition(
        "{t}.state = ANY({p}::text[])", "In one of these states 状态."
    )


@entity(
    "read.erasures",
    "The erasure of what is known of a person (删除个人信息): asked for, refused or done.",
    visible=ERASURE,
    person="{t}.person_id",
)
class Erasure(Node):
    """The erasure of what is known of a person."""

    person_kind: PersonKind = column("In what capacity the person is registered 登记类别.")
    state: ErasureState = column("Where it stands 状态.")
    ground: ErasureGround = column("Why it is asked for, or was done 事由.")
    reason: str | None = column(
        "In what words 申请理由; null once erased, and for one that the rules asked for.",
        personal=True,
    )
    requested_by: str | None = column(
        "Who asked for it 申请人; null for one that the rules asked for.", seen_by=ERASURE_IN_FULL
    )
    requested_at: datetime | None = column("When it was asked for 申请时间.")
    due_at: datetime | None = column("By when the decision is due 决定时限.")
    overdue_at: datetime | None = column("When that passed without one 逾期时间; null if not.")
    decided_by: str | None = column("Who decided 决定人.", seen_by=ERASURE_IN_FULL)
    decided_at: datetime | None = column("When it was decided 决定时间.")
    refusal: ErasureRefusal | None = column("Why it was refused 不予删除理由; null if not.")
    refusal_reason: str | None = column(
        "In what words it was refused 不予删除说明; null once erased.", personal=True
    )
    data: list[DataKind] = column("The kinds of information that are gone 已删除的信息类别.")
    position: Position = column("Log position of its last event: of the receipt, once it is done.")
    unit: Unit | None = one("The unit of the person 所属单位.", join="{t}.id = {parent}.unit_id")
    volunteer: Volunteer | None = one(
        "The volunteer 志愿者.",
        join="{t}.id = {parent}.person_id AND {parent}.person_kind = 'VOLUNTEER'",
    )
    resident: Resident | None = one(
        "The resident 群众.",
        join="{t}.id = {parent}.person_id AND {parent}.person_kind = 'RESIDENT'",
    )
