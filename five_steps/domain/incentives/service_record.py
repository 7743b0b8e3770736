"""A service record (服务记录): one volunteer's time on one service."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from five_steps.domain.kernel.district_time import Window


class RecordState(StrEnum):
    """Where a service record stands (记录状态)."""

    SUBMITTED = "SUBMITTED"
    """Waiting for verification 待审核."""
    VERIFIED = "VERIFIED"
    """Verified: counts 已审核."""
    REJECTED = "REJECTED"
    """Not accepted 未通过."""
    FROZEN = "FROZEN"
    """Verified, but frozen by a dispute 冻结."""


class RecordKind(StrEnum):
    """How the hours came about (时长来源)."""

    CREDITED = "CREDITED"
    """From a live check-in and check-out 系统签到."""
    BACK_ENTERED = "BACK_ENTERED"
    """Entered later by staff, with reason, evidence and a second person 补录."""
    IMPORTED = "IMPORTED"
    """From a historical roster 历史导入."""


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """A record in a volunteer's service book. `minutes` is what was verified, else submitted."""

    record_id: UUID
    order_id: UUID | None
    unit_id: UUID
    kind: RecordKind
    state: RecordState
    window: Window
    minutes: int
    submitted_by: str
    score: int | None = None
    activity_id: UUID | None = None

    @property
    def counts(self) -> bool:
        """Whether the minutes take up the volunteer's day."""
        return self.state in (RecordState.VERIFIED, RecordState.FROZEN)

    @property
    def annulled(self) -> bool:
        """Whether a correction or decision has left nothing of it.

        Then it is as if the service had not been: the window is free for another record, and the
        requester's score does not count. The record itself stays, and a correction upwards brings
        all of it back.
        """
        return self.counts and self.minutes == 0

    @property
    def takes_window(self) -> bool:
        """Whether no other record may overlap its window."""
        return self.state is not RecordState.REJECTED and not self.annulled

    @property
    def counting_minutes(self) -> int:
        """The minutes as far as they count towards the volunteer's sum."""
        return self.minutes if self.state is RecordState.VERIFIED else 0

    @property
    def counting_score(self) -> int | None:
        """The requester's score as far as it counts towards the volunteer's mean."""
        return None if self.annulled else self.score

    @property
    def spent(self) -> Window:
        """The part of the window that the minutes fill, from its start."""
        return Window(self.window.start, self.window.start + timedelta(minutes=self.minutes))
