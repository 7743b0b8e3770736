"""Before a meeting: who is invited, what is on the agenda, when it is (会前)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.meetings import meeting_events as events
from five_steps.domain.meetings.meeting_state import MeetingState
from five_steps.domain.meetings.parts.part import Part

UNITS_MAX = 300
MATTERS_MAX = 50


class Preparation(Part):
    """Units are invited and matters put on the agenda until the meeting is held."""

    def invite(self, unit_ids: Iterable[UUID], *, at: datetime) -> None:
        """Invite more units; those invited already stay so."""
        self._require_state(MeetingState.CONVENED)
        more = [unit_id for unit_id in dict.fromkeys(unit_ids) if unit_id not in self.unit_ids]
        check_unit_count(len(self.unit_ids) + len(more))
        if more:
            self.trigger_event(events.UnitsInvited, timestamp=at, unit_ids=more)

    def put_on_agenda(
        self,
        matter_id: UUID,
        *,
        title: str,
        background: str,
        raised_by_unit_id: UUID | None,
        at: datetime,
    ) -> None:
        """Put a matter on the agenda; an urgent one while the meeting is held."""
        self._require_state(MeetingState.CONVENED, MeetingState.HELD)
        if len(self.matters) >= MATTERS_MAX:
            raise Refusal(RefusalCode.LIMIT_REACHED, "meetingId", allowed=MATTERS_MAX)
        self.trigger_event(
            events.MatterPutOnAgenda,
            timestamp=at,
            matter_id=matter_id,
            title=checks.name("title", title),
            background=checks.text("background", background, chars_min=0),
            raised_by_unit_id=raised_by_unit_id,
        )

    def take_off_agenda(self, matter_id: UUID, *, reason: str, at: datetime) -> None:
        """Take a matter off before the meeting."""
        self._require_state(MeetingState.CONVENED)
        self.matter(matter_id)
        self.trigger_event(
            events.MatterTakenOffAgenda,
            timestamp=at,
            matter_id=matter_id,
            reason=checks.reason("reason", reason),
        )

    def postpone(self, starts_at: datetime, *, reason: str, at: datetime) -> None:
        """Move the meeting to a later time that is still to come."""
        self._require_state(MeetingState.CONVENED)
        earliest = max(at, self.starts_at)
        if checks.aware("startsAt", starts_at) <= earliest:
            raise Refusal(RefusalCode.TOO_EARLY, "startsAt", allowed=earliest.isoformat())
        self.trigger_event(
            events.Postponed,
            timestamp=at,
            starts_at=starts_at,
            reason=checks.reason("reason", reason),
        )

    def cancel(self, *, reason: str, by: str, at: datetime) -> None:
        """Call the meeting off."""
        self._require_state(MeetingState.CONVENED)
        self.trigger_event(
            events.Cancelled, timestamp=at, reason=checks.reason("reason", reason), cancelled_by=by
        )


def check_unit_count(count: int) -> None:
    """Refuse a meeting of nobody, or of more units than there is room for."""
    checks.whole("unitIds", count, least=1, most=UNITS_MAX)
