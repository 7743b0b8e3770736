"""The trail's limits, each named with its unit."""

from __future__ import annotations

from dataclasses import dataclass

RETENTION_DAYS_MIN = 183
"""网络安全法 (Cybersecurity Law) art. 21 (3): network logs are kept for at least six months."""
RETENTION_DAYS_MAX = 36_525
"""A hundred years, which dates still hold."""
RETENTION_DAYS_DEFAULT = 1_096
"""三年: 个人信息保护法 (PIPL) art. 56 has the records of handling kept for at least three years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailLimits:
    """How much the trail takes on, how long it waits and how long it keeps."""

    batch_entries_max: int = 500
    """Entries in one transaction."""
    entries_waiting_max: int = 10_000
    """Entries that wait to be written; reads beyond are refused, refused commands not noted."""
    answer_wait_s: float = 5.0
    """How long an answer waits for its entry before it is refused."""
    retry_delay_s: float = 0.5
    """How long the writer waits before it tries again what PostgreSQL did not take."""
    statement_timeout_s: float = 30.0
    persons_max: int = 1_000
    """Persons of one entry; an answer about more makes several."""
    repeated_after_s: float = 60.0
    """The same read by the same reader is told again after so long, not before."""
    repeats_known_max: int = 10_000
    """Reads that a process knows to be repeats."""
    retention_days: int = RETENTION_DAYS_DEFAULT
    """How long entries are kept."""
    prune_interval_s: float = 3_600.0
    prune_entries_max: int = 50_000
    """Entries dropped in one transaction."""

    def __post_init__(self) -> None:
        if not RETENTION_DAYS_MIN <= self.retention_days <= RETENTION_DAYS_MAX:
            message = f"limit retention_days: {RETENTION_DAYS_MIN}–{RETENTION_DAYS_MAX}"
            raise ValueError(message)
