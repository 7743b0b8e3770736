"""What a verification found, all of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from five_steps.access_trail.verify import TrailReport
from five_steps.event_store import LogReport
from five_steps.operations.verifying.identities import Unbalanced
from five_steps.projections.kernel.verify import Mismatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a verification found.

    Attributes:
        verified_at: When it began.
        log: Chain, heads, tree, commands and streams.
        trail: The access trail's chain.
        seconds: How long each part took.
        months: Events recorded in each month, such as `2026-11`, district time.
        unbalanced: Books that do not balance.
        views_position: Up to which event all views show the log; so far they were compared.
        mismatches: Tables of views that are not what the log says.
        obstacle: Why the views could not be compared at all.
    """

    verified_at: datetime
    log: LogReport
    trail: TrailReport
    seconds: dict[str, float]
    months: Sequence[tuple[str, int]] = ()
    unbalanced: Sequence[Unbalanced] = ()
    views_position: int = 0
    mismatches: Sequence[Mismatch] = ()
    obstacle: str | None = "the log cannot be read"

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return (
            self.log.holds
            and self.trail.holds
            and not self.unbalanced
            and not self.mismatches
            and self.obstacle is None
        )
