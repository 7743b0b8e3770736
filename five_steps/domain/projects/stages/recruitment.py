"""Recruitment 招募: volunteers join of themselves, up to the headcount."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.projects import project_events as events
from five_steps.domain.projects.plan import recruitment
from five_steps.domain.projects.project_state import ProjectStage
from five_steps.domain.projects.stages.stage import Stage


class RecruitmentStage(Stage):
    """Who takes part in a round."""

    def open_recruitment(
        self, *, volunteers_min: int, volunteers_max: int, by: str, at: datetime
    ) -> None:
        """Let volunteers join the first round."""
        self._require_stage(ProjectStage.ESTABLISH)
        wanted = recruitment(volunteers_min, volunteers_max)
        self.trigger_event(
            events.RecruitmentOpened,
            timestamp=at,
            volunteers_min=wanted.volunteers_min,
            volunteers_max=wanted.volunteers_max,
            opened_by=by,
        )

    def join(self, volunteer_id: UUID, *, at: datetime) -> None:
        """A volunteer takes one of the places."""
        self._require_stage(ProjectStage.RECRUIT)
        assert self.wanted is not None
        if volunteer_id in self.members:
            raise Refusal(RefusalCode.DUPLICATE, "volunteerId")
        if len(self.members) >= self.wanted.volunteers_max:
            raise Refusal(RefusalCode.FULL, "projectId", allowed=self.wanted.volunteers_max)
        self.trigger_event(events.VolunteerJoined, timestamp=at, volunteer_id=volunteer_id)

    def leave(self, volunteer_id: UUID, *, reason: str, at: datetime) -> None:
        """A volunteer gives the place back, before the start or on the way."""
        self._require_stage(ProjectStage.RECRUIT, ProjectStage.IMPLEMENT)
        if volunteer_id not in self.members:
            raise Refusal(RefusalCode.NOT_FOUND, "volunteerId", allowed="who joined the project")
        self.trigger_event(
            events.VolunteerLeft,
            timestamp=at,
            volunteer_id=volunteer_id,
            reason=checks.reason("reason", reason),
        )

    def start_implementation(self, *, by: str, at: datetime) -> None:
        """Begin, once as many have joined as are needed."""
        self._require_stage(ProjectStage.RECRUIT)
        assert self.wanted is not None
        if len(self.members) < self.wanted.volunteers_min:
            raise Refusal(
                RefusalCode.WRONG_STATE,
                "projectId",
                actual=f"{len(self.members)} volunteers",
                allowed=f"{self.wanted.volunteers_min} volunteers or more",
            )
        self.trigger_event(events.ImplementationStarted, timestamp=at, started_by=by)
