"""Who came to an activity, that it was held, and what shows it (签到与举办)."""

from dataclasses import dataclass
from uuid import UUID

from five_steps.commands.activities.parties import (
    activity_of_staff,
    require_own_or_staff,
    require_participant,
)
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.evidence import evidence_hash
from five_steps.commands.kernel.presence import method_of
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.activities.activity import Activity
from five_steps.domain.activities.course import Course
from five_steps.domain.activities.places import ParticipantKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInParticipant(Command):
    """Check in somebody who has a place (活动签到): by the activity's code, staff without it."""

    activity_id: UUID
    participant_id: UUID
    participant_kind: ParticipantKind
    code: str | None = None


@handles(CheckInParticipant)
async def check_in_participant(c: Context, command: CheckInParticipant) -> UUID:
    """Check a participant in; a session of a course is for who is enrolled in the course."""
    activity = await c.get(Activity, command.activity_id, "activityId")
    await require_own_or_staff(c, command.participant_id, activity.unit_id, "activityId")
    await require_participant(c, command.participant_id, command.participant_kind)
    if activity.course_id is not None:
        course = await c.get(Course, activity.course_id, "activityId")
        course.places.require_place(command.participant_id)
    activity.check_in(
        command.participant_id,
        command.participant_kind,
        method=await method_of(c, activity.id, command.code),
        rules=await c.service_rules(),
        at=c.now,
    )
    return activity.id


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordActivityHeld(Command):
    """Record that an activity was held, and how many came (登记举办).

    `attendance` counts everybody, checked in or not; `evidence_hashes` are the SHA-256, in
    hexadecimal, of photos kept elsewhere.
    """

    activity_id: UUID
    attendance: int
    evidence_hashes: tuple[str, ...] = ()


@handles(RecordActivityHeld)
async def record_activity_held(c: Context, command: RecordActivityHeld) -> UUID:
    """Record that an activity was held."""
    activity = await activity_of_staff(c, command.activity_id)
    activity.record_held(
        command.attendance,
        _hashes(command.evidence_hashes),
        by=c.actor.subject,
        at=c.now,
    )
    return activity.id


@dataclass(frozen=True, slots=True, kw_only=True)
class AddActivityEvidence(Command):
    """Add photos, by their SHA-256, to an activity that was held (补充佐证)."""

    activity_id: UUID
    evidence_hashes: tuple[str, ...]


@handles(AddActivityEvidence)
async def add_activity_evidence(c: Context, command: AddActivityEvidence) -> UUID:
    """Add evidence."""
    activity = await activity_of_staff(c, command.activity_id)
    activity.add_evidence(_hashes(command.evidence_hashes), by=c.actor.subject, at=c.now)
    return activity.id


def _hashes(given: tuple[str, ...]) -> list[str]:
    return [evidence_hash("evidenceHashes", value) for value in given]
