"""Residents (群众)."""

from datetime import datetime

import strawberry

from five_steps.graphql_api.kernel.access import CONTACT, RESIDENT
from five_steps.graphql_api.kernel.collection import Sort, condition, reads_id, reads_search
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.people.volunteer import MASKED_PHONE

LATEST_FIRST = {"": Sort("{t}.registered_at", "timestamptz", descending=True)}


@strawberry.input(description="Which residents to list; all that is given must hold.")
class ResidentFilter:
    """Which residents to list."""

    unit: strawberry.ID | None = condition(
        "{t}.unit_id = {p}::uuid", "Of this unit 所属单位.", read=reads_id("Unit")
    )
    search: str | None = condition("{t}.name LIKE {p}", "Part of the name 姓名.", read=reads_search)


@entity(
    "read.residents",
    "A resident who orders services (群众).",
    visible=RESIDENT,
    person="{t}.id",
)
class Resident(Node):
    """A resident."""

    name: str | None = column("Name 姓名; null once the personal data was erased.", personal=True)
    phone: str | None = column(
        "Telephone 电话; masked to auditors.",
        seen_by=CONTACT,
        masked=(RESIDENT, MASKED_PHONE),
        personal=True,
    )
    registered_at: datetime = column("When they registered 注册时间.")
    closed_at: datetime | None = column(
        "When the registration was closed 注销时间; null as long as it is open."
    )
    position: Position = column("Log position of their last event.")
    unit: Unit | None = one("The unit they live in 所属单位.", join="{t}.id = {parent}.unit_id")
