"""An inspection of the station by the institute, led into any state."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from five_steps.commands import Actor, Role
from five_steps.commands.feedback.improving import AcceptImprovement, FinishImprovement
from five_steps.commands.guarantee.inspections.inspecting import (
    CarryOutInspection,
    CheckInspectionItem,
    PlanInspection,
)
from five_steps.commands.guarantee.inspections.rectifying import OrderRectification
from five_steps.commands.guarantee.inspections.vetoes import DecideVeto, ObjectToVeto, ProposeVeto
from five_steps.domain.guarantee.inspections.inspection_state import InspectionKind, Severity

if TYPE_CHECKING:
    from tests.commands.district import District

PROPOSER, DECIDER, ARBITER = (
    Actor(name, Role.CENTRE_ADMIN) for name in ("proposer", "decider", "arbiter")
)
DAY = timedelta(days=1)


async def planned(district: District, **changes: Any) -> UUID:
    """An inspection with two items."""
    fields: dict[str, Any] = {
        "unit_id": district.station,
        "year": 2026,
        "kind": InspectionKind.IDEOLOGY,
        "title": "意识形态工作责任制检查",
        "checklist": ("责任清单", "阵地管理"),
        "planned_at": district.now,
    }
    return await district.give(PlanInspection(**{**fields, **changes}), district.admin)


async def checked(district: District, severity: Severity | None = Severity.SEVERE) -> UUID:
    """An inspection with every item checked; the second is a finding, if it has a severity."""
    inspection = await planned(district)
    for number, found in enumerate((None, severity), start=1):
        command = CheckInspectionItem(
            inspection_id=inspection,
            number=number,
            passed=found is None,
            severity=found,
            note="检查记录",
        )
        await district.give(command, district.admin)
    return inspection


async def carried_out(district: District, severity: Severity | None = Severity.SEVERE) -> UUID:
    """An inspection with the checks concluded."""
    inspection = await checked(district, severity)
    command = CarryOutInspection(inspection_id=inspection, summary="总体良好")
    await district.give(command, district.admin)
    return inspection


async def ordered(district: District) -> tuple[UUID, UUID]:
    """An inspection with its finding ordered to be rectified, and the improvement task."""
    inspection = await carried_out(district)
    command = OrderRectification(
        inspection_id=inspection,
        number=2,
        owner="站长",
        matter="落实阵地管理",
        due_at=district.now + 10 * DAY,
    )
    return inspection, await district.give(command, district.admin)


async def rectified(district: District) -> UUID:
    """An inspection with the improvement task of its finding done and accepted."""
    inspection, task = await ordered(district)
    await district.give(FinishImprovement(task_id=task, result="已落实"), district.dispatcher)
    await district.give(AcceptImprovement(task_id=task), district.admin)
    return inspection


async def proposed(district: District) -> UUID:
    """An inspection with a veto proposed."""
    inspection = await carried_out(district)
    await district.give(ProposeVeto(inspection_id=inspection, reason="阵地失管"), PROPOSER)
    return inspection


async def vetoed(district: District) -> UUID:
    """An inspection with a veto in force."""
    inspection = await proposed(district)
    command = DecideVeto(inspection_id=inspection, vetoed=True, reason="属实")
    await district.give(command, DECIDER)
    return inspection


async def objected(district: District) -> UUID:
    """An inspection with a veto that the unit objects to."""
    inspection = await vetoed(district)
    await district.give(ObjectToVeto(inspection_id=inspection, reason="已当日整改"), district.admin)
    return inspection
