"""The words in which a questionnaire is told, and what a version of it asks of whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from five_steps.domain.feedback.questionnaires.question import Question, checked_questions
from five_steps.domain.kernel import checks
from five_steps.domain.kernel.refusal import Refusal, RefusalCode

OPEN_DAYS_MAX = 366


class QuestionnaireState(StrEnum):
    """Where a questionnaire stands (问卷状态)."""

    DRAFT = "DRAFT"
    """Not published yet 草稿."""
    PUBLISHED = "PUBLISHED"
    """Published: its latest version may be answered in its time 已发布."""
    CLOSED = "CLOSED"
    """Closed: nobody answers any more 已截止."""


class Audience(StrEnum):
    """Who may answer a questionnaire (问卷对象)."""

    EVERYBODY = "EVERYBODY"
    """Every resident and volunteer of the unit and those under it 群众和志愿者."""
    RESIDENTS = "RESIDENTS"
    """Residents of the unit and those under it 群众."""
    VOLUNTEERS = "VOLUNTEERS"
    """Volunteers of the unit and those under it 志愿者."""
    REQUESTERS = "REQUESTERS"
    """Residents whose order the unit handled, or one under it 点单人."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a version asks, of whom, when, and whether by name."""

    title: str
    introduction: str
    audience: Audience
    anonymous: bool
    opens_at: datetime
    closes_at: datetime
    questions: tuple[Question, ...]

    def checked(self) -> "Content":
        """The content as given, if it can be asked."""
        checks.aware("opensAt", self.opens_at)
        checks.aware("closesAt", self.closes_at)
        if not timedelta(0) < self.closes_at - self.opens_at <= timedelta(days=OPEN_DAYS_MAX):
            raise Refusal(
                RefusalCode.INVALID,
                "closesAt",
                allowed=f"after opensAt, at most {OPEN_DAYS_MAX} days later",
            )
        return Content(
            title=checks.name("title", self.title),
            introduction=checks.text("introduction", self.introduction, chars_min=0),
            audience=self.audience,
            anonymous=self.anonymous,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            questions=checked_questions(self.questions),
        )


@dataclass(frozen=True, slots=True)
class Version:
    """A published version: frozen, and superseded by the next.

    `ballot_key` is the public key that anonymous ballots are verified with, and
    `sealed_ballot_key` the private one that they are signed with; both are empty unless it is
    anonymous.
    """

    number: int
    content: Content
    ballot_key: str
    sealed_ballot_key: str
