"""Activities of the small district, and who takes part in them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from five_steps.commands.activities.activity_attendance import (
    CheckInParticipant,
    RecordActivityHeld,
)
from five_steps.commands.activities.activity_planning import CreateActivity
from five_steps.commands.activities.duty import CheckInDuty, CheckOutDuty, JoinDuty
from five_steps.commands.activities.duty_hours import SubmitDutyHours
from five_steps.commands.activities.sign_up import SignUpForActivity
from five_steps.commands.people.residents import RegisterResident
from five_steps.domain.activities.activity import Activity
from five_steps.domain.activities.course import Course
from five_steps.domain.activities.duty_roster import DutyRoster, duty_roster_id
from five_steps.domain.activities.line import ActivityLine, SubForm
from five_steps.domain.activities.places import ParticipantKind
from five_steps.domain.ordering.category import Category

if TYPE_CHECKING:
    from tests.commands.district import District

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HASH = "ab" * 32
RESIDENT, VOLUNTEER = ParticipantKind.RESIDENT, ParticipantKind.VOLUNTEER


class Activities:
    """Gives commands about activities of the district's station."""

    def __init__(self, district: District) -> None:
        self.district = district

    def plan(self, **changes: Any) -> dict[str, Any]:
        """What is planned: two hours, two days from now, for two people and two on duty."""
        now = self.district.now
        fields = {
            "unit_id": self.district.station,
            "line": ActivityLine.CULTURE_SPORTS,
            "sub_form": SubForm.VILLAGE_GALA,
            "title": "我们的村晚",
            "capacity": 2,
            "duty_headcount": 2,
            "duty_category": Category.CULTURE,
            "starts_at": now + 2 * DAY,
            "ends_at": now + 2 * DAY + 2 * HOUR,
        }
        return {**fields, **changes}

    async def published(self, **changes: Any) -> UUID:
        command = CreateActivity(**self.plan(**{"publish": True, **changes}))
        return await self.district.give(command, self.district.admin)

    async def resident(self) -> UUID:
        """A registered resident of the station."""
        resident = uuid4()
        self.district.resident, known = resident, self.district.resident
        command = RegisterResident(
            unit_id=self.district.station, name="林阿公", phone="13800000001"
        )
        await self.district.give(command, self.district.as_resident)
        self.district.resident = known
        return resident

    async def sign_up(self, activity_id: UUID, resident_id: UUID) -> UUID:
        """Sign a resident up, as staff whom they have called."""
        command = SignUpForActivity(
            activity_id=activity_id, participant_id=resident_id, participant_kind=RESIDENT
        )
        return await self.district.give(command, self.district.dispatcher)

    async def check_in(self, activity_id: UUID, *resident_ids: UUID) -> None:
        """Check residents in when it begins."""
        self.district.now = (await self.get(activity_id)).starts_at
        for resident_id in resident_ids:
            command = CheckInParticipant(
                activity_id=activity_id, participant_id=resident_id, participant_kind=RESIDENT
            )
            await self.district.give(command, self.district.dispatcher)

    async def held(self, activity_id: UUID, *resident_ids: UUID) -> None:
        """Check residents in and record that it was held, when it ends."""
        await self.check_in(activity_id, *resident_ids)
        self.district.now = (await self.get(activity_id)).ends_at
        command = RecordActivityHeld(activity_id=activity_id, attendance=max(len(resident_ids), 1))
        await self.district.give(command, self.district.dispatcher)

    async def join(self, activity_id: UUID, volunteer_id: UUID) -> UUID:
        command = JoinDuty(activity_id=activity_id, volunteer_id=volunteer_id)
        return await self.district.give(command, self.district.as_volunteer(volunteer_id))

    async def on_duty(self, activity_id: UUID, volunteer_id: UUID) -> None:
        """Join and come on duty, with staff checking in."""
        await self.join(activity_id, volunteer_id)
        self.district.now = (await self.get(activity_id)).starts_at
        command = CheckInDuty(activity_id=activity_id, volunteer_id=volunteer_id)
        await self.district.give(command, self.district.dispatcher)

    async def go_off(self, activity_id: UUID, volunteer_id: UUID) -> None:
        """Go off duty when it ends, with staff checking out."""
        self.district.now = (await self.get(activity_id)).ends_at
        left = CheckOutDuty(activity_id=activity_id, volunteer_id=volunteer_id, evidence_hash=HASH)
        await self.district.give(left, self.district.dispatcher)

    async def served(self, activity_id: UUID, volunteer_id: UUID) -> UUID:
        """Be on duty from start to end, with hours submitted; returns the record."""
        await self.on_duty(activity_id, volunteer_id)
        await self.go_off(activity_id, volunteer_id)
        submitted = SubmitDutyHours(activity_id=activity_id, volunteer_id=volunteer_id)
        return await self.district.give(submitted, self.district.as_volunteer(volunteer_id))

    async def get(self, activity_id: UUID) -> Activity:
        return await self.district.store.repository.get(Activity, activity_id, fresh=True)

    async def roster(self, activity_id: UUID) -> DutyRoster:
        return await self.district.store.repository.get(
            DutyRoster, duty_roster_id(activity_id), fresh=True
        )

    async def course(self, course_id: UUID) -> Course:
        return await self.district.store.repository.get(Course, course_id, fresh=True)
