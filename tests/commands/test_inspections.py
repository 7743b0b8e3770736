"""Inspections and the veto: by whom, with their improvement tasks, at the same time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from five_steps.commands.feedback.improving import FinishImprovement
from five_steps.commands.guarantee.inspections.inspecting import CheckInspectionItem
from five_steps.commands.guarantee.inspections.rectifying import (
    CloseInspection,
    OrderRectification,
    ReinspectFinding,
)
from five_steps.commands.guarantee.inspections.vetoes import DecideVeto, LiftVeto, ObjectToVeto
from five_steps.domain.feedback.improvement_state import ImprovementSource
from five_steps.domain.feedback.improvement_task import ImprovementTask
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from tests.commands.inspections import (
    ARBITER,
    DAY,
    DECIDER,
    PROPOSER,
    carried_out,
    objected,
    ordered,
    planned,
    proposed,
    rectified,
    vetoed,
)
from tests.refusals import refused

if TYPE_CHECKING:
    from uuid import UUID

    from tests.commands.district import District

WRONG_STATE, FORBIDDEN = RefusalCode.WRONG_STATE, RefusalCode.FORBIDDEN


async def test_no_unit_inspects_itself(district: District) -> None:
    with refused(FORBIDDEN, "unitId"):
        await planned(district, unit_id=district.institute)
    inspection = await planned(district)
    check = CheckInspectionItem(inspection_id=inspection, number=1, passed=True)
    with refused(FORBIDDEN, "inspectionId"):
        await district.give(check, district.stranger)
    await district.give(check, district.admin)


async def test_a_rectification_is_an_improvement_task_of_the_unit(district: District) -> None:
    inspection, task_id = await ordered(district)
    task = await district.store.repository.get(ImprovementTask, task_id, fresh=True)
    assert (task.unit_id, task.owner) == (district.station, "站长")
    assert (task.source_kind, task.source_id) == (ImprovementSource.INSPECTION, inspection)
    assert task.due_at == district.now + 10 * DAY


async def test_a_rectification_that_is_refused_leaves_no_task(district: District) -> None:
    inspection = await carried_out(district)
    before = await district.position()
    with refused(WRONG_STATE, "number"):
        await district.give(_order(inspection, 1, district), district.admin)
    with refused(RefusalCode.INVALID, "owner"):
        await district.give(_order(inspection, 2, district, owner=" "), district.admin)
    assert await district.position() == before


async def test_a_finding_is_ordered_to_be_rectified_once_at_the_same_time(
    district: District,
) -> None:
    inspection = await carried_out(district)
    answers = await asyncio.gather(
        *(district.run(_order(inspection, 2, district), district.admin) for _ in range(3)),
        return_exceptions=True,
    )
    refusals = [answer for answer in answers if isinstance(answer, Refusal)]
    assert [refusal.code for refusal in refusals] == [RefusalCode.DUPLICATE] * 2


async def test_a_finding_is_looked_at_again_once_its_task_is_accepted(district: District) -> None:
    inspection, task = await ordered(district)
    again = ReinspectFinding(inspection_id=inspection, number=2, rectified=True)
    with refused(WRONG_STATE, "number"):
        await district.give(again, district.admin)
    await district.give(FinishImprovement(task_id=task, result="已落实"), district.dispatcher)
    with refused(WRONG_STATE, "number"):
        await district.give(again, district.admin)
    inspection = await rectified(district)
    close = CloseInspection(inspection_id=inspection, conclusion="整改到位")
    with refused(WRONG_STATE, "inspectionId"):
        await district.give(close, district.admin)
    await district.give(
        ReinspectFinding(inspection_id=inspection, number=2, rectified=True), district.admin
    )
    await district.give(close, district.admin)


async def test_a_veto_takes_three_people_of_the_centre(district: District) -> None:
    inspection = await proposed(district)
    decision = DecideVeto(inspection_id=inspection, vetoed=True, reason="属实")
    with refused(RefusalCode.SECOND_PERSON_REQUIRED, "inspectionId"):
        await district.give(decision, PROPOSER)
    inspection = await objected(district)
    lift = LiftVeto(inspection_id=inspection, reason="异议成立")
    for partial in (PROPOSER, DECIDER):
        with refused(RefusalCode.SECOND_PERSON_REQUIRED, "inspectionId"):
            await district.give(lift, partial)
    await district.give(lift, ARBITER)


async def test_an_objection_is_the_units_own(district: District) -> None:
    inspection = await vetoed(district)
    objection = ObjectToVeto(inspection_id=inspection, reason="已整改")
    with refused(FORBIDDEN, "inspectionId"):
        await district.give(objection, district.stranger)
    with refused(FORBIDDEN, "role"):
        await district.give(objection, ARBITER)
    await district.give(objection, district.admin)


def _order(
    inspection: UUID, number: int, district: District, *, owner: str = "站长"
) -> OrderRectification:
    return OrderRectification(
        inspection_id=inspection,
        number=number,
        owner=owner,
        matter="落实阵地管理",
        due_at=district.now + 10 * DAY,
    )
