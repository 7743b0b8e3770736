"""Feedback on a served district: what has to be there before a mutation, as given by commands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

from five_steps.commands.feedback.filing import FileFeedback
from five_steps.commands.feedback.handling import AnswerFeedback, ImproveOnFeedback
from five_steps.commands.feedback.improving import (
    AcceptImprovement,
    FinishImprovement,
    NoteImprovementProgress,
)
from five_steps.commands.feedback.informing import InformOfAnswer
from five_steps.commands.feedback.questionnaires.answering import AnswerQuestionnaire
from five_steps.commands.feedback.questionnaires.balloting import CastBallot, ClaimBallot
from five_steps.commands.feedback.questionnaires.drafting import (
    CloseQuestionnaire,
    DraftQuestionnaire,
    PublishQuestionnaire,
)
from five_steps.commands.ordering.rating import RateOrder
from five_steps.commands.ordering.service_policy import PublishServicePolicy
from five_steps.domain.feedback.feedback_state import AskerKind, FeedbackKind, FeedbackTopic
from five_steps.domain.feedback.improvement_state import InformChannel
from five_steps.domain.feedback.questionnaires.answer_sheet import Answer
from five_steps.domain.feedback.questionnaires.ballot import Ballot
from five_steps.domain.feedback.questionnaires.question import Question, QuestionKind
from five_steps.domain.feedback.questionnaires.questionnaire import Questionnaire
from five_steps.domain.feedback.questionnaires.questionnaire_state import Audience
from five_steps.operations.demo.feedback.voter import Voter
from tests.graphql_api.api import CENTRE

if TYPE_CHECKING:
    from uuid import UUID

    from five_steps.commands import Actor
    from tests.commands.district import District
    from tests.graphql_api.api import Api

DAY = timedelta(days=1)
QUESTIONS = (
    Question(QuestionKind.SCALE, "您对服务满意吗?", scale_max=5),
    Question(QuestionKind.SINGLE_CHOICE, "您从哪里得知?", options=("公众号", "邻居")),
    Question(QuestionKind.MULTIPLE_CHOICE, "还想要什么?", required=False, options=("戏曲", "义诊")),
    Question(QuestionKind.TEXT, "还想说什么?", required=False),
)
ANSWERS = (
    Answer(1, score=4),
    Answer(2, choices=(2,)),
    Answer(3, choices=(1, 2)),
    Answer(4, text="多办几场"),
)
ANSWERS_GIVEN: list[dict[str, Any]] = [
    {"question": 1, "score": 4},
    {"question": 2, "choices": [2]},
    {"question": 3, "choices": [1, 2]},
    {"question": 4, "text": "多办几场"},
]
"""The same as the API takes them."""


async def filed(district: District, by: Actor | None = None, **changes: Any) -> UUID:
    """A complaint of the resident about the station, filed by themselves or by somebody else."""
    fields: dict[str, Any] = {
        "kind": FeedbackKind.COMPLAINT,
        "topic": FeedbackTopic.UNIT,
        "about_id": district.station,
        "asker_kind": AskerKind.RESIDENT,
        "asker_id": district.resident,
        "text": "大门没有开",
    }
    command = FileFeedback(**{**fields, **changes})
    return await district.give(command, by or district.as_resident)


async def answered(district: District) -> UUID:
    case = await filed(district)
    await district.give(AnswerFeedback(case_id=case, text="已延长开放时间"), district.dispatcher)
    return case


async def told(district: District) -> UUID:
    case = await answered(district)
    command = InformOfAnswer(
        case_id=case, channel=InformChannel.PHONE, told_at=district.now, proof="通话 17"
    )
    await district.give(command, district.dispatcher)
    return case


async def task(district: District) -> UUID:
    """The task that was made of a complaint."""
    command = ImproveOnFeedback(
        case_id=await filed(district),
        owner="王主任",
        matter="延长开放时间",
        due_at=district.now + 10 * DAY,
    )
    return await district.give(command, district.admin)


async def finished(district: District) -> UUID:
    made = await task(district)
    command = FinishImprovement(task_id=made, result="周末也开放了")
    await district.give(command, district.dispatcher)
    return made


async def accepted(district: District) -> UUID:
    made = await finished(district)
    await district.give(AcceptImprovement(task_id=made), CENTRE)
    return made


async def drafted(district: District, **changes: Any) -> UUID:
    """A questionnaire of the institute for its residents, open for a week."""
    fields: dict[str, Any] = {
        "unit_id": district.institute,
        "title": "满意度问卷",
        "audience": Audience.RESIDENTS,
        "anonymous": False,
        "opens_at": district.now,
        "closes_at": district.now + 7 * DAY,
        "questions": QUESTIONS,
    }
    return await district.give(DraftQuestionnaire(**{**fields, **changes}), district.admin)


async def published(district: District, **changes: Any) -> UUID:
    questionnaire = await drafted(district, **changes)
    await district.give(PublishQuestionnaire(questionnaire_id=questionnaire), district.admin)
    return questionnaire


async def closed(district: District) -> UUID:
    """A questionnaire that the resident has answered."""
    questionnaire = await published(district)
    answer = AnswerQuestionnaire(questionnaire_id=questionnaire, answers=ANSWERS)
    await district.give(answer, district.as_resident)
    await district.give(CloseQuestionnaire(questionnaire_id=questionnaire), district.admin)
    return questionnaire


@dataclass(frozen=True, slots=True)
class ReadyBallot:
    """A ballot that can be cast."""

    serial: str
    signature: str


async def voter(district: District, questionnaire_id: UUID, seed: object = 0) -> Voter:
    """Somebody who knows the questionnaire's key."""
    questionnaire = await district.store.repository.get(Questionnaire, questionnaire_id, fresh=True)
    assert questionnaire.published is not None
    return Voter(questionnaire.published.ballot_key, Random(f"{questionnaire_id} {seed}"))


