"""The store's limits, each named with its unit and checked once at start."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much the store takes on, and how long it waits."""

    batch_events_max: int = 1_000
    """Events in one transaction; also the most that one command may append."""
    commands_waiting_max: int = 4_096
    """Commands that wait for an answer; more have to wait before they are taken on."""
    linger_ms: float = 0.0
    """How long a batch waits for company. While one batch commits the next gathers by itself, so
    waiting only adds latency: 0 measured best at 1, 64 and 512 concurrent commands."""
    statement_timeout_s: float = 30.0
    """A statement of the writer that takes longer is given up and its connection dropped."""
    unavailable_after_s: float = 15.0
    """How long a command waits for PostgreSQL to come back before it is told so."""
    reconnect_delay_min_ms: float = 20.0
    reconnect_delay_max_ms: float = 1_000.0
    feed_poll_interval_ms: float = 1_000.0
    """How often followers look even when nobody woke them."""
    notify_interval_ms: float = 5.0
    """At most one NOTIFY in this time, however many commits."""
    aggregates_cached_max: int = 10_000
    keys_cached_max: int = 10_000
    key_cache_ttl_s: float = 60.0
    """How long another process may still open what was erased here."""
    snapshot_every_events: int = 100
    snapshots_waiting_max: int = 1_000
    """Snapshots wait to be written in the background; beyond this they are skipped."""
    attempts_max: int = 12
    """How often a command is decided before a version conflict is let out."""
    pool_connections_min: int = 1
    pool_connections_max: int = 10

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            floor = 0 if field.name in {"linger_ms", "notify_interval_ms"} else 1e-9
            if value < floor:
                message = f"limit {field.name} must be positive, not {value}"
                raise ValueError(message)
        if self.pool_connections_min > self.pool_connections_max:
            message = "limit pool_connections_min is above pool_connections_max"
            raise ValueError(message)
