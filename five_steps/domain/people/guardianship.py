"""A minor volunteer's guardian (监护人), whose consent is asked for and may be taken back."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

if TYPE_CHECKING:
    from eventsourcing.domain import CanMutateAggregate

    from five_steps.domain.people.volunteer import Volunteer


class GuardianConsentRecorded(Aggregate.Event):
    """The guardian consented (监护人同意): `guardian` seals name, telephone and relation."""

    TOPIC = "volunteer.guardian_consent_recorded"
    guardian: str
    recorded_by: str

    def apply(self, volunteer: "Volunteer") -> None:
        volunteer.guardian_consent = True


class GuardianConsentWithdrawn(Aggregate.Event):
    """The guardian does not consent any more (监护人撤回同意); `reason` is sealed."""

    TOPIC = "volunteer.guardian_consent_withdrawn"
    reason: str
    recorded_by: str

    def apply(self, volunteer: "Volunteer") -> None:
        volunteer.guardian_consent = False


class Guardianship:
    """Nobody under 18 serves without their guardian's consent (浙江省志愿服务条例, art. 9)."""

    if TYPE_CHECKING:

        def trigger_event(self, event_class: type[CanMutateAggregate[UUID]], **kwargs: Any) -> None:
            """The library's, which the volunteer inherits beside this."""

    def __init__(self) -> None:
        self.minor = False
        self.guardian_consent = False

    def record_guardian_consent(self, *, guardian: str, by: str, at: datetime) -> None:
        """Note that the guardian consents, for the first time or again; `guardian` comes sealed."""
        self._require_minor()
        self.trigger_event(GuardianConsentRecorded, timestamp=at, guardian=guardian, recorded_by=by)

    def withdraw_guardian_consent(self, *, reason: str, by: str, at: datetime) -> None:
        """Note that the guardian does not consent any more; `reason` comes sealed."""
        self._require_minor()
        if not self.guardian_consent:
            raise Refusal(RefusalCode.DUPLICATE, "volunteerId")
        self.trigger_event(GuardianConsentWithdrawn, timestamp=at, reason=reason, recorded_by=by)

    def require_consent(self) -> None:
        """Refuse a minor to whose service no guardian consents."""
        if self.minor and not self.guardian_consent:
            raise Refusal(
                RefusalCode.NOT_ELIGIBLE, "volunteerId", allowed="with a guardian's consent"
            )

    def _require_minor(self) -> None:
        if not self.minor:
            raise Refusal(RefusalCode.WRONG_STATE, "volunteerId", actual="ADULT", allowed="MINOR")
