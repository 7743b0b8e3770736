"""The yearly assessment by commands: what is final is final once, and no words lie open in it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import uuid4

from five_steps.commands.guarantee.assessment.check import CheckIndicator
from five_steps.commands.guarantee.assessment.finalising import FinaliseAssessment
from five_steps.commands.guarantee.assessment.opening import OpenAssessment
from five_steps.commands.guarantee.assessment.publicity import ObjectToAssessment
from five_steps.commands.guarantee.assessment.self_review import StateIndicator
from five_steps.commands.organisation.unit_life import MergeUnit
from five_steps.domain.guarantee.indicators import Indicator
from five_steps.domain.guarantee.process.assessment_state import AssessmentState
from five_steps.domain.guarantee.process.unit_assessment import (
    UnitAssessment,
    unit_assessment_id,
)
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from tests.commands.assessed_year import (
    CENTRE,
    CHECKER,
    FINALISER,
    YEAR,
    YEAR_OVER,
    announced,
    live,
    made_final,
)
from tests.refusals import refused

if TYPE_CHECKING:
    from uuid import UUID

    from tests.commands.district import District


async def get(district: District, assessment_id: UUID) -> UnitAssessment:
    return await district.store.repository.get(UnitAssessment, assessment_id, fresh=True)


async def test_assessments_are_opened_from_above(district: District) -> None:
    district.now = YEAR_OVER
    station = OpenAssessment(unit_id=district.station, year=YEAR)
    with refused(RefusalCode.WRONG_STATE, "unitId"):
        await district.give(station, CENTRE)
    for unit_id in (district.centre, district.institute):
        await district.give(OpenAssessment(unit_id=unit_id, year=YEAR), CENTRE)
    opened = await district.give(station, CENTRE)
    assert opened == unit_assessment_id(district.station, YEAR)
    institute = await get(district, unit_assessment_id(district.institute, YEAR))
    assert institute.lower == {district.station: None}


async def test_two_who_finalise_at_once_freeze_it_once(district: District) -> None:
    await live(district)
    _, institute, station = await announced(
        district, district.centre, district.institute, district.station
    )
    await made_final(district)
    finalise = FinaliseAssessment(assessment_id=station)
    outcomes = await asyncio.gather(
        *(district.run(finalise, FINALISER, uuid4()) for _ in range(5)), return_exceptions=True
    )
    refusals = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    assert [refusal.code for refusal in refusals] == [RefusalCode.WRONG_STATE] * 4
    upper = await get(district, institute)
    final = (await get(district, station)).final
    assert final is not None
    assert upper.lower[district.station] == final


async def test_stations_made_final_at_once_all_reach_their_institute(district: District) -> None:
    await live(district)
    _, institute, *stations = await announced(
        district,
        district.centre,
        district.institute,
        district.station,
        district.other_station,
    )
    await made_final(district)
    await asyncio.gather(
        *(district.give(FinaliseAssessment(assessment_id=id_), FINALISER) for id_ in stations)
    )
    upper = await get(district, institute)
    assert all(final is not None for final in upper.lower.values())
    await district.give(FinaliseAssessment(assessment_id=institute), FINALISER)
    assert (await get(district, institute)).state is AssessmentState.FINAL


async def test_only_staff_of_a_unit_above_check(district: District) -> None:
    await announced(district, district.centre, district.institute)
    opened = await district.give(OpenAssessment(unit_id=district.station, year=YEAR), CENTRE)
    check = CheckIndicator(assessment_id=opened, indicator=Indicator.SATISFACTION)
    with refused(RefusalCode.FORBIDDEN, "assessmentId"):
        await district.give(check, district.stranger)
    of_centre = CheckIndicator(
        assessment_id=unit_assessment_id(district.centre, YEAR), indicator=Indicator.SATISFACTION
    )
    with refused(RefusalCode.FORBIDDEN, "assessmentId"):
        await district.give(of_centre, district.admin)
    # The state is asked only of whoever may.
    with refused(RefusalCode.WRONG_STATE, "assessmentId"):
        await district.give(check, CHECKER)


async def test_an_objection_lies_sealed_in_the_log(district: District) -> None:
    (centre,) = await announced(district, district.centre)
    for actor in (district.as_resident, district.dispatcher):
        raised = ObjectToAssessment(assessment_id=centre, reason="林阿婆说活动没有办")
        await district.give(raised, actor)
    states = await district.store.pool.fetch(
        "SELECT convert_from(state, 'UTF8') AS state FROM stored_events"
        " WHERE topic = 'unit_assessment.objection_raised'"
    )
    assert len(states) == 2
    assert not any("林阿婆" in row["state"] for row in states)


async def test_evidence_is_a_hash(district: District) -> None:
    district.now = YEAR_OVER
    opened = await district.give(OpenAssessment(unit_id=district.centre, year=YEAR), CENTRE)
    said = StateIndicator(
        assessment_id=opened,
        indicator=Indicator.SATISFACTION,
        statement="全年无投诉",
        evidence_hashes=("a photo",),
    )
    with refused(RefusalCode.INVALID, "evidenceHashes"):
        await district.give(said, CENTRE)


async def test_a_unit_merged_on_the_way_still_comes_to_its_final(district: District) -> None:
    await live(district)
    *_, station = await announced(
        district, district.centre, district.institute, district.other_station
    )
    merge = MergeUnit(unit_id=district.other_station, into_id=district.station, reason="合并")
    await district.give(merge, CENTRE)
    await made_final(district, station)
    assert (await get(district, station)).state is AssessmentState.FINAL
