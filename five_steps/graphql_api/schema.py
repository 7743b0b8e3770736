"""The schema: all chapters put together."""

import strawberry
from strawberry.schema.config import StrawberryConfig

from five_steps.graphql_api.guarantee.mutations import GuaranteeMutations
from five_steps.graphql_api.guarantee.queries import GuaranteeQueries
from five_steps.graphql_api.incentives.mutations import IncentivesMutations
from five_steps.graphql_api.incentives.queries import IncentivesQueries
from five_steps.graphql_api.incentives.subscriptions import IncentivesSubscriptions
from five_steps.graphql_api.kernel.scalars import SCALARS
from five_steps.graphql_api.node_query import NodeQuery
from five_steps.graphql_api.ordering.mutations import OrderingMutations
from five_steps.graphql_api.ordering.queries import OrderingQueries
from five_steps.graphql_api.ordering.subscriptions import OrderingSubscriptions
from five_steps.graphql_api.organisation.mutations import OrganisationMutations
from five_steps.graphql_api.organisation.queries import OrganisationQueries
from five_steps.graphql_api.people.mutations import PeopleMutations
from five_steps.graphql_api.people.queries import PeopleQueries


@strawberry.type(description="Reading.")
class Query(
    NodeQuery,
    PeopleQueries,
    OrganisationQueries,
    OrderingQueries,
    IncentivesQueries,
    GuaranteeQueries,
):
    """Reading."""


@strawberry.type(description="Changing: one mutation for each command.")
class Mutation(
    PeopleMutations,
    OrganisationMutations,
    OrderingMutations,
    IncentivesMutations,
    GuaranteeMutations,
):
    """Changing."""


@strawberry.type(description="Being told of changes.")
class Subscription(OrderingSubscriptions, IncentivesSubscriptions):
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
