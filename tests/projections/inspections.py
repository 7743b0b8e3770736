"""Inspections in the random district of the views' tests."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from five_steps.domain.guarantee.inspections.inspection import Inspection
from five_steps.domain.guarantee.inspections.inspection_state import (
    InspectionKind,
    InspectionState,
    Severity,
    VetoState,
)

if TYPE_CHECKING:
    from uuid import UUID

    from tests.projections.district import District

FIRST, SECOND, THIRD = "first", "second", "third"
"""Three people of the centre."""
WHY = "原因"


class Inspections:
    """Inspects units, with the district's clock, dice and log."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.inspections: list[Inspection] = []

    def keep(self) -> None:
        """Put what happened into the log; after a refusal, what was done before it."""
        self.district.keep(*self.inspections)

    def plan(self) -> Inspection:
        inspection = Inspection.plan(
            id=self.district.id(),
            at=self.district.now,
            unit_id=self.district.units[-1].id,
            year=2026,
            kind=InspectionKind.IDEOLOGY,
            title="意识形态工作责任制检查",
            checklist=["责任清单", "阵地管理", "信息发布"],
            planned_at=self.district.now + timedelta(days=1),
            by=FIRST,
        )
        self.inspections.append(inspection)
        self.keep()
        return inspection

    def check(self, inspection: Inspection, number: int, severity: Severity | None = None) -> None:
        inspection.check_item(
            number,
            passed=severity is None,
            severity=severity,
            note="记录",
            by=FIRST,
            at=self.district.now,
        )
        self.keep()

    def carry_out(self, inspection: Inspection, *severities: Severity | None) -> None:
        """Check the items, and conclude."""
        for number, severity in enumerate(severities, start=1):
            self.check(inspection, number, severity)
        inspection.carry_out(summary="总体良好", by=FIRST, at=self.district.now)
        self.keep()

    def order(self, inspection: Inspection, number: int) -> UUID:
        task_id = self.district.id()
        inspection.order_rectification(
            number,
            task_id=task_id,
            due_at=self.district.now + timedelta(days=30),
            by=FIRST,
            at=self.district.now,
        )
        self.keep()
        return task_id

    def reinspect(self, inspection: Inspection, number: int, *, rectified: bool) -> None:
        at = self.district.now
        inspection.reinspect(number, rectified=rectified, note="复查", by=SECOND, at=at)
        self.keep()

    def close(self, inspection: Inspection) -> None:
        inspection.close(conclusion="整改到位", by=SECOND, at=self.district.now)
        self.keep()

    def veto(self, inspection: Inspection) -> None:
        inspection.propose_veto(reason="阵地失管", by=FIRST, at=self.district.now)
        inspection.decide_veto(vetoed=True, reason="属实", by=SECOND, at=self.district.now)
        self.keep()

    def step(self) -> None:
        """Something at random; what the rules refuse does not happen."""
        dice = self.district.random
        if not self.inspections or dice.random() < 0.1:
            self.plan()
            return
        inspection = dice.choice(self.inspections[-3:])
        number = dice.randrange(1, 4)
        match inspection.state, dice.randrange(5):
            case InspectionState.PLANNED, 0 if dice.random() < 0.2:
                inspection.cancel(reason=WHY, by=FIRST, at=self.district.now)
            case InspectionState.PLANNED, 1:
                inspection.carry_out(summary=WHY, by=FIRST, at=self.district.now)
            case InspectionState.PLANNED, _:
                self.check(inspection, number, dice.choice([None, *Severity]))
            case _, 0:
                self.order(inspection, number)
            case _, 1:
                self.reinspect(inspection, number, rectified=dice.random() < 0.7)
            case _, 2:
                self.close(inspection)
            case _:
                self._go_on_with_veto(inspection)
        self.keep()

    def _go_on_with_veto(self, inspection: Inspection) -> None:
        dice, at = self.district.random, self.district.now
        match inspection.veto and inspection.veto.state:
            case VetoState.PROPOSED:
                vetoed = dice.random() < 0.8
                inspection.decide_veto(vetoed=vetoed, reason=WHY, by=SECOND, at=at)
            case VetoState.IN_FORCE:
                inspection.object_to_veto(reason=WHY, by="unit", at=at)
            case VetoState.OBJECTED if dice.random() < 0.5:
                inspection.uphold_veto(reason=WHY, by=THIRD, at=at)
            case VetoState.OBJECTED | VetoState.UPHELD:
                inspection.lift_veto(reason=WHY, by=THIRD, at=at)
            case _:
                inspection.propose_veto(reason=WHY, by=FIRST, at=at)
