"""All of the domain's enumerations that the API shows."""

from five_steps.commands.kernel.actor import Role
from five_steps.domain.guarantee.assessment_policy import Grade, Indicator
from five_steps.domain.incentives.benefits.help_case import HelpCaseState
from five_steps.domain.incentives.fund.fund import FundAccount, Purpose
from five_steps.domain.incentives.fund.settlement import SettlementState
from five_steps.domain.incentives.honours.nomination_state import NominationState
from five_steps.domain.incentives.honours.season import HonourCategory
from five_steps.domain.incentives.points_account import AdjustmentCause
from five_steps.domain.incentives.redeeming.redemption import RedemptionState
from five_steps.domain.incentives.redeeming.reward import RewardKind
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
from five_steps.projections.incentives.fund.fund_rows import PostingCause
from five_steps.projections.incentives.points_rows import (
    AdjustmentState,
    PointsBalance,
    PointsEntryKind,
)

ENUMERATIONS = tuple(
    graphql_enum(enumeration)
    for enumeration in (
        AdjustmentCause,
        AdjustmentState,
        AssignmentStatus,
        Category,
        CheckMethod,
        FollowUpChannel,
        FundAccount,
        Grade,
        HelpCaseState,
        HonourCategory,
        Indicator,
        NominationState,
        OrderState,
        OverdueStage,
        PointKind,
        PointsBalance,
        PointsEntryKind,
        PostingCause,
        Purpose,
        RecordKind,
        RecordState,
        RedemptionState,
        RequesterKind,
        RewardKind,
        Role,
        SettlementState,
        TeamKind,
        Tier,
        UnitStatus,
        VenueKind,
        VolunteerStatus,
    )
)
