"""The limits of pasts, each named with its unit."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLimits:
    """How many pasts are kept, how large they may be, and how long anybody waits for one."""

    pasts_kept_max: int = 5
    """Positions whose tables are kept; those used longest ago go first."""
    pasts_bytes_max: int = 10 * 2**30
    """Bytes of all tables kept; the one made last is kept however large it is."""
    past_wait_s: float = 4.0
    """Seconds a request waits for a past; then it is told to come again, and building goes on."""
    narrow_events_max: int = 20_000
    """Events folded in memory for a question about one object; beyond, the whole past is made."""
    tell_interval_s: float = 0.5
    """How often a build tells how far it is, and looks whether it is still wanted."""
    used_interval_s: float = 10.0
    """How often it is noted down that a past was used."""

    def __post_init__(self) -> None:
        for field in fields(self):
            if getattr(self, field.name) <= 0:
                message = f"limit {field.name} must be positive"
                raise ValueError(message)
