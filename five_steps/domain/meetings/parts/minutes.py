"""After a meeting: its minutes, drafted, published, and corrected by a later version (会后)."""

from datetime import datetime

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.meetings import meeting_events as events
from five_steps.domain.meetings.meeting_state import MatterState, MeetingState
from five_steps.domain.meetings.minutes_hash import minutes_hash
from five_steps.domain.meetings.parts.part import Part


class Minutes(Part):
    """A published version is never changed: what was wrong in it is put right by the next one."""

    def draft_minutes(self, text: str, *, by: str, at: datetime) -> None:
        """Draft the minutes, or a correction of those that are out."""
        self._require_state(MeetingState.HELD, MeetingState.PUBLISHED)
        self.trigger_event(
            events.MinutesDrafted,
            timestamp=at,
            text=checks.text("text", text),
            drafted_by=by,
        )

    def publish_minutes(self, *, reason: str, by: str, at: datetime) -> None:
        """Publish what was drafted; a version after the first says why there is one."""
        self._require_state(MeetingState.HELD, MeetingState.PUBLISHED)
        self._require_complete()
        again = self.state is MeetingState.PUBLISHED
        chars_min, chars_max = (1, checks.REASON_CHARS_MAX) if again else (0, 0)
        version = self.minutes_version + 1
        self.trigger_event(
            events.MinutesPublished,
            timestamp=at,
            version=version,
            text=self.draft,
            sha256=minutes_hash(
                meeting_id=self.id,
                version=version,
                presences=self.presences,
                matters=self.matters,
                text=self.draft,
            ),
            reason=checks.text("reason", reason, chars_min=chars_min, chars_max=chars_max),
            published_by=by,
        )

    def _require_complete(self) -> None:
        open_matters = sum(m.state is MatterState.OPEN for m in self.matters.values())
        unrecorded = len(self.unit_ids) - len(self.presences)
        if not self.draft:
            self._refuse("no draft", "minutes drafted")
        if open_matters:
            self._refuse(f"{open_matters} open matters", "every matter decided or deferred")
        if unrecorded:
            self._refuse(f"{unrecorded} units without a record", "attendance of every unit")

    def _refuse(self, actual: str, allowed: str) -> None:
        raise Refusal(RefusalCode.WRONG_STATE, "meetingId", actual=actual, allowed=allowed)
