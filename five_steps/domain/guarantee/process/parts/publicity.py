"""The publicity (公示): anybody may object, and each objection is decided."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from five_steps.domain.guarantee.indicators import Indicator
from five_steps.domain.guarantee.process import assessment_events as events
from five_steps.domain.guarantee.process.parts.part import FIELD, Part, checked_points
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.objection import objection_of, require_first_by
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

OBJECTIONS_MAX = 500
"""More would be a campaign, and the stream of a year without an end."""


class Publicity(Part):
    """Announced for as long as the rules say."""

    def object_to(
        self, objection_id: UUID, *, sealed_for: UUID, reason: str, by: str, at: datetime
    ) -> None:
        """Object to it while it is announced, once a person; `reason` comes sealed."""
        ends_at = self._announced_until()
        checks.before(FIELD, at, ends_at)
        require_first_by(self.objections, by, FIELD)
        if len(self.objections) >= OBJECTIONS_MAX:
            raise Refusal(RefusalCode.LIMIT_REACHED, FIELD, allowed=OBJECTIONS_MAX)
        self.trigger_event(
            events.ObjectionRaised,
            timestamp=at,
            objection_id=objection_id,
            sealed_for=sealed_for,
            reason=reason,
            raised_by=by,
        )

    def decide_objection(
        self,
        objection_id: UUID,
        *,
        upheld: bool,
        reason: str,
        indicator: Indicator | None,
        points: Decimal | None,
        by: str,
        at: datetime,
    ) -> None:
        """Decide an objection; only one that is upheld changes an indicator's points."""
        objection = objection_of(self.objections, objection_id)
        self._announced_until()
        objection.require_open()
        self._require_impartial(by)
        objection.require_other(by)
        if not upheld == (indicator is not None) == (points is not None):
            raise Refusal(
                RefusalCode.INVALID, "indicator", allowed="with points if upheld, and only then"
            )
        self.trigger_event(
            events.ObjectionDecided,
            timestamp=at,
            objection_id=objection_id,
            upheld=upheld,
            reason=checks.reason("reason", reason),
            indicator=indicator.value if indicator else None,
            points=None if points is None else checked_points(points),
            decided_by=by,
        )
