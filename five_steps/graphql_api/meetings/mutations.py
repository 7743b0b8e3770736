"""All mutations of joint meetings."""

import strawberry

from five_steps.graphql_api.meetings.mutations_agenda import AgendaMutations
from five_steps.graphql_api.meetings.mutations_convening import ConveningMutations
from five_steps.graphql_api.meetings.mutations_doing_tasks import DoingTasksMutations
from five_steps.graphql_api.meetings.mutations_giving_tasks import GivingTasksMutations
from five_steps.graphql_api.meetings.mutations_minutes import MinutesMutations
from five_steps.graphql_api.meetings.mutations_sitting import SittingMutations


@strawberry.type(description="Changing joint meetings and their tasks.")
class MeetingsMutations(
    ConveningMutations,
    AgendaMutations,
    SittingMutations,
    MinutesMutations,
    GivingTasksMutations,
    DoingTasksMutations,
):
    """Changing joint meetings and their tasks."""
