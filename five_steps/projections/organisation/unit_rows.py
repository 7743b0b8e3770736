"""The rows of a unit: what it is today, and what it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from five_steps.projections.kernel.values import Id, Position


class UnitChange(StrEnum):
    """What changed about a unit (单位变更)."""

    FOUNDED = "FOUNDED"
    """Founded 设立."""
    DETAILS_CHANGED = "DETAILS_CHANGED"
    """Name, region, responsible person or opening hours changed 信息变更."""
    PARTY_HEAD_NAMED = "PARTY_HEAD_NAMED"
    """Another main party head 党组织主要负责人变更."""
    REPARENTED = "REPARENTED"
    """Hung under another unit 隶属变更."""
    PARENT_MERGED = "PARENT_MERGED"
    """The unit above was merged into another, and this one came along 上级单位合并."""
    SUSPENDED = "SUSPENDED"
    """Suspended 暂停."""
    RESUMED = "RESUMED"
    """At work again 恢复."""
    MERGED = "MERGED"
    """Merged into another unit 并入他单位."""
    TOOK_OVER = "TOOK_OVER"
    """Another unit was merged into this one 接收合并."""


@dataclass(slots=True)
class UnitRow:
    """A unit.

    `path` leads from the root to the unit itself. What was merged away lies, with all that hung
    under it, on the path of the unit that took it over: who answers for that answers for it.
    """

    id: Id
    code: str
    name: str
    tier: str
    point_kind: str | None
    parent_id: Id | None
    """The unit it hangs under; of a merged one, the unit it hung under last."""
    region: str
    responsible: str
    party_head: str
    opening_hours: str
    status: str
    merged_into_id: Id | None
    merged_at: datetime | None
    successor_id: Id | None
    """Which unit answers for a merged one today, after mergers of mergers."""
    path: list[Id]
    depth: int
    """The units above it that were not merged away; 0 for the root."""
    founded_at: datetime
    position: Position


@dataclass(slots=True)
class UnitHistoryRow:
    """A change of a unit, and how the unit stood from then on."""

    unit_id: Id
    position: Position
    occurred_at: datetime
    change: str
    other_id: Id | None
    """The other unit concerned: parent, successor, or what was taken over."""
    reason: str | None
    name: str
    responsible: str
    party_head: str
    parent_id: Id | None
    status: str
