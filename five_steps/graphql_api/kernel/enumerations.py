"""All of the domain's enumerations that the API shows."""

from five_steps.commands.kernel.actor import Role
from five_steps.domain.guarantee.assessment_policy import Grade, Indicator
from five_steps.domain.incentives.points_account import AdjustmentCause
from five_steps.domain.incentives.service_record import RecordKind, RecordState
from five_steps.domain.ordering.category import Category
from five_steps.domain.ordering.order_state import (
    AssignmentStatus,
    CheckMethod,
    FollowUpChannel,
    OrderState,
    OverdueStage,
    RequesterKind,
)
from five_steps.domain.organisation.tiers import PointKind, TeamKind, Tier, UnitStatus, VenueKind
from five_steps.domain.people.volunteer import VolunteerStatus
from five_steps.graphql_api.kernel.enums import graphql_enum

ENUMERATIONS = tuple(
    graphql_enum(enumeration)
    for enumeration in (
        AdjustmentCause,
        AssignmentStatus,
        Category,
        CheckMethod,
        FollowUpChannel,
        Grade,
        Indicator,
        OrderState,
        OverdueStage,
        PointKind,
        RecordKind,
        RecordState,
        RequesterKind,
        Role,
        TeamKind,
        Tier,
        UnitStatus,
        VenueKind,
        VolunteerStatus,
    )
)
