"""An answer without a name (匿名答卷). A ballot has one stream: cast twice, it is refused.

Nothing in it comes from the person but the answers: the serial number was drawn by their own
device and has been seen by nobody before.
"""

from datetime import datetime
from uuid import UUID

from five_steps.domain.feedback.questionnaires.answer_sheet import AnswerSheet
from five_steps.domain.kernel.aggregate import Aggregate, companion_id


class AnonymousAnswer(Aggregate):
    """What somebody answered; texts are sealed with the questionnaire's key."""

    TOPIC = "anonymous_answer"

    class Created(Aggregate.Created):
        """A ballot was cast (匿名答卷). Each list of answers has one of its questions beside it.

        `signature` proves that the ballot was claimed; anybody can verify it with the version's
        public key.
        """

        TOPIC = "anonymous_answer.created"
        questionnaire_id: UUID
        version: int
        serial: str
        signature: str
        score_questions: list[int]
        scores: list[int]
        choice_questions: list[int]
        choices: list[int]
        text_questions: list[int]
        texts: list[str]

    @classmethod
    def cast(
        cls,
        *,
        questionnaire_id: UUID,
        version: int,
        serial: str,
        signature: str,
        sheet: AnswerSheet,
        at: datetime,
    ) -> "AnonymousAnswer":
        """Cast a ballot whose signature was verified; the texts of `sheet` come sealed."""
        return cls._create(
            cls.Created,
            id=anonymous_answer_id(questionnaire_id, version, serial),
            timestamp=at,
            questionnaire_id=questionnaire_id,
            version=version,
            serial=serial,
            signature=signature,
            score_questions=sheet.score_questions,
            scores=sheet.scores,
            choice_questions=sheet.choice_questions,
            choices=sheet.choices,
            text_questions=sheet.text_questions,
            texts=sheet.texts,
        )


def anonymous_answer_id(questionnaire_id: UUID, version: int, serial: str) -> UUID:
    """The id of the answer that is given with a ballot."""
    return companion_id(questionnaire_id, f"cast:{version}:{serial}")
