"""All views of the service."""

from __future__ import annotations

from five_steps.projections.guarantee.assessment import AssessmentView
from five_steps.projections.guarantee.policies import PoliciesView
from five_steps.projections.incentives.benefit_offers import BenefitOffersView
from five_steps.projections.incentives.certificates import CertificatesView
from five_steps.projections.incentives.fund.fund import FundView
from five_steps.projections.incentives.fund.merchants import MerchantsView
from five_steps.projections.incentives.fund.settlements import SettlementsView
from five_steps.projections.incentives.help_cases import HelpCasesView
from five_steps.projections.incentives.honours import HonoursView
from five_steps.projections.incentives.insurance import InsuranceView
from five_steps.projections.incentives.points import PointsView
from five_steps.projections.incentives.redeeming.counters import CountersView
from five_steps.projections.incentives.redeeming.redemptions import RedemptionsView
from five_steps.projections.incentives.redeeming.rewards import RewardsView
from five_steps.projections.kernel.projection import Projection
from five_steps.projections.ordering.menu_items import MenuItemsView
from five_steps.projections.ordering.orders import OrdersView
from five_steps.projections.organisation.teams import TeamsView
from five_steps.projections.organisation.units import UnitsView
from five_steps.projections.organisation.venues import VenuesView
from five_steps.projections.people.residents import ResidentsView
from five_steps.projections.people.volunteers import VolunteersView

PROJECTIONS: tuple[type[Projection], ...] = (
    UnitsView,
    VenuesView,
    TeamsView,
    VolunteersView,
    ResidentsView,
    MenuItemsView,
    OrdersView,
    PointsView,
    RewardsView,
    CountersView,
    RedemptionsView,
    MerchantsView,
    FundView,
    SettlementsView,
    HonoursView,
    InsuranceView,
    BenefitOffersView,
    HelpCasesView,
    CertificatesView,
    PoliciesView,
    AssessmentView,
)
