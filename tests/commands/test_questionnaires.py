"""Questionnaires: whom they are for, one answer each, exactly counted."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from five_steps.commands import Actor, Role
from five_steps.commands.feedback.questionnaires.acting_on_results import ImproveOnQuestionnaire
from five_steps.commands.feedback.questionnaires.answering import AnswerQuestionnaire
from five_steps.commands.feedback.questionnaires.drafting import (
    CloseQuestionnaire,
    PublishQuestionnaire,
    RedraftQuestionnaire,
)
from five_steps.commands.people.residents import RegisterResident
from five_steps.domain.feedback.questionnaires.questionnaire import Questionnaire
from five_steps.domain.feedback.questionnaires.questionnaire_state import Audience
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from tests.graphql_api import feedback
from tests.graphql_api.feedback import ANSWERS, DAY, QUESTIONS
from tests.refusals import refused

if TYPE_CHECKING:
    from uuid import UUID

    from tests.commands.district import District

FORBIDDEN = RefusalCode.FORBIDDEN


def answer(questionnaire_id: UUID, **changes: Any) -> AnswerQuestionnaire:
    fields: dict[str, Any] = {"questionnaire_id": questionnaire_id, "answers": ANSWERS}
    return AnswerQuestionnaire(**{**fields, **changes})


async def residents(district: District, count: int) -> list[Actor]:
    """So many neighbours."""
    neighbours = []
    for number in range(count):
        command = RegisterResident(
            unit_id=district.station, name=f"居民{number}", phone=f"138000001{number:02}"
        )
        resident_id = await district.give(command, district.dispatcher)
        neighbours.append(Actor(str(resident_id), Role.RESIDENT))
    return neighbours


async def state_of(district: District, questionnaire_id: UUID) -> Questionnaire:
    return await district.store.repository.get(Questionnaire, questionnaire_id, fresh=True)


# --- whom it is for -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("audience", "resident", "volunteer"),
    [
        (Audience.EVERYBODY, True, True),
        (Audience.RESIDENTS, True, False),
        (Audience.VOLUNTEERS, False, True),
    ],
)
async def test_whom_a_questionnaire_is_for(
    district: District, audience: Audience, resident: bool, volunteer: bool
) -> None:
    questionnaire_id = await feedback.published(district, audience=audience)
    helper = district.as_volunteer(await district.volunteer())
    for actor, asked in ((district.as_resident, resident), (helper, volunteer)):
        if asked:
            await district.give(answer(questionnaire_id), actor)
        else:
            with refused(FORBIDDEN, "questionnaireId"):
                await district.give(answer(questionnaire_id), actor)


async def test_it_is_for_the_people_of_the_unit_and_those_under_it(district: District) -> None:
    elsewhere = await feedback.published(district, unit_id=district.other_station)
    with refused(FORBIDDEN, "questionnaireId"):
        await district.give(answer(elsewhere), district.as_resident)


async def test_an_applicant_is_no_volunteer_yet(district: District) -> None:
    questionnaire_id = await feedback.published(district, audience=Audience.VOLUNTEERS)
    applicant = await district.give(district.registration(), district.admin)
    with refused(FORBIDDEN, "questionnaireId"):
        await district.give(answer(questionnaire_id), district.as_volunteer(applicant))


async def test_requesters_are_known_by_an_order_of_their_own(district: District) -> None:
    questionnaire_id = await feedback.published(district, audience=Audience.REQUESTERS)
    order_id = await district.give(district.order(), district.as_resident)
    (neighbour,) = await residents(district, 1)
    with refused(RefusalCode.INVALID, "orderId"):
        await district.give(answer(questionnaire_id), district.as_resident)
    with refused(FORBIDDEN, "orderId"):
        await district.give(answer(questionnaire_id, order_id=order_id), neighbour)
    await district.give(answer(questionnaire_id, order_id=order_id), district.as_resident)
    for_all = await feedback.published(district)
    with refused(RefusalCode.INVALID, "orderId"):
        await district.give(answer(for_all, order_id=order_id), district.as_resident)


# --- one answer each ------------------------------------------------------------------------------


async def test_who_answers_twice_in_the_same_moment_answers_once(district: District) -> None:
    questionnaire_id = await feedback.published(district)
    outcomes = await asyncio.gather(
        *(district.run(answer(questionnaire_id), district.as_resident) for _ in range(4)),
        return_exceptions=True,
    )
    refusals = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    assert [refusal.code for refusal in refusals] == [RefusalCode.DUPLICATE] * 3


async def test_a_new_version_is_answered_anew(district: District) -> None:
    questionnaire_id = await feedback.published(district)
    await district.give(answer(questionnaire_id), district.as_resident)
    redraft = RedraftQuestionnaire(
        questionnaire_id=questionnaire_id,
        title="第二版",
        audience=Audience.RESIDENTS,
        anonymous=False,
        opens_at=district.now,
        closes_at=district.now + DAY,
        questions=QUESTIONS[:1],
    )
    await district.give(redraft, district.admin)
    with refused(RefusalCode.DUPLICATE, "questionnaireId"):
        await district.give(answer(questionnaire_id), district.as_resident)
    await district.give(PublishQuestionnaire(questionnaire_id=questionnaire_id), district.admin)
    assert (await state_of(district, questionnaire_id)).answers == 1
    await district.give(answer(questionnaire_id, answers=ANSWERS[:1]), district.as_resident)


async def test_what_is_answered_wrongly_is_not_counted(district: District) -> None:
    questionnaire_id = await feedback.published(district)
    before = await district.position()
    with refused(RefusalCode.INVALID, "answers"):
        await district.give(answer(questionnaire_id, answers=ANSWERS[:1]), district.as_resident)
    assert await district.position() == before


# --- exactly counted ------------------------------------------------------------------------------


async def test_answers_are_counted_exactly_while_it_closes(district: District) -> None:
    questionnaire_id = await feedback.published(district)
    neighbours = await residents(district, 24)
    close = CloseQuestionnaire(questionnaire_id=questionnaire_id)
    answers = [district.run(answer(questionnaire_id), neighbour) for neighbour in neighbours]
    outcomes = await asyncio.gather(
        *answers[:12], district.run(close, district.admin), *answers[12:], return_exceptions=True
    )
    late = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert all(isinstance(o, Refusal) and o.code is RefusalCode.WRONG_STATE for o in late)
    recorded = await district.store.pool.fetchval(
        "SELECT count(*) FROM public.stored_events WHERE topic = 'questionnaire_answer.created'"
    )
    closed = await state_of(district, questionnaire_id)
    assert closed.answers == recorded == 24 - len(late)


async def test_only_what_was_answered_is_acted_on(district: District) -> None:
    questionnaire_id = await feedback.published(district)
    command = ImproveOnQuestionnaire(
        questionnaire_id=questionnaire_id,
        owner="王主任",
        matter="多办几场",
        due_at=district.now + DAY,
    )
    with refused(RefusalCode.WRONG_STATE, "questionnaireId"):
        await district.give(command, district.admin)
    await district.give(CloseQuestionnaire(questionnaire_id=questionnaire_id), district.admin)
    with refused(RefusalCode.WRONG_STATE, "questionnaireId"):
        await district.give(command, district.admin)
