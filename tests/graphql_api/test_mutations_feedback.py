"""Mutations of feedback: complaints, suggestions, improvement tasks and questionnaires."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from five_steps.domain.feedback.questionnaires.questionnaire_state import Audience
from tests.graphql_api import feedback
from tests.graphql_api.api import CENTRE, gid
from tests.graphql_api.feedback import ANSWERS_GIVEN, DAY
from tests.graphql_api.mutation_laws import (
    Asked,
    Case,
    is_done_once,
    is_refused,
    keeps_its_command_id,
    of_chapter,
    refusals,
)

if TYPE_CHECKING:
    from five_steps.commands import Actor
    from tests.commands.district import District
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

REQUESTERS = Audience.REQUESTERS


def by_admin(district: District) -> Actor:
    return district.admin


def by_dispatcher(district: District) -> Actor:
    return district.dispatcher


def by_centre(district: District) -> Actor:
    return CENTRE


def by_resident(district: District) -> Actor:
    return district.as_resident


# --- complaints and suggestions -------------------------------------------------------------------


async def file_feedback(api: Api) -> Asked:
    station = gid("Unit", api.district.station)
    given = {"kind": "SUGGESTION", "text": "周末也开放"}
    asker = gid("Resident", api.district.resident)
    return Asked(
        {**given, "aboutId": station, "askerId": asker},
        {**given, "state": "OPEN", "unit": {"id": station}, "askerResident": {"id": asker}},
    )


async def answer_feedback(api: Api) -> Asked:
    id_ = gid("FeedbackCase", await feedback.filed(api.district))
    return Asked(
        {"caseId": id_, "text": "已延长"}, {"id": id_, "state": "ANSWERED", "answer": "已延长"}
    )


async def improve_on_feedback(api: Api) -> Asked:
    id_ = gid("FeedbackCase", await feedback.filed(api.district))
    shown = {"owner": "王主任", "matter": "延长开放时间"}
    due = (api.district.now + DAY).isoformat()
    return Asked(
        {"caseId": id_, "dueAt": due, **shown},
        {**shown, "state": "OPEN", "sourceKind": "COMPLAINT", "overdue": False},
    )


async def inform_of_answer(api: Api) -> Asked:
    id_ = gid("FeedbackCase", await feedback.answered(api.district))
    told = {"channel": "PHONE", "toldAt": api.district.now.isoformat(), "proof": "通话 17"}
    return Asked(
        {"caseId": id_, **told},
        {"id": id_, "state": "INFORMED", "informedChannel": "PHONE", "informedProof": "通话 17"},
    )


async def confirm_outcome(api: Api) -> Asked:
    id_ = gid("FeedbackCase", await feedback.told(api.district))
    return Asked(
        {"caseId": id_, "satisfied": False, "comment": "还是太早关门"},
        {"id": id_, "state": "CONFIRMED", "satisfied": False, "comment": "还是太早关门"},
    )


# --- improvement tasks ----------------------------------------------------------------------------


async def hand_over_improvement(api: Api) -> Asked:
    id_ = gid("ImprovementTask", await feedback.task(api.district))
    return Asked({"taskId": id_, "owner": "李副主任"}, {"id": id_, "owner": "李副主任"})


async def note_improvement_progress(api: Api) -> Asked:
    id_ = gid("ImprovementTask", await feedback.task(api.district))
    note = {"note": "已与物业商定"}
    return Asked({"taskId": id_, **note}, {"id": id_, "notes": [note]})


async def finish_improvement(api: Api) -> Asked:
    id_ = gid("ImprovementTask", await feedback.task(api.district))
    given = {"result": "周末也开放了", "evidenceHash": "ab" * 32}
    return Asked({"taskId": id_, **given}, {"id": id_, "state": "DONE", **given})


async def accept_improvement(api: Api) -> Asked:
    id_ = gid("ImprovementTask", await feedback.finished(api.district))
    return Asked({"taskId": id_}, {"id": id_, "state": "ACCEPTED", "checkedBy": "admin"})


async def send_improvement_back(api: Api) -> Asked:
    id_ = gid("ImprovementTask", await feedback.finished(api.district))
    due = (api.district.now + 20 * DAY).isoformat()
    return Asked(
        {"taskId": id_, "reason": "周日仍关门", "dueAt": due},
        {"id": id_, "state": "OPEN", "sentBackReason": "周日仍关门", "timesSentBack": 1},
    )


async def inform_of_improvement(api: Api) -> Asked:
    id_ = gid("ImprovementTask", await feedback.accepted(api.district))
    told = {"channel": "VISIT", "toldAt": api.district.now.isoformat(), "proof": "走访 3"}
    return Asked(
        {"taskId": id_, **told},
        {"id": id_, "informedChannel": "VISIT", "informedProof": "走访 3"},
    )


# --- questionnaires -------------------------------------------------------------------------------

_QUESTION = {"kind": "SCALE", "text": "满意吗?", "required": True, "scaleMax": 5, "options": []}


def content(api: Api) -> dict[str, Any]:
    return {
        "title": "满意度问卷",
        "introduction": "一分钟",
        "audience": "RESIDENTS",
        "anonymous": True,
        "opensAt": api.district.now.isoformat(),
        "closesAt": (api.district.now + DAY).isoformat(),
        "questions": [_QUESTION],
    }


async def draft_questionnaire(api: Api) -> Asked:
    unit = gid("Unit", api.district.station)
    return Asked(
        {"unitId": unit, **content(api)},
        {
            "state": "DRAFT",
            "title": "满意度问卷",
            "unit": {"id": unit},
            "draft": {"version": 1, "introduction": "一分钟", "questions": [_QUESTION]},
        },
    )


async def redraft_questionnaire(api: Api) -> Asked:
    id_ = gid("Questionnaire", await feedback.published(api.district))
    return Asked(
        {"questionnaireId": id_, **content(api), "title": "第二版"},
        {
            "id": id_,
            "state": "PUBLISHED",
            "current": {"version": 1, "title": "满意度问卷", "anonymous": False},
            "draft": {"version": 2, "title": "第二版", "anonymous": True},
        },
    )


async def publish_questionnaire(api: Api) -> Asked:
    id_ = gid("Questionnaire", await feedback.drafted(api.district))
    return Asked(
        {"questionnaireId": id_},
        {
            "id": id_,
            "state": "PUBLISHED",
            "current": {"version": 1, "resultsFrom": 5, "ballotKey": None},
        },
    )


async def close_questionnaire(api: Api) -> Asked:
    id_ = gid("Questionnaire", await feedback.published(api.district))
    return Asked({"questionnaireId": id_}, {"id": id_, "state": "CLOSED"})


async def order(api: Api) -> str:
    """An order of the resident's, which makes them a requester."""
    return gid("Order", await api.district.give(api.district.order(), api.district.as_resident))


