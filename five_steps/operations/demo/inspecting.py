"""Two inspections of each institute in the year, their rectification, and one veto."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from five_steps.commands.feedback.improving import AcceptImprovement, FinishImprovement
from five_steps.commands.guarantee.inspections.inspecting import (
    CarryOutInspection,
    CheckInspectionItem,
    PlanInspection,
)
from five_steps.commands.guarantee.inspections.rectifying import (
    CloseInspection,
    OrderRectification,
    ReinspectFinding,
)
from five_steps.commands.guarantee.inspections.vetoes import DecideVeto, ProposeVeto
from five_steps.commands.kernel.registry import Command
from five_steps.domain.guarantee.inspections.inspection_state import InspectionKind, Severity
from five_steps.domain.kernel.district_time import local_year
from five_steps.operations.demo.dice import dice, drawn
from five_steps.operations.demo.district import Institute
from five_steps.operations.demo.roster import Roster
from five_steps.operations.demo.staff import (
    ActorOf,
    centre_admin,
    centre_deputy,
    dispatcher,
    unit_admin,
    unit_step,
)
from five_steps.operations.demo.step import Made, Step

_DAY: Final = timedelta(days=1)
_PLANNED_BEFORE: Final = 14 * _DAY
_RECTIFY_WITHIN: Final = 30 * _DAY


@dataclass(frozen=True, slots=True)
class _Round:
    """A round of inspections, so many days after the year began, an institute every third day."""

    day: int
    kind: InspectionKind
    title: str
    checklist: tuple[str, ...]


_ROUNDS: Final = (
    _Round(
        190,
        InspectionKind.IDEOLOGY,
        "意识形态工作责任制落实情况检查",
        ("责任清单更新", "阵地审批台账", "宣讲内容审核", "网络平台管理"),
    ),
    _Round(
        325,
        InspectionKind.VENUE,
        "实践阵地建设与使用检查",
        ("开放时间公示", "设施完好", "活动记录", "安全出口"),
    ),
)
_RESULTS: Final = {None: 80, Severity.MINOR: 14, Severity.MAJOR: 6}
"""What items come to, in percent; without a severity they pass."""


def inspections(roster: Roster, start: datetime) -> Iterator[Step]:
    """The inspections; the last institute of the first round is vetoed."""
    institutes = tuple(dict.fromkeys(institute for institute, _ in roster.places))
    for turn in _ROUNDS:
        for number, institute in enumerate(institutes):
            at = start + (turn.day + 3 * number) * _DAY
            vetoed = turn.kind is InspectionKind.IDEOLOGY and institute is institutes[-1]
            telling = _Inspection(turn, institute, at, roster.seed)
            telling.tell(vetoed=vetoed)
            yield from telling.steps


class _Inspection:
    """The steps of one inspection; all of them touch it, and so come in turn."""

    def __init__(self, turn: _Round, institute: Institute, at: datetime, seed: str) -> None:
        self.steps: list[Step] = []
        self._turn = turn
        self._institute = institute
        self._at = at
        self._name = f"inspection {turn.kind} {institute.code}"
        self._throw = dice(seed, self._name)

    def tell(self, *, vetoed: bool) -> None:
        """From the plan to the end."""
        self._add("", -_PLANNED_BEFORE, partial(_plan, self._turn, self._institute, self._at))
        found = {n: drawn(_RESULTS, self._throw) for n in range(1, len(self._turn.checklist) + 1)}
        if vetoed:
            found[2] = Severity.SEVERE
        for number, severity in found.items():
            check = partial(
                self._command,
                CheckInspectionItem,
                number=number,
                passed=severity is None,
                severity=severity,
                note="" if severity is None else "台账不完整，责任人不明确",
            )
            self._add(f"item {number}", number * _DAY / 24, check)
        summary = partial(self._command, CarryOutInspection, summary="总体落实到位，个别环节待加强")
        self._add("carried out", _DAY / 2, summary)
        findings = [number for number, severity in found.items() if severity is not None]
        if vetoed:
            self._veto()
        for number in findings:
            self._rectify(number)
        conclusion = partial(self._command, CloseInspection, conclusion="问题已整改到位，予以销号")
        self._add("closed", 30 * _DAY if findings else _DAY, conclusion)

    def _rectify(self, number: int) -> None:
        """Ordered, done, accepted and looked at again."""
        task = f"{self._name} ordered {number}"
        item = _DAY / 24 * number
        self._add(
            f"ordered {number}",
            _DAY + item,
            lambda made: OrderRectification(
                inspection_id=made[self._name],
                number=number,
                owner=f"{self._institute.name}宣传委员",
                matter=f"{self._turn.checklist[number - 1]}：补齐台账，明确责任人",
                due_at=self._at + _RECTIFY_WITHIN,
            ),
        )
        self._add(
            f"rectified {number}",
            20 * _DAY + item,
            lambda made: FinishImprovement(task_id=made[task], result="台账已补齐，责任人已明确"),
            dispatcher(self._institute.code),
        )
        self._add(
            f"accepted {number}",
            22 * _DAY + item,
            lambda made: AcceptImprovement(task_id=made[task]),
            unit_admin(self._institute.code),
        )
        again = partial(self._command, ReinspectFinding, number=number, rectified=True)
        self._add(f"reinspected {number}", 25 * _DAY + item, again)

    def _veto(self) -> None:
        reason = "未经审核举办宣讲活动，造成不良影响"
        propose = partial(self._command, ProposeVeto, reason=reason)
        self._add("veto proposed", 2 * _DAY, propose)
        decide = partial(self._command, DecideVeto, vetoed=True, reason="情况属实，予以否决")
        self._add("vetoed", 4 * _DAY, decide, centre_deputy)

    def _command(self, command: Callable[..., Command], made: Made, **given: object) -> Command:
        return command(inspection_id=made[self._name], **given)

    def _add(
        self,
        what: str,
        after: timedelta,
        command: Callable[[Made], Command],
        by: ActorOf = centre_admin,
    ) -> None:
        name = f"{self._name} {what}".strip()
        self.steps.append(Step(name, self._at + after, (self._name,), command, by))


def _plan(turn: _Round, institute: Institute, at: datetime, made: Made) -> PlanInspection:
    return PlanInspection(
        unit_id=made[unit_step(institute.code)],
        year=local_year(at),
        kind=turn.kind,
        title=f"{institute.name}{turn.title}",
        checklist=turn.checklist,
        planned_at=at,
    )
