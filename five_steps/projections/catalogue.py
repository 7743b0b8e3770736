"""All views of the service."""

from __future__ import annotations

from five_steps.projections.activities.activities import ActivitiesView
from five_steps.projections.activities.activity_series import ActivitySeriesView
from five_steps.projections.activities.courses import CoursesView
from five_steps.projections.feedback.feedback_cases import FeedbackCasesView
from five_steps.projections.feedback.follow_ups import FollowUpsView
from five_steps.projections.feedback.improvement_tasks import ImprovementTasksView
from five_steps.projections.feedback.questionnaires.questionnaires import QuestionnairesView
from five_steps.projections.feedback.questionnaires.results import QuestionnaireResultsView
from five_steps.projections.guarantee.assessment.view import AssessmentView
from five_steps.projections.guarantee.budget.budgets import BudgetsView
from five_steps.projections.guarantee.inspections.inspections import InspectionsView
from five_steps.projections.guarantee.policies import PoliciesView
from five_steps.projections.guarantee.process.processes import AssessmentProcessView
from five_steps.projections.incentives.benefit_offers import BenefitOffersView
from five_steps.projections.incentives.certificates import CertificatesView
from five_steps.projections.incentives.fund.fund import FundView
from five_steps.projections.incentives.fund.merchants import MerchantsView
from five_steps.projections.incentives.fund.settlements import SettlementsView
from five_steps.projections.incentives.fund.spending_proposals import SpendingProposalsView
from five_steps.projections.incentives.help_cases import HelpCasesView
from five_steps.projections.incentives.honours import HonoursView
from five_steps.projections.incentives.insurance import InsuranceView
from five_steps.projections.incentives.points import PointsView
from five_steps.projections.incentives.redeeming.counters import CountersView
from five_steps.projections.incentives.redeeming.redemptions import RedemptionsView
from five_steps.projections.incentives.redeeming.rewards import RewardsView
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.meetings.meeting_tasks import MeetingTasksView
from five_steps.projections.meetings.meetings import MeetingsView
from five_steps.projections.ordering.menu_items import MenuItemsView
from five_steps.projections.ordering.orders import OrdersView
from five_steps.projections.organisation.teams import TeamsView
from five_steps.projections.organisation.units import UnitsView
from five_steps.projections.organisation.venue_bookings import VenueBookingsView
from five_steps.projections.organisation.venues import VenuesView
from five_steps.projections.people.privacy.erasures import ErasuresView
from five_steps.projections.people.privacy.guardians import GuardiansView
from five_steps.projections.people.privacy.keeping import KeepingView
from five_steps.projections.people.residents import ResidentsView
from five_steps.projections.people.volunteers import VolunteersView
from five_steps.projections.projects.projects import ProjectsView
from five_steps.projections.projects.purchases import PurchasesView

PROJECTIONS: tuple[type[Projection], ...] = (
    UnitsView,
    VenuesView,
    VenueBookingsView,
    TeamsView,
    VolunteersView,
    ResidentsView,
    ErasuresView,
    GuardiansView,
    KeepingView,
    MenuItemsView,
    OrdersView,
    PointsView,
    RewardsView,
    CountersView,
    RedemptionsView,
    MerchantsView,
    FundView,
    SettlementsView,
    SpendingProposalsView,
    HonoursView,
    InsuranceView,
    BenefitOffersView,
    HelpCasesView,
    CertificatesView,
    ActivitiesView,
    ActivitySeriesView,
    CoursesView,
    MeetingsView,
    MeetingTasksView,
    InspectionsView,
    ProjectsView,
    PurchasesView,
    BudgetsView,
    QuestionnairesView,
    QuestionnaireResultsView,
    FeedbackCasesView,
    ImprovementTasksView,
    FollowUpsView,
    PoliciesView,
    AssessmentView,
    AssessmentProcessView,
)
