"""The limits of folding, each named with its unit."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewLimits:
    """How much is folded at once, how much is kept, and how long anybody waits."""

    live_batch_events_max: int = 2_000
    """Events in one transaction of the live views."""
    build_batch_positions: int = 4_000
    """Positions of the log that a rebuild reads at once."""
    build_rows_unwritten_max: int = 50_000
    """Changed rows that a rebuild gathers before it writes them, in one transaction."""
    build_rows_bytes_max: int = 128_000_000
    """Memory that rows may take before a rebuild writes them, whether they changed or not."""
    cached_rows_bytes_max: int = 64_000_000
    """Memory that the rows of all tables folded together may take between batches."""
    catch_up_events_min: int = 50_000
    """An empty view that is further behind than this is built beside instead of caught up live."""
    poll_interval_ms: float = 500.0
    """How often the log is looked at even when nobody woke us."""
    leader_retry_ms: float = 500.0
    """How often a process that stands by tries to lead, and how long it waits after an error."""
    standby_poll_ms: float = 20.0
    """How often a process that does not lead looks at the positions while somebody waits."""
    lock_timeout_ms: int = 2_000
    """How long a swap waits for running queries; then it lets them pass and tries again."""

    def __post_init__(self) -> None:
        for field in fields(self):
            if getattr(self, field.name) <= 0:
                message = f"limit {field.name} must be positive"
                raise ValueError(message)