async def ballot(district: District, questionnaire_id: UUID, by: Actor) -> ReadyBallot:
    """Somebody's ballot, claimed and unblinded."""
    who = await voter(district, questionnaire_id, by.subject)
    claim = ClaimBallot(questionnaire_id=questionnaire_id, blinded_message=who.blinded_message())
    claimed = await district.store.repository.get(
        Ballot, await district.give(claim, by), fresh=True
    )
    return ReadyBallot(who.serial, who.signature(claimed.blind_signature))


@dataclass(frozen=True, slots=True)
class Voices:
    """The ids of what there is to be asked for."""

    questionnaire: UUID
    anonymous: UUID


async def make_voices(api: Api, rated: UUID) -> Voices:
    """Complaints, tasks, questionnaires with answers, and follow-ups: something in every table."""
    district = api.district
    await told(district)
    await filed(district, topic=FeedbackTopic.ORDER, about_id=rated)
    await accepted(district)
    noted = NoteImprovementProgress(task_id=await task(district), note="已排班")
    await district.give(noted, CENTRE)
    questionnaire = await closed(district)
    anonymous = await published(district, anonymous=True)
    own = await ballot(district, anonymous, district.as_resident)
    await district.give(
        CastBallot(
            questionnaire_id=anonymous,
            serial=own.serial,
            signature=own.signature,
            answers=ANSWERS,
        )
    )
    await district.give(CloseQuestionnaire(questionnaire_id=anonymous), district.admin)
    await drafted(district)
    effective = district.now + timedelta(minutes=1)
    await district.give(PublishServicePolicy(effective_from=effective, follow_up_share=Decimal(1)))
    district.now = effective
    order_id = await district.completed(await district.volunteer())
    await district.give(RateOrder(order_id=order_id, score=2), district.as_resident)
    await api.shown()
    return Voices(questionnaire, anonymous)
