"""What the inputs of commands about activities begin with."""

from typing import TypedDict
from uuid import UUID

import strawberry

from five_steps.domain.activities.places import ParticipantKind
from five_steps.graphql_api.kernel.global_id import local_id, read_global_id
from five_steps.graphql_api.kernel.mutation import CommandInput

_KINDS = {"Resident": ParticipantKind.RESIDENT, "Volunteer": ParticipantKind.VOLUNTEER}


class Participant(TypedDict):
    """Who takes part, as commands name them."""

    participant_id: UUID
    participant_kind: ParticipantKind


def read_participant(text: str) -> Participant:
    """Who a global id names: a resident or a volunteer."""
    participant_id = local_id("participantId", text, *_KINDS)
    named = read_global_id(text)
    assert named is not None
    return {"participant_id": participant_id, "participant_kind": _KINDS[named[0]]}


@strawberry.input(description="A command about an activity.")
class ActivityInput(CommandInput):
    """A command about an activity."""

    activity_id: strawberry.ID = strawberry.field(description="The activity 活动.")

    @property
    def activity(self) -> UUID:
        """The activity's own id."""
        return local_id("activityId", self.activity_id, "Activity")


@strawberry.input(description="A command about somebody's part in an activity.")
class ParticipantInput(ActivityInput):
    """A command about somebody's part in an activity."""

    participant_id: strawberry.ID = strawberry.field(
        description="The resident or volunteer who takes part 参加人."
    )

    @property
    def participant(self) -> Participant:
        """Who takes part."""
        return read_participant(self.participant_id)


@strawberry.input(description="A command about a volunteer's duty at an activity.")
class DutyInput(ActivityInput):
    """A command about a volunteer's duty at an activity."""

    volunteer_id: strawberry.ID = strawberry.field(description="The volunteer 志愿者.")

    @property
    def volunteer(self) -> UUID:
        """The volunteer's own id."""
        return local_id("volunteerId", self.volunteer_id, "Volunteer")
