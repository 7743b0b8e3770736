"""A joint meeting (联席会议) of the centre with units that it invites."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.meetings import meeting_events as events
from five_steps.domain.meetings.parts.minutes import Minutes
from five_steps.domain.meetings.parts.preparation import Preparation, check_unit_count
from five_steps.domain.meetings.parts.session import Session


class JointMeeting(Preparation, Session, Minutes, Aggregate):
    """A meeting, from the invitation to the minutes; each part of it has a file in `parts`.

    The tasks that it gives out are aggregates of their own: they live on for months, and are the
    business of one unit each.
    """

    TOPIC = "joint_meeting"

    # Else the library would put classes of its own in the place of those that the parts trigger.
    Event = Aggregate.Event
    Created = events.Created
    UnitsInvited = events.UnitsInvited
    MatterPutOnAgenda = events.MatterPutOnAgenda
    MatterTakenOffAgenda = events.MatterTakenOffAgenda
    Postponed = events.Postponed
    Cancelled = events.Cancelled
    Held = events.Held
    AttendanceRecorded = events.AttendanceRecorded
    ReportGiven = events.ReportGiven
    MatterDecided = events.MatterDecided
    MatterDeferred = events.MatterDeferred
    MinutesDrafted = events.MinutesDrafted
    MinutesPublished = events.MinutesPublished

    @classmethod
    def convene(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        title: str,
        place: str,
        starts_at: datetime,
        unit_ids: Iterable[UUID],
        by: str,
    ) -> "JointMeeting":
        """Convene a meeting; there is no fixed rhythm, but it is never called for the past."""
        invited = list(dict.fromkeys(unit_ids))
        check_unit_count(len(invited))
        if checks.aware("startsAt", starts_at) < at:
            raise Refusal(RefusalCode.TOO_EARLY, "startsAt", allowed=at.isoformat())
        return cls._create(
            cls.Created,
            id=id,
            timestamp=at,
            title=checks.name("title", title),
            place=checks.name("place", place),
            starts_at=starts_at,
            unit_ids=invited,
            convened_by=by,
        )
