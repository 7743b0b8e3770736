"""What questionnaires came to (问卷结果): turnout, counts, and what people wrote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from five_steps.domain.feedback.questionnaires.anonymous_answer import AnonymousAnswer
from five_steps.domain.feedback.questionnaires.ballot import Ballot
from five_steps.domain.feedback.questionnaires.questionnaire_answer import QuestionnaireAnswer
from five_steps.projections.feedback.questionnaires.result_rows import (
    AnswerCountRow,
    BallotRow,
    CastBallotRow,
    NamedAnswerRow,
    TurnoutRow,
    WrittenAnswerRow,
)
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.ledger import Ledger
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id

_BY_QUESTIONNAIRE = dict.fromkeys(
    ("questionnaire_answer", "anonymous_answer", "ballot"), "questionnaire_id"
)
_ANSWERED = 0
"""The value under which it is counted who answered a question at all."""


class _Asked(NamedTuple):
    questionnaire_id: Id
    version: int


class QuestionnaireResultsView(Projection):
    """`read.turnouts`, `read.answer_counts`, and who took part how."""

    name = "questionnaire_results"
    version = 2

    def declare(self) -> None:
        self.turnouts = self.table(
            Rows[tuple[Id, int], TurnoutRow](
                TurnoutRow,
                "turnouts",
                key=["questionnaire_id", "version"],
                group=_BY_QUESTIONNAIRE,
            )
        )
        self.counts = self.table(
            Rows[tuple[Id, int, int, int], AnswerCountRow](
                AnswerCountRow,
                "answer_counts",
                key=["questionnaire_id", "version", "question", "value"],
                group=_BY_QUESTIONNAIRE,
            )
        )
        self.written = self.table(
            Ledger(
                WrittenAnswerRow,
                "written_answers",
                key=["answer_id", "question"],
                indexes=["(questionnaire_id, version, question)"],
                personal={"person_id": ("text",)},
            )
        )
        self.named = self.table(
            Ledger(
                NamedAnswerRow,
                "named_answers",
                key=["id"],
                indexes=["(questionnaire_id, version)", "(person_id)"],
            )
        )
        self.ballots = self.table(
            Ledger(BallotRow, "ballots", key=["id"], indexes=["(questionnaire_id, person_id)"])
        )
        self.cast = self.table(
            Ledger(
                CastBallotRow, "cast_ballots", key=["id"], indexes=["(questionnaire_id, version)"]
            )
        )

    @on(QuestionnaireAnswer.Created)
    def answered_by_name(
        self,
        event: Event,
        questionnaire_id: Id,
        version: int,
        person_id: Id,
        score_questions: list[int],
        scores: list[int],
        choice_questions: list[int],
        choices: list[int],
        text_questions: list[int],
        texts: list[str],
    ) -> None:
        asked = _Asked(questionnaire_id, version)
        self.named.append(NamedAnswerRow(event.stream, *asked, person_id, event.at))
        self._count(asked, score_questions, scores)
        self._count(asked, choice_questions, choices)
        for question, text in zip(text_questions, texts, strict=True):
            row = WrittenAnswerRow(event.stream, question, *asked, person_id, None)
            self._write(asked, row, text, sealed_for=person_id)
        self._turnout(asked).answers += 1

    @on(AnonymousAnswer.Created)
    def answered_without_a_name(
        self,
        event: Event,
        questionnaire_id: Id,
        version: int,
        serial: str,
        signature: str,
        score_questions: list[int],
        scores: list[int],
        choice_questions: list[int],
        choices: list[int],
        text_questions: list[int],
        texts: list[str],
    ) -> None:
        # Neither time nor position: rows are to say no more than the answer itself does.
        asked = _Asked(questionnaire_id, version)
        self.cast.append(CastBallotRow(event.stream, *asked, serial, signature))
        self._count(asked, score_questions, scores)
        self._count(asked, choice_questions, choices)
        for question, text in zip(text_questions, texts, strict=True):
            row = WrittenAnswerRow(event.stream, question, *asked, None, None)
            self._write(asked, row, text, sealed_for=questionnaire_id)
        self._turnout(asked).answers += 1

    @on(Ballot.Created)
    def ballot_claimed(
        self,
        event: Event,
        questionnaire_id: Id,
        version: int,
        person_id: Id,
        blinded_message: str,
        blind_signature: str,
    ) -> None:
        asked = _Asked(questionnaire_id, version)
        self.ballots.append(
            BallotRow(
                event.stream,
                *asked,
                person_id,
                blinded_message,
                blind_signature,
                event.at,
                event.position,
            )
        )
        self._turnout(asked).ballots += 1

    def _turnout(self, asked: _Asked) -> TurnoutRow:
        if self.turnouts.find(asked) is None:
            self.turnouts.add(TurnoutRow(*asked, answers=0, ballots=0))
        return self.turnouts.change(asked)

    def _count(self, asked: _Asked, questions: Sequence[int], values: Sequence[int]) -> None:
        for question in dict.fromkeys(questions):
            self._one_more(asked, question, _ANSWERED)
        for question, value in zip(questions, values, strict=True):
            self._one_more(asked, question, value)

    def _write(self, asked: _Asked, row: WrittenAnswerRow, text: str, *, sealed_for: Id) -> None:
        self._one_more(asked, row.question, _ANSWERED)
        self.written.append(row)
        self.sealed.open(sealed_for, text, row.show_text)

    def _one_more(self, asked: _Asked, question: int, value: int) -> None:
        key = (*asked, question, value)
        if self.counts.find(key) is None:
            self.counts.add(AnswerCountRow(*key, answers=0))
        self.counts.change(key).answers += 1
