"""Telling the asker what came of it (告知): how, when, and what proves it."""

from dataclasses import dataclass
from datetime import datetime

from five_steps.domain.feedback.improvement_state import InformChannel
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


@dataclass(frozen=True, slots=True)
class Told:
    """How and when the asker was told; `proof` is where the record of it is kept."""

    channel: InformChannel
    told_at: datetime
    proof: str

    def require_between(self, since: datetime, now: datetime) -> None:
        """Refuse to have told somebody what was not known yet, or is still to come."""
        checks.aware("toldAt", self.told_at)
        checks.not_before("toldAt", self.told_at, since)
        if self.told_at > now:
            raise Refusal(RefusalCode.TOO_LATE, "toldAt", allowed=now.isoformat())
