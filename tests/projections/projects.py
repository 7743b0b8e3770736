"""Projects in the random district of the views' tests."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from five_steps.domain.ordering.category import Category
from five_steps.domain.projects.project import Project
from five_steps.domain.projects.project_state import (
    ProgressKind,
    ProjectOutcome,
    ProjectStage,
    WorkKind,
)
from five_steps.domain.projects.surveys import Survey

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from tests.projections.district import District

LEADER = "leader"
WHY = "原因"
MONTH = timedelta(days=30)


class Projects:
    """Leads projects through their loop, with the district's clock, dice and log."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.projects: list[Project] = []

    def keep(self) -> None:
        """Put what happened into the log; after a refusal, what was done before it."""
        self.district.keep(*self.projects)

    def establish(self) -> Project:
        at = self.district.now
        project = Project.establish(
            id=self.district.id(),
            at=at,
            unit_id=self.district.random.choice(self.district.units).id,
            name="银龄陪伴",
            category=Category.EDUCATION,
            aims="独居老人每周有人上门",
            lead="村书记",
            planned_start=at,
            planned_end=at + MONTH,
            by=LEADER,
        )
        self.projects.append(project)
        self.keep()
        return project

    def replan(self, project: Project) -> None:
        at = self.district.now
        project.change_plan(
            aims="每天有人上门",
            lead="文书",
            planned_start=at,
            planned_end=at + 2 * MONTH,
            reason=WHY,
            by=LEADER,
            at=at,
        )
        self.keep()

    def recruit(self, project: Project) -> None:
        project.open_recruitment(
            volunteers_min=1, volunteers_max=3, by=LEADER, at=self.district.now
        )
        self.keep()

    def join(self, project: Project, volunteer_id: UUID) -> None:
        project.join(volunteer_id, at=self.district.now)
        self.keep()

    def start(self, project: Project) -> None:
        project.start_implementation(by=LEADER, at=self.district.now)
        self.keep()

    def record(self, project: Project, kind: ProgressKind = ProgressKind.MILESTONE) -> None:
        project.record_progress(
            kind=kind,
            title="首次入户",
            details="上门 12 户",
            evidence_hash=None,
            by=LEADER,
            at=self.district.now,
        )
        self.keep()

    def link(self, project: Project, work_id: UUID, kind: WorkKind = WorkKind.ORDER) -> None:
        project.link_work(kind, work_id, by=LEADER, at=self.district.now)
        self.keep()

    def evaluate(self, project: Project) -> UUID:
        """Begin the evaluation, and state its result on a survey, whose id is returned."""
        at, survey_id = self.district.now, self.district.id()
        project.begin_evaluation(by=LEADER, at=at)
        project.evaluate(
            surveys=[Survey(survey_id, opened_at=at, closed=True, answers=12)],
            outcome=ProjectOutcome.PARTLY,
            result="满意率 96%",
            by=LEADER,
            at=at,
        )
        self.keep()
        return survey_id

    def learn(self, project: Project, *changes: str) -> None:
        project.name_changes(changes or ("增加晚间班次",), by=LEADER, at=self.district.now)
        self.keep()

    def next_round(self, project: Project) -> datetime:
        at = self.district.now
        project.begin_next_round(
            planned_start=at,
            planned_end=at + MONTH,
            volunteers_min=1,
            volunteers_max=5,
            by=LEADER,
            at=at,
        )
        self.keep()
        return at

    # --- living at random -----------------------------------------------------------------------

    def step(self) -> None:
        """Something at random; what the rules refuse does not happen."""
        dice = self.district.random
        if not self.projects or dice.random() < 0.15:
            self.establish()
            return
        project = dice.choice(self.projects[-3:])
        if dice.random() < 0.1:
            self._disturb(project)
            return
        match project.stage:
            case ProjectStage.ESTABLISH:
                self.recruit(project)
            case ProjectStage.RECRUIT if project.members and dice.random() < 0.5:
                self.start(project)
            case ProjectStage.RECRUIT:
                self.join(project, dice.choice(self.district.volunteers).id)
            case ProjectStage.IMPLEMENT:
                self._implement(project)
            case ProjectStage.OPTIMISE if not project.changes:
                self.learn(project)
            case ProjectStage.OPTIMISE if dice.random() < 0.7:
                self.next_round(project)
            case ProjectStage.OPTIMISE:
                project.close(result="推广", by=LEADER, at=self.district.now)
                self.keep()
            case _:
                self.establish()

    def _implement(self, project: Project) -> None:
        dice = self.district.random
        match dice.randrange(4):
            case 0 if self.district.orders:
                # The same order may come again in a later round.
                self.link(project, self.district.orders[0].id)
            case 1 if project.progress_count:
                self.evaluate(project)
            case _:
                self.record(project, dice.choice(list(ProgressKind)))

    def _disturb(self, project: Project) -> None:
        dice, at = self.district.random, self.district.now
        match dice.randrange(4):
            case 0:
                self.replan(project)
            case 1 if project.members:
                project.leave(next(iter(sorted(project.members))), reason=WHY, at=at)
            case 2 if dice.random() < 0.5:
                project.mark_overdue(at=max(at, project.period.end))
            case 2 if project.work:
                project.unlink_work(next(iter(project.work)), reason=WHY, by=LEADER, at=at)
            case _:
                project.abandon(reason=WHY, by=LEADER, at=at)
        self.keep()
