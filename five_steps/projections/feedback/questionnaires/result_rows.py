"""The rows of a questionnaire's results: who took part, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from five_steps.projections.kernel.values import Id, Position


@dataclass(slots=True)
class TurnoutRow:
    """How many took part in a version."""

    questionnaire_id: Id
    version: int
    answers: int
    ballots: int


@dataclass(slots=True)
class AnswerCountRow:
    """How many gave a score or chose an option; under value 0, how many answered at all."""

    questionnaire_id: Id
    version: int
    question: int
    value: int
    answers: int


@dataclass(slots=True)
class WrittenAnswerRow:
    """What somebody wrote; `person_id` is empty where it was written without a name."""

    answer_id: Id
    question: int
    questionnaire_id: Id
    version: int
    person_id: Id | None
    text: str | None

    def show_text(self, text: str | None) -> None:
        """Take over the opened text."""
        self.text = text


@dataclass(slots=True)
class NamedAnswerRow:
    """That somebody answered by name."""

    id: Id
    questionnaire_id: Id
    version: int
    person_id: Id
    answered_at: datetime


@dataclass(slots=True)
class BallotRow:
    """That somebody claimed a ballot, with what they need to cast it."""

    id: Id
    questionnaire_id: Id
    version: int
    person_id: Id
    blinded_message: str
    blind_signature: str
    claimed_at: datetime
    position: Position


@dataclass(slots=True)
class CastBallotRow:
    """A ballot that was cast: no time, no position, nobody."""

    id: Id
    questionnaire_id: Id
    version: int
    serial: str
    signature: str
