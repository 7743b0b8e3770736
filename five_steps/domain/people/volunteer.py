"""A volunteer (志愿者): registration, approval, suspension, withdrawal."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate, text_list
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.category import Category
from five_steps.domain.people.guardianship import (
    GuardianConsentRecorded,
    GuardianConsentWithdrawn,
    Guardianship,
)

SKILLS_MAX = 20
SKILL_CHARS_MAX = 30


class VolunteerStatus(StrEnum):
    """Where a volunteer stands (志愿者状态)."""

    REGISTERED = "REGISTERED"
    """Registered, waiting for approval 待审核."""
    ACTIVE = "ACTIVE"
    """Approved 在册."""
    REJECTED = "REJECTED"
    """Not approved 未通过."""
    SUSPENDED = "SUSPENDED"
    """Suspended 暂停."""
    WITHDRAWN = "WITHDRAWN"
    """Withdrawn 退出."""


class Volunteer(Guardianship, Aggregate):
    """A volunteer belongs to a unit, which approves the registration."""

    TOPIC = "volunteer"

    # Else the library would put a class of its own in the place of those that the part triggers.
    Event = Aggregate.Event
    GuardianConsentRecorded = GuardianConsentRecorded
    GuardianConsentWithdrawn = GuardianConsentWithdrawn

    class Created(Aggregate.Created):
        """A person registered as a volunteer (注册).

        `personal` is the sealed name, phone, birth date and masked id number; `id_hash` is a keyed
        hash of the id document's number, good only for telling whether two are the same.
        """

        TOPIC = "volunteer.created"
        unit_id: UUID
        personal: str
        id_hash: str
        minor: bool
        guardian_consent: bool
        party_member: bool
        skills: list[str]
        categories: list[str]

        def apply(self, volunteer: "Volunteer") -> None:
            volunteer.unit_id = self.unit_id
            volunteer.personal = self.personal
            volunteer.minor = self.minor
            volunteer.guardian_consent = self.guardian_consent
            volunteer.party_member = self.party_member
            volunteer.skills = text_list(self.skills)
            volunteer.categories = text_list(self.categories)

    class Approved(Aggregate.Event):
        """The unit approved the registration (审核通过)."""

        TOPIC = "volunteer.approved"
        approved_by: str

        def apply(self, volunteer: "Volunteer") -> None:
            volunteer.status = VolunteerStatus.ACTIVE

    class Rejected(Aggregate.Event):
        """The unit did not approve the registration (审核不通过)."""

        TOPIC = "volunteer.rejected"
        rejected_by: str
        reason: str

        def apply(self, volunteer: "Volunteer") -> None:
            volunteer.status = VolunteerStatus.REJECTED

    class ProfileChanged(Aggregate.Event):
        """Personal data, skills or service categories changed (资料变更)."""

        TOPIC = "volunteer.profile_changed"
        personal: str
        party_member: bool
        skills: list[str]
        categories: list[str]

        def apply(self, volunteer: "Volunteer") -> None:
            volunteer.personal = self.personal
            volunteer.party_member = self.party_member
            volunteer.skills = text_list(self.skills)
            volunteer.categories = text_list(self.categories)

    class CameOfAge(Aggregate.Event):
        """A volunteer registered as a minor is 18 by now (成年)."""

        TOPIC = "volunteer.came_of_age"

        def apply(self, volunteer: "Volunteer") -> None:
            volunteer.minor = False

    class Transferred(Aggregate.Event):
        """The volunteer belongs to another unit from now on (转移)."""

        TOPIC = "volunteer.transferred"
        unit_id: UUID
        reason: str

        def apply(self, volunteer: "Volunteer") -> None:
            volunteer.unit_id = self.unit_id

    class Suspended(Aggregate.Event):
        """The volunteer was suspended (暂停)."""

        TOPIC = "volunteer.suspended"
        reason: str

        def apply(self, volunteer: "Volunteer") -> None:
            volunteer.status = VolunteerStatus.SUSPENDED

    class Resumed(Aggregate.Event):
        """The suspension ended (恢复)."""

        TOPIC = "volunteer.resumed"

        def apply(self, volunteer: "Volunteer") -> None:
            volunteer.status = VolunteerStatus.ACTIVE

    class Withdrawn(Aggregate.Event):
        """The volunteer withdrew (退出)."""

        TOPIC = "volunteer.withdrawn"
        reason: str

        def apply(self, volunteer: "Volunteer") -> None:
            volunteer.status = VolunteerStatus.WITHDRAWN

    def __init__(self) -> None:
        super().__init__()
        self.unit_id: UUID
        self.personal = ""
        self.status = VolunteerStatus.REGISTERED
        self.party_member = False
        self.skills: tuple[str, ...] = ()
        self.categories: tuple[str, ...] = ()

    @classmethod
    def register(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        unit_id: UUID,
        personal: str,
        id_hash: str,
        minor: bool,
        guardian_consent: bool,
        party_member: bool,
        skills: Sequence[str],
        categories: Sequence[Category],
    ) -> "Volunteer":
        """Register; a minor needs the guardian's consent (浙江省志愿服务条例, art. 9)."""
        if minor and not guardian_consent:
            raise Refusal(
                RefusalCode.NOT_ELIGIBLE, "guardianConsent", allowed="consent for a person under 18"
            )
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            unit_id=unit_id,
            personal=personal,
            id_hash=id_hash,
            minor=minor,
            guardian_consent=guardian_consent,
            party_member=party_member,
            skills=checked_skills("skills", skills),
            categories=_checked_categories(categories),
        )

    def approve(self, *, by: str, at: datetime) -> None:
        """Approve the registration; nobody approves their own."""
        checks.in_state("volunteerId", self.status, VolunteerStatus.REGISTERED)
        self._not_by_self(by)
        self.trigger_event(self.Approved, timestamp=at, approved_by=by)

    def reject(self, *, by: str, reason: str, at: datetime) -> None:
        """Do not approve the registration."""
        checks.in_state("volunteerId", self.status, VolunteerStatus.REGISTERED)
        self._not_by_self(by)
        self.trigger_event(
            self.Rejected, timestamp=at, rejected_by=by, reason=checks.reason("reason", reason)
        )

    def change_profile(
        self,
        *,
        personal: str,
        party_member: bool,
        skills: Sequence[str],
        categories: Sequence[Category],
        at: datetime,
    ) -> None:
        """Change personal data, skills or categories."""
        checks.in_state(
            "volunteerId", self.status, VolunteerStatus.REGISTERED, VolunteerStatus.ACTIVE
        )
        self.trigger_event(
            self.ProfileChanged,
            timestamp=at,
            personal=personal,
            party_member=party_member,
            skills=checked_skills("skills", skills),
            categories=_checked_categories(categories),
        )

    def come_of_age(self, *, at: datetime) -> None:
        """Count as an adult from now on; the birth date itself is sealed from the domain."""
        if not self.minor:
            raise Refusal(RefusalCode.WRONG_STATE, "volunteerId", actual="ADULT", allowed="MINOR")
        self.trigger_event(self.CameOfAge, timestamp=at)

    def transfer(self, unit_id: UUID, *, reason: str, at: datetime) -> None:
        """Move to another unit."""
        checks.in_state(
            "volunteerId", self.status, VolunteerStatus.ACTIVE, VolunteerStatus.SUSPENDED
        )
        if unit_id == self.unit_id:
            raise Refusal(RefusalCode.INVALID, "unitId", allowed="another unit than now")
        self.trigger_event(
            self.Transferred,
            timestamp=at,
            unit_id=unit_id,
            reason=checks.reason("reason", reason),
        )

    def suspend(self, *, reason: str, at: datetime) -> None:
        """Suspend: no new duties until resumed."""
        self.require_active()
        self.trigger_event(self.Suspended, timestamp=at, reason=checks.reason("reason", reason))

    def resume(self, *, at: datetime) -> None:
        """End the suspension."""
        checks.in_state("volunteerId", self.status, VolunteerStatus.SUSPENDED)
        self.trigger_event(self.Resumed, timestamp=at)

    def withdraw(self, *, reason: str, at: datetime) -> None:
        """Withdraw; hours and points stay on record."""
        checks.in_state(
            "volunteerId",
            self.status,
            VolunteerStatus.REGISTERED,
            VolunteerStatus.ACTIVE,
            VolunteerStatus.SUSPENDED,
        )
        self.trigger_event(self.Withdrawn, timestamp=at, reason=checks.reason("reason", reason))

    def require_active(self) -> None:
        """Refuse unless the volunteer is approved and not suspended."""
        checks.in_state("volunteerId", self.status, VolunteerStatus.ACTIVE)

    def require_fit(self, category: Category, skills: Sequence[str], *, hazardous: bool) -> None:
        """Refuse unless category, skills and age fit the order."""
        self.require_active()
        self.require_consent()
        if category not in self.categories:
            raise Refusal(RefusalCode.NOT_ELIGIBLE, "volunteerId", allowed=f"category {category}")
        missing = [skill for skill in skills if skill not in self.skills]
        if missing:
            raise Refusal(
                RefusalCode.NOT_ELIGIBLE, "volunteerId", allowed=f"skills {', '.join(missing)}"
            )
        if hazardous and self.minor:
            raise Refusal(RefusalCode.NOT_ELIGIBLE, "volunteerId", allowed="adults only")

    def _not_by_self(self, by: str) -> None:
        if by == str(self.id):
            raise Refusal(RefusalCode.SELF_VERIFICATION, "volunteerId")


def checked_skills(field: str, skills: Sequence[str]) -> list[str]:
    """At most 20 different skills of 1–30 characters, in the order given."""
    if len(skills) > SKILLS_MAX:
        raise Refusal(RefusalCode.INVALID, field, allowed=f"at most {SKILLS_MAX} entries")
    return list(
        dict.fromkeys(checks.text(field, skill, chars_max=SKILL_CHARS_MAX) for skill in skills)
    )


def _checked_categories(categories: Sequence[Category]) -> list[str]:
    if not categories:
        raise Refusal(RefusalCode.INVALID, "categories", allowed="at least one category")
    return list(dict.fromkeys(category.value for category in categories))
