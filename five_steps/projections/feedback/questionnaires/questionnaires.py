"""Questionnaires (问卷): their versions, and what each asks."""

from __future__ import annotations

from datetime import datetime

from five_steps.domain.feedback.questionnaires.questionnaire import Questionnaire
from five_steps.domain.feedback.questionnaires.questionnaire_state import QuestionnaireState
from five_steps.projections.feedback.questionnaires.questionnaire_rows import (
    QuestionnaireRow,
    QuestionRow,
    VersionRow,
)
from five_steps.projections.kernel.handlers import on
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.kernel.rows import Rows
from five_steps.projections.kernel.values import Event, Id


class QuestionnairesView(Projection):
    """`read.questionnaires`, `read.questionnaire_versions` and `read.questions`."""

    name = "questionnaires"

    def declare(self) -> None:
        self.questionnaires = self.table(
            Rows[Id, QuestionnaireRow](
                QuestionnaireRow,
                "questionnaires",
                key=["id"],
                indexes=["(unit_id)", "(closes_at) WHERE state = 'PUBLISHED'", "(created_at, id)"],
            )
        )
        self.versions = self.table(
            Rows[tuple[Id, int], VersionRow](
                VersionRow,
                "questionnaire_versions",
                key=["questionnaire_id", "version"],
            )
        )
        self.questions = self.table(
            Rows[tuple[Id, int, int], QuestionRow](
                QuestionRow,
                "questions",
                key=["questionnaire_id", "version", "number"],
            )
        )

    @on(Questionnaire.Created)
    def created(self, event: Event, unit_id: Id, created_by: str) -> None:
        self.questionnaires.add(
            QuestionnaireRow(
                id=event.stream,
                unit_id=unit_id,
                state=QuestionnaireState.DRAFT,
                version=0,
                has_draft=False,
                title="",
                audience="",
                anonymous=False,
                opens_at=event.at,
                closes_at=event.at,
                created_by=created_by,
                created_at=event.at,
                position=event.position,
            )
        )

    @on(Questionnaire.Drafted)
    def drafted(
        self,
        event: Event,
        title: str,
        introduction: str,
        audience: str,
        anonymous: bool,
        opens_at: datetime,
        closes_at: datetime,
        question_kinds: list[str],
        question_texts: list[str],
        required: list[bool],
        scale_max: list[int],
        option_counts: list[int],
        options: list[str],
    ) -> None:
        questionnaire = self._changed(event)
        number = questionnaire.version + 1
        if questionnaire.has_draft:
            self._drop_draft(questionnaire.id, number)
        questionnaire.has_draft = True
        draft = self.versions.add(
            VersionRow(
                questionnaire_id=event.stream,
                version=number,
                unit_id=questionnaire.unit_id,
                title=title,
                introduction=introduction,
                audience=audience,
                anonymous=anonymous,
                opens_at=opens_at,
                closes_at=closes_at,
                published_at=None,
                published_by=None,
                results_from=None,
                ballot_key=None,
                closed_at=None,
                position=event.position,
            )
        )
        if questionnaire.version == 0:
            _show(questionnaire, draft)
        used = 0
        for index, kind in enumerate(question_kinds):
            own = options[used : used + option_counts[index]]
            used += len(own)
            self.questions.add(
                QuestionRow(
                    questionnaire_id=event.stream,
                    version=number,
                    number=index + 1,
                    kind=kind,
                    text=question_texts[index],
                    required=required[index],
                    scale_max=scale_max[index],
                    options=own,
                )
            )

    @on(Questionnaire.Published)
    def published(
        self, event: Event, version: int, results_from: int, ballot_key: str, published_by: str
    ) -> None:
        published = self.versions.change((event.stream, version))
        published.published_at = event.at
        published.published_by = published_by
        published.results_from = results_from
        published.ballot_key = ballot_key or None
        published.position = event.position
        questionnaire = self._changed(event)
        questionnaire.state = QuestionnaireState.PUBLISHED
        questionnaire.version = version
        questionnaire.has_draft = False
        _show(questionnaire, published)

    @on(Questionnaire.Closed)
    def closed(self, event: Event, version: int) -> None:
        closed = self.versions.change((event.stream, version))
        closed.closed_at = event.at
        closed.position = event.position
        self._changed(event).state = QuestionnaireState.CLOSED

    def _changed(self, event: Event) -> QuestionnaireRow:
        questionnaire = self.questionnaires.change(event.stream)
        questionnaire.position = event.position
        return questionnaire

    def _drop_draft(self, questionnaire_id: Id, number: int) -> None:
        self.versions.remove((questionnaire_id, number))
        for question in self.questions.of(questionnaire_id):
            if question.version == number:
                self.questions.remove((questionnaire_id, number, question.number))


def _show(questionnaire: QuestionnaireRow, version: VersionRow) -> None:
    """Let the questionnaire be known by what a version of it says."""
    questionnaire.title = version.title
    questionnaire.audience = version.audience
    questionnaire.anonymous = version.anonymous
    questionnaire.opens_at = version.opens_at
    questionnaire.closes_at = version.closes_at
