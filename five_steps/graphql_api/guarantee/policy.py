"""Policies (规则): the versions in force."""

from datetime import datetime
from enum import StrEnum

from five_steps.graphql_api.kernel.collection import Sort
from five_steps.graphql_api.kernel.entity import column, entity
from five_steps.graphql_api.kernel.enums import graphql_enum
from five_steps.graphql_api.kernel.rule import PUBLIC
from five_steps.graphql_api.kernel.scalars import JSONText, Position

BY_KIND = {"": Sort("{t}.kind", "text", unique=None)}


@graphql_enum
class PolicyKind(StrEnum):
    """What a policy is about (规则类别)."""

    SERVICE = "SERVICE"
    """Deadlines and limits of the order loop 服务规则."""
    INCENTIVE = "INCENTIVE"
    """Hours, stars and points 激励规则."""
    ASSESSMENT = "ASSESSMENT"
    """The annual assessment 考核规则."""
    RETENTION = "RETENTION"
    """How long personal information is kept 保存期限规则."""


@entity(
    "read.policies",
    "A published version of rules (规则版本).",
    key={"kind": "text", "version": "int"},
    visible=PUBLIC,
)
class PolicyVersion:
    """A published version of rules."""

    kind: PolicyKind = column("What it is about 规则类别.")
    version: int = column("Number 版本号, from 1 on.")
    effective_from: datetime = column("From when it is in force 生效时间.")
    published_by: str = column("Who published it 发布人.")
    published_at: datetime = column("When it was published 发布时间.")
    rules: JSONText = column("The rules 规则内容, as JSON.", "{t}.rules::text")
    position: Position = column("Log position of its publication.")
