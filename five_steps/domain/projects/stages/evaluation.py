"""Evaluation 评估: a result, on the surveys of the round."""

from collections.abc import Sequence
from datetime import datetime

from five_steps.domain.kernel import checks
from five_steps.domain.projects import project_events as events
from five_steps.domain.projects.project_state import ProjectOutcome, ProjectStage
from five_steps.domain.projects.stages.stage import Stage
from five_steps.domain.projects.surveys import Survey, check_surveys


class EvaluationStage(Stage):
    """What came of a round."""

    def evaluate(
        self,
        *,
        surveys: Sequence[Survey],
        outcome: ProjectOutcome,
        result: str,
        by: str,
        at: datetime,
    ) -> None:
        """State the result, on surveys that were closed since the round was implemented."""
        self._require_stage(ProjectStage.EVALUATE)
        assert self.implemented_since is not None
        check_surveys(surveys, since=self.implemented_since)
        self.trigger_event(
            events.Evaluated,
            timestamp=at,
            questionnaire_ids=[survey.questionnaire_id for survey in surveys],
            answers=sum(survey.answers for survey in surveys),
            outcome=outcome.value,
            result=checks.text("result", result),
            evaluated_by=by,
        )
