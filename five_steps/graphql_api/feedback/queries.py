"""Root fields of feedback."""

import strawberry

from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.feedback.feedback_case import (
    FEEDBACK_SORTS,
    FeedbackCase,
    FeedbackCaseFilter,
    FeedbackSort,
)
from five_steps.graphql_api.feedback.follow_up import DUE_FIRST, SAMPLE_ARGUMENTS, FollowUp
from five_steps.graphql_api.feedback.improvement_task import (
    IMPROVEMENT_SORTS,
    ImprovementSort,
    ImprovementTask,
    ImprovementTaskFilter,
)
from five_steps.graphql_api.feedback.questionnaires.questionnaire import (
    LATEST_QUESTIONNAIRE_FIRST,
    Questionnaire,
    QuestionnaireFilter,
)
from five_steps.graphql_api.kernel.collection import Argument, Condition, reads_id
from five_steps.graphql_api.kernel.connection import Connection
from five_steps.graphql_api.kernel.entity import connection, one
from five_steps.graphql_api.kernel.viewer import READS_ALL

_QUESTIONNAIRE_ID = Argument(
    strawberry.ID,
    "Global id of the questionnaire.",
    Condition("{t}.id = {p}::uuid", reads_id("Questionnaire")),
)
_WHO_IMPROVES = READS_ALL | {Role.DISPATCHER, Role.UNIT_ADMIN}
_WHO_IS_HEARD = _WHO_IMPROVES | {Role.RESIDENT, Role.VOLUNTEER}


@strawberry.type(description="Reading feedback.")
class FeedbackQueries:
    """Root fields of feedback."""

    questionnaire: Questionnaire | None = one(
        "A questionnaire 问卷.", arguments={"id": _QUESTIONNAIRE_ID}
    )
    questionnaires: Connection[Questionnaire] = connection(
        "The questionnaires that the viewer may see, the latest first 问卷.",
        filter=QuestionnaireFilter,
        sorts=LATEST_QUESTIONNAIRE_FIRST,
    )
    feedback_cases: Connection[FeedbackCase] = connection(
        "The complaints and suggestions that the viewer may see 投诉建议.",
        filter=FeedbackCaseFilter,
        order_by=FeedbackSort,
        sorts=FEEDBACK_SORTS,
        roles=_WHO_IS_HEARD,
    )
    improvement_tasks: Connection[ImprovementTask] = connection(
        "The improvement tasks that the viewer may see 整改任务.",
        filter=ImprovementTaskFilter,
        order_by=ImprovementSort,
        sorts=IMPROVEMENT_SORTS,
        roles=_WHO_IS_HEARD,
    )
    follow_up_sample: Connection[FollowUp] = connection(
        "The closed orders of a unit that were drawn for a follow-up, what is due first 回访抽样.",
        arguments=SAMPLE_ARGUMENTS,
        sorts=DUE_FIRST,
        roles=_WHO_IMPROVES,
    )
