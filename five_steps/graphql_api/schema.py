"""The schema: all chapters put together."""

import strawberry
from strawberry.schema.config import StrawberryConfig

from five_steps.graphql_api.activities.mutations import ActivitiesMutations
from five_steps.graphql_api.activities.queries import ActivitiesQueries
from five_steps.graphql_api.activities.subscriptions import ActivitiesSubscriptions
from five_steps.graphql_api.feedback.mutations import FeedbackMutations
from five_steps.graphql_api.feedback.queries import FeedbackQueries
from five_steps.graphql_api.feedback.subscriptions import FeedbackSubscriptions
from five_steps.graphql_api.guarantee.assessment.subscriptions import AssessmentSubscriptions
from five_steps.graphql_api.guarantee.mutations import GuaranteeMutations
from five_steps.graphql_api.guarantee.queries import GuaranteeQueries
from five_steps.graphql_api.incentives.mutations import IncentivesMutations
from five_steps.graphql_api.incentives.queries import IncentivesQueries
from five_steps.graphql_api.incentives.subscriptions import IncentivesSubscriptions
from five_steps.graphql_api.kernel.scalars import SCALARS
from five_steps.graphql_api.meetings.mutations import MeetingsMutations
from five_steps.graphql_api.meetings.queries import MeetingsQueries
from five_steps.graphql_api.meetings.subscriptions import MeetingsSubscriptions
from five_steps.graphql_api.node_query import NodeQuery
from five_steps.graphql_api.ordering.mutations import OrderingMutations
from five_steps.graphql_api.ordering.queries import OrderingQueries
from five_steps.graphql_api.ordering.subscriptions import OrderingSubscriptions
from five_steps.graphql_api.organisation.mutations import OrganisationMutations
from five_steps.graphql_api.organisation.queries import OrganisationQueries
from five_steps.graphql_api.people.mutations import PeopleMutations
from five_steps.graphql_api.people.queries import PeopleQueries
from five_steps.graphql_api.projects.mutations import ProjectsMutations
from five_steps.graphql_api.projects.queries import ProjectsQueries
from five_steps.graphql_api.projects.subscriptions import ProjectsSubscriptions


@strawberry.type(description="Reading.")
class Query(
    NodeQuery,
    PeopleQueries,
    OrganisationQueries,
    OrderingQueries,
    IncentivesQueries,
    ProjectsQueries,
    FeedbackQueries,
    MeetingsQueries,
    GuaranteeQueries,
    ActivitiesQueries,
):
    """Reading."""


@strawberry.type(description="Changing: one mutation for each command.")
class Mutation(
    PeopleMutations,
    OrganisationMutations,
    OrderingMutations,
    IncentivesMutations,
    ProjectsMutations,
    FeedbackMutations,
    MeetingsMutations,
    GuaranteeMutations,
    ActivitiesMutations,
):
    """Changing."""


@strawberry.type(description="Being told of changes.")
class Subscription(
    OrderingSubscriptions,
    IncentivesSubscriptions,
    ProjectsSubscriptions,
    FeedbackSubscriptions,
    MeetingsSubscriptions,
    AssessmentSubscriptions,
    ActivitiesSubscriptions,
):
    """Being told of changes."""


schema = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    config=StrawberryConfig(scalar_map=SCALARS),
)


def sdl() -> str:
    """The schema in GraphQL's definition language."""
    return schema.as_str() + "\n"
