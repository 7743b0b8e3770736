"""Of what kind an inspection is, where it stands, and what it found."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class InspectionKind(StrEnum):
    """What is inspected (检查类别)."""

    IDEOLOGY = "IDEOLOGY"
    """How the duty for ideological work is met 意识形态工作责任制; the one kind with a veto."""
    SERVICE = "SERVICE"
    """The quality of the services 服务质量."""
    VENUE = "VENUE"
    """The state and use of the venues 阵地建设."""
    SAFETY = "SAFETY"
    """Safety of people and places 安全."""
    MONEY = "MONEY"
    """How money was used 资金使用."""
    OTHER = "OTHER"
    """Another one 其他."""


class InspectionState(StrEnum):
    """Where an inspection stands (检查状态)."""

    PLANNED = "PLANNED"
    """Planned, or being carried out 待检查."""
    CARRIED_OUT = "CARRIED_OUT"
    """Carried out; what was found is being rectified 整改中."""
    CLOSED = "CLOSED"
    """Closed, with nothing left to rectify 已办结."""
    CANCELLED = "CANCELLED"
    """Called off 已取消."""


class CheckResult(StrEnum):
    """What an item of the checklist came to (检查结果)."""

    PASSED = "PASSED"
    """As it should be 合格."""
    FINDING = "FINDING"
    """Something is to be rectified 存在问题."""
    RECTIFIED = "RECTIFIED"
    """Something was, and has been rectified 已整改."""


class Severity(StrEnum):
    """How grave a finding is (严重程度)."""

    MINOR = "MINOR"
    """Minor 一般."""
    MAJOR = "MAJOR"
    """Major 较重."""
    SEVERE = "SEVERE"
    """Severe: may lead to a veto 严重."""


class VetoState(StrEnum):
    """Where the veto of an inspection stands (一票否决状态)."""

    PROPOSED = "PROPOSED"
    """Proposed; a second person has to decide 待决定."""
    DROPPED = "DROPPED"
    """Not decided for 未采纳."""
    IN_FORCE = "IN_FORCE"
    """In force 已生效."""
    OBJECTED = "OBJECTED"
    """In force; the unit objects to it 异议中."""
    UPHELD = "UPHELD"
    """In force for good: the objection was not followed 维持."""
    LIFTED = "LIFTED"
    """Lifted 已解除."""


@dataclass(frozen=True, slots=True)
class Check:
    """An item of the checklist; without a result until it was looked at."""

    result: CheckResult | None = None
    severity: Severity | None = None
    task_id: UUID | None = None
    """The improvement task that the latest rectification was ordered by."""


@dataclass(frozen=True, slots=True)
class Veto:
    """Who asked for the veto, who decided it, who objects to it."""

    state: VetoState
    proposed_by: str
    decided_by: str = ""
    objected_by: str = ""
