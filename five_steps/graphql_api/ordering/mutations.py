"""All mutations of the order loop."""

import strawberry

from five_steps.graphql_api.ordering.mutations_acceptance import AcceptanceMutations
from five_steps.graphql_api.ordering.mutations_attendance import AttendanceMutations
from five_steps.graphql_api.ordering.mutations_dispatch import DispatchMutations
from five_steps.graphql_api.ordering.mutations_disputes import DisputeMutations
from five_steps.graphql_api.ordering.mutations_endings import EndingMutations
from five_steps.graphql_api.ordering.mutations_follow_up import FollowUpMutations
from five_steps.graphql_api.ordering.mutations_hours import HoursMutations
from five_steps.graphql_api.ordering.mutations_menu import MenuMutations
from five_steps.graphql_api.ordering.mutations_place import PlaceOrderMutations
from five_steps.graphql_api.ordering.mutations_policy import ServicePolicyMutations
from five_steps.graphql_api.ordering.mutations_rating import RatingMutations


@strawberry.type(description="The order loop 点单→派单→接单→评单.")
class OrderingMutations(
    MenuMutations,
    PlaceOrderMutations,
    DispatchMutations,
    AcceptanceMutations,
    AttendanceMutations,
    HoursMutations,
    RatingMutations,
    FollowUpMutations,
    EndingMutations,
    DisputeMutations,
    ServicePolicyMutations,
):
    """The order loop."""
