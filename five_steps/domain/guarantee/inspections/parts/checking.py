"""Carrying an inspection out, item by item (检查)."""

from datetime import datetime

from five_steps.domain.guarantee.inspections import inspection_events as events
from five_steps.domain.guarantee.inspections.inspection_state import (
    CheckResult,
    InspectionState,
    Severity,
)
from five_steps.domain.guarantee.inspections.parts.part import Part
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


class Checking(Part):
    """Each item passes, or is a finding of some severity."""

    def cancel(self, *, reason: str, by: str, at: datetime) -> None:
        """Call the inspection off before it is carried out."""
        self._require_state(InspectionState.PLANNED)
        self.trigger_event(
            events.Cancelled, timestamp=at, reason=checks.reason("reason", reason), cancelled_by=by
        )

    def check_item(
        self,
        number: int,
        *,
        passed: bool,
        severity: Severity | None,
        note: str,
        by: str,
        at: datetime,
    ) -> None:
        """Say what an item came to; a finding is described, and graver or less grave."""
        self._require_state(InspectionState.PLANNED)
        self._check(number)
        if passed is not (severity is None):
            raise Refusal(
                RefusalCode.INVALID, "severity", allowed="given for a finding, and only then"
            )
        self.trigger_event(
            events.ItemChecked,
            timestamp=at,
            number=number,
            result=(CheckResult.PASSED if passed else CheckResult.FINDING).value,
            severity=severity.value if severity else None,
            note=checks.text("note", note, chars_min=0 if passed else 1),
            checked_by=by,
        )

    def carry_out(self, *, summary: str, by: str, at: datetime) -> None:
        """Conclude the checks, once every item was looked at."""
        self._require_state(InspectionState.PLANNED)
        unchecked = sum(check.result is None for check in self.checks.values())
        if unchecked:
            self._refuse(f"{unchecked} unchecked items", "every item checked")
        self.trigger_event(
            events.CarriedOut,
            timestamp=at,
            findings=self.findings,
            summary=checks.text("summary", summary),
            carried_out_by=by,
        )
