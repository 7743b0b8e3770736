"""All of the domain's enumerations that the API shows."""

from five_steps.commands.kernel.actor import Role
from five_steps.domain.activities.activity_state import ActivityState, ParticipationStatus
from five_steps.domain.activities.course_state import CourseState, EnrolmentStatus
from five_steps.domain.activities.line import ActivityLine, PreachingMethod, SubForm
from five_steps.domain.activities.places import ParticipantKind
from five_steps.domain.activities.recurrence import Frequency
from five_steps.domain.feedback.feedback_state import (
    AskerKind,
    FeedbackKind,
    FeedbackState,
    FeedbackTopic,
)
from five_steps.domain.feedback.improvement_state import (
    ImprovementSource,
    ImprovementState,
    InformChannel,
)
from five_steps.domain.feedback.questionnaires.question import QuestionKind
from five_steps.domain.feedback.questionnaires.questionnaire_state import (
    Audience,
    QuestionnaireState,
)
from five_steps.domain.guarantee.budget.budget_state import BudgetState
from five_steps.domain.guarantee.formulas import Formula
from five_steps.domain.guarantee.grade import Grade
from five_steps.domain.guarantee.indicators import Indicator
from five_steps.domain.guarantee.inspections.inspection_state import (
    CheckResult,
    InspectionKind,
    InspectionState,
    Severity,
    VetoState,
)
from five_steps.domain.guarantee.process.assessment_state import AssessmentState
from five_steps.domain.incentives.benefits.help_case import HelpCaseState
from five_steps.domain.incentives.fund.fund import FundAccount, Purpose
from five_steps.domain.incentives.fund.settlement import SettlementState
from five_steps.domain.incentives.fund.spending_proposal import ProposalState
from five_steps.domain.incentives.honours.nomination_state import NominationState
from five_steps.domain.incentives.honours.season import HonourCategory
from five_steps.domain.incentives.points_account import AdjustmentCause
from five_steps.domain.incentives.redeeming.redemption import RedemptionState
from five_steps.domain.incentives.redeeming.reward import RewardKind
from five_steps.domain.incentives.service_record import RecordKind, RecordState
from five_steps.domain.meetings.meeting_state import (
    MatterState,
    MeetingAttendance,
    MeetingState,
)
from five_steps.domain.meetings.meeting_task_state import MeetingTaskState
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
from five_steps.domain.organisation.venue_booking import BookingHolder
from five_steps.domain.people.privacy.data_period import MonthlyTexts
from five_steps.domain.people.privacy.erasure_state import (
    DataKind,
    ErasureGround,
    ErasureRefusal,
    ErasureState,
    PersonKind,
)
from five_steps.domain.people.volunteer import VolunteerStatus
from five_steps.domain.projects.project_state import (
    ProgressKind,
    ProjectOutcome,
    ProjectStage,
    WorkKind,
)
from five_steps.domain.projects.purchasing.contract import MilestoneState
from five_steps.domain.projects.purchasing.purchase_state import PurchaseState
from five_steps.graphql_api.kernel.enums import graphql_enum
from five_steps.projections.guarantee.budget.budget_rows import (
    AmendmentState,
    BudgetBalance,
    BudgetEntryCause,
)
from five_steps.projections.incentives.fund.fund_rows import PostingCause
from five_steps.projections.incentives.points_rows import (
    AdjustmentState,
    PointsBalance,
    PointsEntryKind,
)
from five_steps.projections.organisation.unit_rows import UnitChange
from five_steps.projections.people.privacy.keeping import KeptBecause

ENUMERATIONS = tuple(
    graphql_enum(enumeration)
    for enumeration in (
        ActivityLine,
        ActivityState,
        AdjustmentCause,
        AdjustmentState,
        AmendmentState,
        AskerKind,
        AssessmentState,
        AssignmentStatus,
        Audience,
        BookingHolder,
        BudgetBalance,
        BudgetEntryCause,
        BudgetState,
        Category,
        CheckMethod,
        CheckResult,
        CourseState,
        DataKind,
        EnrolmentStatus,
        ErasureGround,
        ErasureRefusal,
        ErasureState,
        FeedbackKind,
        FeedbackState,
        FeedbackTopic,
        FollowUpChannel,
        Formula,
        Frequency,
        FundAccount,
        Grade,
        HelpCaseState,
        HonourCategory,
        ImprovementSource,
        ImprovementState,
        Indicator,
        InformChannel,
        InspectionKind,
        InspectionState,
        KeptBecause,
        MatterState,
        MeetingAttendance,
        MeetingState,
        MeetingTaskState,
        MilestoneState,
        MonthlyTexts,
        NominationState,
        OrderState,
        OverdueStage,
        ParticipantKind,
        ParticipationStatus,
        PersonKind,
        PointKind,
        PointsBalance,
        PointsEntryKind,
        PostingCause,
        PreachingMethod,
        ProgressKind,
        ProjectOutcome,
        ProjectStage,
        PurchaseState,
        Purpose,
        QuestionKind,
        QuestionnaireState,
        RecordKind,
        RecordState,
        RedemptionState,
        RequesterKind,
        RewardKind,
        Role,
        ProposalState,
        SettlementState,
        Severity,
        SubForm,
        TeamKind,
        Tier,
        UnitChange,
        UnitStatus,
        VenueKind,
        VetoState,
        VolunteerStatus,
        WorkKind,
    )
)
