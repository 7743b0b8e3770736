"""The surveys that an evaluation stands on: what has to hold of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from five_steps.domain.kernel.refusal import Refusal, RefusalCode

SURVEYS_MAX = 20
_FIELD = "questionnaireIds"


@dataclass(frozen=True, slots=True)
class Survey:
    """What an evaluation has to know of a questionnaire; `opened_at` is none before it is asked."""

    questionnaire_id: UUID
    opened_at: datetime | None
    closed: bool
    answers: int


def check_count(count: int) -> None:
    """Refuse an evaluation on no survey at all, or on too many."""
    if not 1 <= count <= SURVEYS_MAX:
        raise Refusal(
            RefusalCode.INVALID, _FIELD, allowed=f"1–{SURVEYS_MAX} questionnaires", actual=count
        )


def check_surveys(surveys: Sequence[Survey], *, since: datetime) -> None:
    """Refuse unless there is a survey, each asked after `since`, closed, and answered by somebody.

    One that was asked before this round was implemented is about another round.
    """
    check_count(len(surveys))
    if len({survey.questionnaire_id for survey in surveys}) < len(surveys):
        raise Refusal(RefusalCode.DUPLICATE, _FIELD)
    for survey in surveys:
        _check(survey, since)


def _check(survey: Survey, since: datetime) -> None:
    if not survey.closed or survey.opened_at is None:
        raise Refusal(RefusalCode.WRONG_STATE, _FIELD, actual="open", allowed="closed")
    if survey.opened_at < since:
        raise Refusal(
            RefusalCode.WRONG_STATE,
            _FIELD,
            actual=f"opened at {survey.opened_at.isoformat()}",
            allowed=f"opened at {since.isoformat()} or later",
        )
    if survey.answers < 1:
        raise Refusal(RefusalCode.WRONG_STATE, _FIELD, actual="0 answers", allowed="answers")