async def answer_questionnaire(api: Api) -> Asked:
    id_ = gid("Questionnaire", await feedback.published(api.district, audience=REQUESTERS))
    return Asked(
        {"questionnaireId": id_, "answers": ANSWERS_GIVEN, "orderId": await order(api)},
        {"id": id_, "answeredByMe": True},
    )


async def claim_ballot(api: Api) -> Asked:
    questionnaire = await feedback.published(api.district, anonymous=True, audience=REQUESTERS)
    who = await feedback.voter(api.district, questionnaire)
    message = {"blindedMessage": who.blinded_message()}
    id_ = gid("Questionnaire", questionnaire)
    return Asked(
        {"questionnaireId": id_, "orderId": await order(api), **message},
        {"version": 1, **message},
    )


async def improve_on_questionnaire(api: Api) -> Asked:
    id_ = gid("Questionnaire", await feedback.closed(api.district))
    shown = {"owner": "王主任", "matter": "多办戏曲"}
    due = (api.district.now + DAY).isoformat()
    return Asked(
        {"questionnaireId": id_, "dueAt": due, **shown},
        {**shown, "state": "OPEN", "sourceKind": "QUESTIONNAIRE"},
    )


CASES = [
    Case("fileFeedback", file_feedback, by_resident),
    Case("answerFeedback", answer_feedback, by_dispatcher),
    Case("improveOnFeedback", improve_on_feedback, by_admin),
    Case("informOfAnswer", inform_of_answer, by_dispatcher),
    Case("confirmOutcome", confirm_outcome, by_resident),
    Case("handOverImprovement", hand_over_improvement, by_admin),
    Case("noteImprovementProgress", note_improvement_progress, by_dispatcher),
    Case("finishImprovement", finish_improvement, by_dispatcher),
    Case("acceptImprovement", accept_improvement, by_admin),
    Case("sendImprovementBack", send_improvement_back, by_admin),
    Case("informOfImprovement", inform_of_improvement, by_dispatcher),
    Case("draftQuestionnaire", draft_questionnaire, by_admin),
    Case("redraftQuestionnaire", redraft_questionnaire, by_admin),
    Case("publishQuestionnaire", publish_questionnaire, by_admin),
    Case("closeQuestionnaire", close_questionnaire, by_admin),
    Case("answerQuestionnaire", answer_questionnaire, by_resident),
    Case("claimBallot", claim_ballot, by_resident),
    Case("improveOnQuestionnaire", improve_on_questionnaire, by_admin),
]
each = pytest.mark.parametrize("case", CASES, ids=str)


async def test_the_cases_are_all_mutations_of_the_chapter() -> None:
    chapter = of_chapter("feedback") | of_chapter("feedback.questionnaires")
    assert {case.name for case in CASES} == chapter


@each
async def test_done_once(api: Api, case: Case) -> None:
    await is_done_once(api, case)


@each
async def test_a_command_id_stands_for_one_command(api: Api, case: Case) -> None:
    await keeps_its_command_id(api, case)


@pytest.mark.parametrize(("case", "kinds"), refusals(CASES))
async def test_refused(api: Api, case: Case, kinds: list[str]) -> None:
    await is_refused(api, case, kinds)


# --- periods ----------------------------------------------------------------------------------


@pytest.mark.parametrize("period", ["", "9999", "2026-13", "1", "last month"])
async def test_what_is_no_period_of_a_sample(api: Api, period: str) -> None:
    query = (
        "query ($unit: ID!, $period: String)"
        " { followUpSample(unitId: $unit, period: $period) { totalCount } }"
    )
    asked = {"unit": gid("Unit", api.district.station), "period": period}
    answered = await api.ask(query, asked, by=api.district.admin)
    assert answered["errors"][0]["extensions"]["code"] == "INVALID"
