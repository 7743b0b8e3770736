"""Answering a questionnaire by name (实名答卷)."""

from dataclasses import dataclass, replace
from uuid import UUID

from five_steps.commands.feedback.questionnaires.audience import require_asked
from five_steps.commands.feedback.questionnaires.counting import count_answer
from five_steps.commands.kernel.context import Context
from five_steps.commands.kernel.registry import Command, handles
from five_steps.domain.feedback.questionnaires.answer_sheet import Answer, AnswerSheet
from five_steps.domain.feedback.questionnaires.questionnaire import Questionnaire
from five_steps.domain.feedback.questionnaires.questionnaire_answer import (
    QuestionnaireAnswer,
    questionnaire_answer_id,
)
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuestionnaire(Command):
    """Answer a questionnaire, once a version (答卷); requesters name an order of theirs."""

    questionnaire_id: UUID
    order_id: UUID | None = None
    answers: tuple[Answer, ...]


@handles(AnswerQuestionnaire)
async def answer_questionnaire(c: Context, command: AnswerQuestionnaire) -> UUID:
    """Answer a questionnaire; what was written is sealed for who wrote it."""
    questionnaire = await c.get(Questionnaire, command.questionnaire_id, "questionnaireId")
    version = questionnaire.version_to_answer(anonymous=False, at=c.now)
    person_id = await require_asked(c, questionnaire, version.content.audience, command.order_id)
    answer_id = questionnaire_answer_id(questionnaire.id, version.number, person_id)
    if await c.work.find(QuestionnaireAnswer, answer_id) is not None:
        raise Refusal(RefusalCode.DUPLICATE, "questionnaireId", allowed="one answer a person")
    sheet = AnswerSheet.of(version.content.questions, command.answers)
    answer = QuestionnaireAnswer.give(
        questionnaire_id=questionnaire.id,
        version=version.number,
        person_id=person_id,
        sheet=await sealed_sheet(c, person_id, sheet),
        at=c.now,
    )
    c.work.add(answer)
    await count_answer(c, questionnaire, answer.id)
    return questionnaire.id


async def sealed_sheet(c: Context, subject_id: UUID, sheet: AnswerSheet) -> AnswerSheet:
    """The sheet with its texts sealed under somebody's or something's key."""
    texts = [await c.seal(subject_id, text, "questionnaireId") for text in sheet.texts]
    return replace(sheet, texts=texts)
