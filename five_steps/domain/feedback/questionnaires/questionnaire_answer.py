"""An answer by name (实名答卷). A person has one stream a version: who answers twice is refused."""

from datetime import datetime
from uuid import UUID

from five_steps.domain.feedback.questionnaires.answer_sheet import AnswerSheet
from five_steps.domain.kernel.aggregate import Aggregate, companion_id


class QuestionnaireAnswer(Aggregate):
    """What somebody answered; texts are sealed with their key."""

    TOPIC = "questionnaire_answer"

    class Created(Aggregate.Created):
        """Somebody answered (答卷). Each list of answers has one of its questions beside it."""

        TOPIC = "questionnaire_answer.created"
        questionnaire_id: UUID
        version: int
        person_id: UUID
        score_questions: list[int]
        scores: list[int]
        choice_questions: list[int]
        choices: list[int]
        text_questions: list[int]
        texts: list[str]

    @classmethod
    def give(
        cls,
        *,
        questionnaire_id: UUID,
        version: int,
        person_id: UUID,
        sheet: AnswerSheet,
        at: datetime,
    ) -> "QuestionnaireAnswer":
        """Answer a version; the texts of `sheet` come sealed."""
        return cls._create(
            cls.Created,
            id=questionnaire_answer_id(questionnaire_id, version, person_id),
            timestamp=at,
            questionnaire_id=questionnaire_id,
            version=version,
            person_id=person_id,
            score_questions=sheet.score_questions,
            scores=sheet.scores,
            choice_questions=sheet.choice_questions,
            choices=sheet.choices,
            text_questions=sheet.text_questions,
            texts=sheet.texts,
        )


def questionnaire_answer_id(questionnaire_id: UUID, version: int, person_id: UUID) -> UUID:
    """The id of a person's answer to a version."""
    return companion_id(questionnaire_id, f"answer:{version}:{person_id}")
