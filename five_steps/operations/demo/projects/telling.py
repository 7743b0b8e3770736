"""The steps of one project: from its aims to what is learnt, round after round."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from five_steps.commands.kernel.registry import Command
from five_steps.commands.projects.evaluating import EvaluateProject
from five_steps.commands.projects.implementing import (
    BeginProjectEvaluation,
    LinkProjectWork,
    RecordProjectProgress,
)
from five_steps.commands.projects.optimising import (
    BeginNextProjectRound,
    CloseProject,
    NameProjectChanges,
)
from five_steps.commands.projects.planning import AbandonProject, EstablishProject
from five_steps.commands.projects.recruiting import (
    JoinProject,
    OpenProjectRecruitment,
    StartProject,
)
from five_steps.domain.projects.project_state import ProgressKind, ProjectOutcome
from five_steps.operations.demo.dice import dice, drawn
from five_steps.operations.demo.district import Institute
from five_steps.operations.demo.projects.stories import ROUND_DAYS, ProjectStory
from five_steps.operations.demo.projects.survey import SurveyTeller
from five_steps.operations.demo.roster import Resident, Volunteer
from five_steps.operations.demo.staff import (
    ActorOf,
    centre_admin,
    dispatcher,
    unit_admin,
    unit_step,
    volunteer,
    volunteer_step,
)
from five_steps.operations.demo.step import Made, Step

_DAY: Final = timedelta(days=1)
_OUTCOMES: Final = {
    ProjectOutcome.ACHIEVED: 6,
    ProjectOutcome.PARTLY: 3,
    ProjectOutcome.MISSED: 1,
}
_RESULTS: Final = {
    ProjectOutcome.ACHIEVED: "各项指标按期完成，群众满意",
    ProjectOutcome.PARTLY: "主要指标完成，覆盖面还不够",
    ProjectOutcome.MISSED: "志愿者流失较多，未达到预期",
}
_RECRUITED, _STARTED, _EVALUATION_BEGUN, _EVALUATED, _LEARNT = 2, 14, 50, 55, 57
"""The days of a round on which these happen; volunteers join in between the first two."""
_ASKED = 44
_JOIN_MAX = 6


class ProjectTeller:
    """Tells one project of an institute; all steps touch it, and so come in turn."""

    def __init__(
        self,
        number: int,
        story: ProjectStory,
        institute: Institute,
        begun_at: datetime,
        seed: str,
    ) -> None:
        self.steps: list[Step] = []
        self.name = f"project {number}"
        self._story = story
        self._institute = institute
        self._begun_at = begun_at
        self._admin = unit_admin(institute.code)
        self._throw = dice(seed, self.name)

    def tell(
        self, volunteers: list[Volunteer], residents: list[Resident], orders: dict[str, datetime]
    ) -> None:
        """All of it; `orders` are the steps that place orders of the institute."""
        self._add(0, "", self._establish)
        for number in range(1, self._story.rounds + 1):
            self._recruit(number, volunteers)
            self._implement(number, orders)
            self._evaluate(number, residents)
        last = self._story.rounds * ROUND_DAYS
        closed = partial(self._command, CloseProject, result="经验已在全区推广，转入常态化服务")
        self._add(last, "closed", closed)
        if self._story.abandoned_day is not None:
            given_up = self._begun_at + self._story.abandoned_day * _DAY
            self.steps = [step for step in self.steps if step.at < given_up]
            abandon = partial(self._command, AbandonProject, reason="经费调整，项目中止")
            self._add(self._story.abandoned_day, "abandoned", abandon)

    def _establish(self, made: Made) -> EstablishProject:
        theme = self._story.theme
        return EstablishProject(
            unit_id=made[unit_step(self._institute.code)],
            name=f"{theme.name}（{self._institute.name}）",
            category=theme.category,
            aims=theme.aims,
            lead=f"{self._institute.name}宣传委员",
            planned_start=self._begun_at,
            planned_end=self._begun_at + self._story.planned_days * _DAY,
        )

    def _recruit(self, number: int, volunteers: list[Volunteer]) -> None:
        begun = (number - 1) * ROUND_DAYS
        joining = self._throw.sample(volunteers, k=min(_JOIN_MAX, len(volunteers)))
        wanted: dict[str, Any] = {"volunteers_min": len(joining) // 2 + 1, "volunteers_max": 10}
        if number == 1:
            opened = partial(self._command, OpenProjectRecruitment, **wanted)
            self._add(begun + _RECRUITED, "recruits", opened)
        else:
            start = self._begun_at + begun * _DAY
            goes_on = partial(
                self._command,
                BeginNextProjectRound,
                planned_start=start,
                planned_end=start + self._story.planned_days * _DAY,
                **wanted,
            )
            self._add(begun, f"round {number}", goes_on)
        for nth, who in enumerate(joining, start=1):
            self._add(
                begun + _RECRUITED + nth,
                f"joined {number} {who.number}",
                partial(self._join, who.number),
                volunteer(who.number),
            )
        self._add(begun + _STARTED, f"started {number}", partial(self._command, StartProject))

    def _join(self, number: int, made: Made) -> JoinProject:
        return JoinProject(project_id=made[self.name], volunteer_id=made[volunteer_step(number)])

    def _implement(self, number: int, orders: dict[str, datetime]) -> None:
        begun = (number - 1) * ROUND_DAYS
        for nth, title in enumerate(self._story.theme.milestones, start=1):
            self._progress(begun + _STARTED + 10 * nth, ProgressKind.MILESTONE, title, number)
        self._progress(begun + _EVALUATION_BEGUN - 1, ProgressKind.REPORT, "阶段总结", number)
        until = self._begun_at + (begun + _EVALUATION_BEGUN - 2) * _DAY
        placed = [name for name, at in orders.items() if until - 20 * _DAY < at < until]
        if placed:
            self._link(begun + _EVALUATION_BEGUN - 2, self._throw.choice(placed))
        done = partial(self._command, BeginProjectEvaluation)
        self._add(begun + _EVALUATION_BEGUN, f"implemented {number}", done)

    def _progress(self, day: int, kind: ProgressKind, title: str, number: int) -> None:
        recorded = partial(
            self._command,
            RecordProjectProgress,
            kind=kind,
            title=title,
            details=f"第{number}轮，服务{self._throw.randint(20, 90)}人次",
        )
        self._add(day, f"{title} {number}", recorded, dispatcher(self._institute.code))

    def _link(self, day: int, order: str) -> None:
        self._add(
            day,
            f"linked {order}",
            lambda made: LinkProjectWork(project_id=made[self.name], work_id=made[order]),
            # Some orders have been escalated, out of the institute's reach.
            centre_admin,
            touches=(order,),
        )

    def _evaluate(self, number: int, residents: list[Resident]) -> None:
        begun = (number - 1) * ROUND_DAYS
        survey = SurveyTeller(f"{self.name} survey {number}", self.name, self._institute)
        answering = self._throw.sample(residents, k=min(4, len(residents)))
        asked_at = self._begun_at + (begun + _ASKED) * _DAY
        self.steps.extend(survey.steps(asked_at, answering, self._throw))
        outcome = drawn(_OUTCOMES, self._throw)
        self._add(
            begun + _EVALUATED,
            f"evaluated {number}",
            lambda made: EvaluateProject(
                project_id=made[self.name],
                questionnaire_ids=(made[survey.name],),
                outcome=outcome,
                result=_RESULTS[outcome],
            ),
        )
        changes = self._story.theme.changes
        learnt = partial(
            self._command, NameProjectChanges, changes=(changes[(number - 1) % len(changes)],)
        )
        self._add(begun + _LEARNT, f"learnt {number}", learnt)

    def _command(self, command: Callable[..., Command], made: Made, **given: object) -> Command:
        return command(project_id=made[self.name], **given)

    def _add(
        self,
        day: int,
        what: str,
        command: Callable[[Made], Command],
        by: ActorOf | None = None,
        touches: tuple[str, ...] = (),
    ) -> None:
        name = f"{self.name} {what}".strip()
        at = self._begun_at + day * _DAY
        self.steps.append(Step(name, at, (self.name, *touches), command, by or self._admin))
