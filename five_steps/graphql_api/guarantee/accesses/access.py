"""What somebody did or tried, as auditors read it (访问留痕)."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import strawberry

from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.guarantee.log_event import read_originator
from five_steps.graphql_api.kernel.access import ACCESS_TRAIL
from five_steps.graphql_api.kernel.collection import Sort, condition
from five_steps.graphql_api.kernel.entity import column, entity, one
from five_steps.graphql_api.kernel.enums import graphql_enum
from five_steps.graphql_api.kernel.scalars import Position
from five_steps.graphql_api.organisation.unit import Unit

LATEST_ACCESS_FIRST = {"": Sort("{t}.recorded_at", "timestamptz", descending=True)}
ROLE = "nullif(split_part({t}.actor, ' ', 1), 'ANONYMOUS')"


@graphql_enum
class AccessKind(StrEnum):
    """What somebody did or tried (访问类别)."""

    READ = "READ"
    """Was shown personal data of others, or read this trail 查阅."""
    EXPORT = "EXPORT"
    """Wrote a file at the command line 导出."""
    COMMAND_ACCEPTED = "COMMAND_ACCEPTED"
    """Gave a command that was accepted 操作成功."""
    COMMAND_REFUSED = "COMMAND_REFUSED"
    """Gave a command that was refused 操作被拒."""
    PRUNED = "PRUNED"
    """The trail dropped what was past its retention 清理."""


@strawberry.input(description="Which entries of the trail to list; all that is given must hold.")
class AccessFilter:
    """Which entries of the trail to list."""

    kind: list[AccessKind] | None = condition(
        "{t}.kind = ANY({p}::text[])", "Of one of these kinds 类别."
    )
    actor: str | None = condition(
        "{t}.actor = {p}", "By this role and subject, as in `DISPATCHER zhang` 操作人."
    )
    person: strawberry.ID | None = condition(
        # By the index of persons, whatever the planner thinks of the order of time.
        "{t}.id = ANY(ARRAY(SELECT e.id FROM trail.entries e WHERE e.persons @> ARRAY[{p}::uuid]))",
        "With data of this person: the global id of a volunteer or resident, or a UUID 被查阅人.",
        read=read_originator,
    )
    field: str | None = condition(
        "{t}.fields @> ARRAY[{p}::text]", "With this field, as in `Volunteer.phone` 字段."
    )
    recorded_from: datetime | None = condition(
        "{t}.recorded_at >= {p}::timestamptz", "At or after this moment 时间起."
    )
    recorded_before: datetime | None = condition(
        "{t}.recorded_at < {p}::timestamptz", "Before this moment 时间止."
    )


@entity(
    "trail.accesses",
    "What somebody did or tried (访问留痕): whose personal data they were shown, which command "
    "they gave.",
    visible=ACCESS_TRAIL,
)
class Access:
    """What somebody did or tried."""

    kind: AccessKind = column("What it was 类别.")
    recorded_at: datetime = column("When 时间.")
    actor: str = column("Role and subject of who it was, as in the log 操作人.")
    role: Role | None = column("In what capacity 角色; null without a token.", ROLE)
    unit: Unit | None = one(
        "The unit that a staff role held for 任职单位; not kept of accepted commands.",
        join="{t}.id = {parent}.unit_id",
    )
    request_id: str | None = column(
        "The `X-Request-Id` of the answer 请求编号; null of accepted commands."
    )
    operation: str = column(
        "Name of the GraphQL operation, of the command or of the export 操作名称."
    )
    document_hash: str | None = column(
        "SHA-256 of the GraphQL document, in hexadecimal digits 查询摘要.",
        "encode({t}.document, 'hex')",
    )
    fields: list[str] = column("The personal fields that were shown, as `Type.field` 字段.")
    person_ids: list[UUID] = column(
        "Whose they were 被查阅人; each had all of them.", "{t}.persons"
    )
    person_count: int = column("How many those are 人数.", "cardinality({t}.persons)")
    command_id: UUID | None = column("The command 操作编号.")
    code: str | None = column("Why a command was refused 拒绝原因, as the answer's code.")
    position: Position | None = column(
        "Log position of an accepted command's last event.", "{t}.log_position"
    )
    trail_position: Position | None = column(
        "Place in the chain of the trail; null of accepted commands, which are in the log."
    )
