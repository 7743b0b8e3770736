"""At a meeting: who came, what was reported, discussed and decided (会中)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.meetings import meeting_events as events
from five_steps.domain.meetings.meeting_state import MatterState, MeetingAttendance, MeetingState
from five_steps.domain.meetings.parts.part import Part

HEADCOUNT_MAX = 100
REPORTS_MAX = 300
MEASURES_MAX = 20


class Session(Part):
    """What is settled at a meeting stays so; a correction is a matter of another meeting."""

    def hold(self, *, by: str, at: datetime) -> None:
        """Record that the meeting is held, from its start on."""
        self._require_state(MeetingState.CONVENED)
        checks.not_before("meetingId", at, self.starts_at)
        self.trigger_event(events.Held, timestamp=at, recorded_by=by)

    def record_attendance(
        self, unit_id: UUID, *, attendance: MeetingAttendance, headcount: int, at: datetime
    ) -> None:
        """Record how an invited unit was there; somebody came or nobody did."""
        self._require_state(MeetingState.HELD)
        self._require_invited(unit_id)
        came = attendance in (MeetingAttendance.PRESENT, MeetingAttendance.DELEGATED)
        least, most = (1, HEADCOUNT_MAX) if came else (0, 0)
        self.trigger_event(
            events.AttendanceRecorded,
            timestamp=at,
            unit_id=unit_id,
            attendance=attendance.value,
            headcount=checks.whole("headcount", headcount, least=least, most=most),
        )

    def give_report(
        self, report_id: UUID, *, unit_id: UUID, title: str, text: str, by: str, at: datetime
    ) -> None:
        """Report for an invited unit, ahead of the meeting or at it."""
        self._require_state(MeetingState.CONVENED, MeetingState.HELD)
        self._require_invited(unit_id)
        if self.report_count >= REPORTS_MAX:
            raise Refusal(RefusalCode.LIMIT_REACHED, "meetingId", allowed=REPORTS_MAX)
        self.trigger_event(
            events.ReportGiven,
            timestamp=at,
            report_id=report_id,
            unit_id=unit_id,
            title=checks.name("title", title),
            text=checks.text("text", text),
            given_by=by,
        )

    def decide_matter(
        self,
        matter_id: UUID,
        *,
        discussion: str,
        decision: str,
        measures: Sequence[str],
        at: datetime,
    ) -> None:
        """Decide a matter, with the measures to take."""
        self._require_under_discussion(matter_id)
        checks.whole("measures", len(measures), least=0, most=MEASURES_MAX)
        self.trigger_event(
            events.MatterDecided,
            timestamp=at,
            matter_id=matter_id,
            discussion=checks.text("discussion", discussion, chars_min=0),
            decision=checks.text("decision", decision),
            measures=[checks.reason("measures", measure) for measure in measures],
        )

    def defer_matter(self, matter_id: UUID, *, discussion: str, reason: str, at: datetime) -> None:
        """Put a matter off to a later meeting."""
        self._require_under_discussion(matter_id)
        self.trigger_event(
            events.MatterDeferred,
            timestamp=at,
            matter_id=matter_id,
            discussion=checks.text("discussion", discussion, chars_min=0),
            reason=checks.reason("reason", reason),
        )

    def _require_under_discussion(self, matter_id: UUID) -> None:
        self._require_state(MeetingState.HELD)
        checks.in_state("matterId", self.matter(matter_id).state, MatterState.OPEN)
