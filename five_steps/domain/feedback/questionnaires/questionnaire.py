"""A questionnaire (问卷): drafted, published in versions that are frozen, answered, closed.

Answers are streams of their own, and so is how many there are (`answer_tally`): nobody who answers
waits for somebody else who does. The number is written down here when the version is closed.
"""

from datetime import datetime
from uuid import UUID

from five_steps.domain.feedback.questionnaires import questionnaire_events as events
from five_steps.domain.feedback.questionnaires.questionnaire_state import (
    Content,
    QuestionnaireState,
    Version,
)
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.ordering.service_policy import ServiceRules

DRAFTS_MAX = 100
"""Drafts of all versions together; each is a whole questionnaire in the stream."""
_FIELD = "questionnaireId"
_BY_NAME, _WITHOUT_A_NAME = "answers by name", "anonymous ballots"


class Questionnaire(Aggregate):
    """A questionnaire of a unit, in versions."""

    TOPIC = "questionnaire"

    # Else the library would put classes of its own in the place of those that the verbs trigger.
    Event = Aggregate.Event
    Created = events.Created
    Drafted = events.Drafted
    Published = events.Published
    Closed = events.Closed

    def __init__(self) -> None:
        self.state = QuestionnaireState.DRAFT
        self.unit_id: UUID
        self.draft: Content | None = None
        self.drafts = 0
        self.published: Version | None = None
        """The latest that was published."""
        self.answers = 0
        """How many answered the version that was closed last."""

    @classmethod
    def begin(
        cls,
        *,
        id: UUID,  # noqa: A002 - the library's own name
        at: datetime,
        unit_id: UUID,
        content: Content,
        by: str,
    ) -> "Questionnaire":
        """Begin a questionnaire with the draft of its first version."""
        questionnaire = cls._create(
            cls.Created, id=id, timestamp=at, unit_id=unit_id, created_by=by
        )
        questionnaire.redraft(content, by=by, at=at)
        return questionnaire

    def redraft(self, content: Content, *, by: str, at: datetime) -> None:
        """Draft the next version; one that is published stays as it is."""
        if self.drafts >= DRAFTS_MAX:
            raise Refusal(RefusalCode.LIMIT_REACHED, _FIELD, allowed=DRAFTS_MAX)
        drafted = content.checked()
        questions = drafted.questions
        self.trigger_event(
            self.Drafted,
            timestamp=at,
            title=drafted.title,
            introduction=drafted.introduction,
            audience=drafted.audience.value,
            anonymous=drafted.anonymous,
            opens_at=drafted.opens_at,
            closes_at=drafted.closes_at,
            question_kinds=[question.kind.value for question in questions],
            question_texts=[question.text for question in questions],
            required=[question.required for question in questions],
            scale_max=[question.scale_max for question in questions],
            option_counts=[len(question.options) for question in questions],
            options=[option for question in questions for option in question.options],
            drafted_by=by,
        )

    def publish(
        self,
        *,
        rules: ServiceRules,
        answers_before: int,
        ballot_key: str,
        sealed_ballot_key: str,
        by: str,
        at: datetime,
    ) -> None:
        """Publish the draft; it takes the place of the version that may be answered now."""
        if self.draft is None:
            raise Refusal(RefusalCode.WRONG_STATE, _FIELD, actual=self.state, allowed="a draft")
        checks.before(_FIELD, at, self.draft.closes_at)
        number = 1 if self.published is None else self.published.number + 1
        if self.state is QuestionnaireState.PUBLISHED:
            self.close(answers=answers_before, by=by, at=at)
        self.trigger_event(
            self.Published,
            timestamp=at,
            version=number,
            results_from=rules.anonymous_answers_least,
            ballot_key=ballot_key,
            sealed_ballot_key=sealed_ballot_key,
            published_by=by,
        )

    def close(self, *, answers: int, by: str, at: datetime) -> None:
        """Close it for answers, of which there are so many."""
        checks.in_state(_FIELD, self.state, QuestionnaireState.PUBLISHED)
        assert self.published is not None
        self.trigger_event(
            self.Closed, timestamp=at, version=self.published.number, answers=answers, closed_by=by
        )

    def version_to_claim(self, *, at: datetime) -> Version:
        """The anonymous version that ballots are claimed for, from its publication on.

        Not from its opening on: the longer ago somebody claimed, the less it tells of who answers.
        """
        version = self._version_until_it_closes(at)
        if not version.content.anonymous:
            raise Refusal(RefusalCode.WRONG_STATE, _FIELD, actual=_BY_NAME, allowed=_WITHOUT_A_NAME)
        return version

    def version_to_answer(self, *, anonymous: bool, at: datetime) -> Version:
        """The version that is answered now, by name or without."""
        version = self._version_until_it_closes(at)
        content = version.content
        checks.not_before(_FIELD, at, content.opens_at)
        if content.anonymous is not anonymous:
            allowed, actual = _BY_NAME, _WITHOUT_A_NAME
            if content.anonymous:
                allowed, actual = actual, allowed
            raise Refusal(RefusalCode.WRONG_STATE, _FIELD, actual=actual, allowed=allowed)
        return version

    def require_answered(self) -> None:
        """Refuse unless it is closed and somebody answered: what an evaluation can rest on."""
        checks.in_state(_FIELD, self.state, QuestionnaireState.CLOSED)
        if self.answers == 0:
            raise Refusal(RefusalCode.WRONG_STATE, _FIELD, actual="0 answers", allowed="answers")

    def _version_until_it_closes(self, at: datetime) -> Version:
        checks.in_state(_FIELD, self.state, QuestionnaireState.PUBLISHED)
        assert self.published is not None
        closes_at = self.published.content.closes_at
        checks.before(_FIELD, at, closes_at)
        return self.published
