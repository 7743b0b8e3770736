"""The root field `node`: any object by its global id."""

from typing import Annotated, TypeAlias

import strawberry

from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.graphql_api.activities.activity import Activity
from five_steps.graphql_api.activities.activity_series import ActivitySeries
from five_steps.graphql_api.activities.course import Course
from five_steps.graphql_api.feedback.feedback_case import FeedbackCase
from five_steps.graphql_api.feedback.improvement_task import ImprovementTask
from five_steps.graphql_api.feedback.questionnaires.ballot import Ballot
from five_steps.graphql_api.feedback.questionnaires.questionnaire import Questionnaire
from five_steps.graphql_api.guarantee.assessment.process import (
    AssessmentObjection,
    AssessmentProcess,
)
from five_steps.graphql_api.guarantee.budget.budget import Budget
from five_steps.graphql_api.guarantee.budget.budget_parts import BudgetAccount, BudgetAmendment
from five_steps.graphql_api.guarantee.inspections.inspection import Inspection
from five_steps.graphql_api.incentives.adjustment import Adjustment
from five_steps.graphql_api.incentives.benefits.help_case import HelpCase
from five_steps.graphql_api.incentives.benefits.insurance import InsuranceCover
from five_steps.graphql_api.incentives.benefits.offer import BenefitOffer
from five_steps.graphql_api.incentives.certificates.certificate import Certificate
from five_steps.graphql_api.incentives.fund.merchant import Merchant
from five_steps.graphql_api.incentives.fund.settlement import Settlement
from five_steps.graphql_api.incentives.honours.honour import Honour
from five_steps.graphql_api.incentives.honours.nomination import Nomination
from five_steps.graphql_api.incentives.honours.objection import Objection
from five_steps.graphql_api.incentives.honours.season import HonourSeason
from five_steps.graphql_api.incentives.redeeming.counter import Counter
from five_steps.graphql_api.incentives.redeeming.counter_stock import CounterStock
from five_steps.graphql_api.incentives.redeeming.redemption import Redemption
from five_steps.graphql_api.incentives.redeeming.reward import Reward
from five_steps.graphql_api.incentives.service_record import ServiceRecord
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.entity import entity_of
from five_steps.graphql_api.kernel.global_id import read_global_id
from five_steps.graphql_api.kernel.node import Node
from five_steps.graphql_api.meetings.matter import MeetingMatter
from five_steps.graphql_api.meetings.meeting import JointMeeting
from five_steps.graphql_api.meetings.report import MeetingReport
from five_steps.graphql_api.meetings.task import MeetingTask
from five_steps.graphql_api.ordering.menu_item import MenuItem
from five_steps.graphql_api.ordering.order import Order
from five_steps.graphql_api.organisation.team import Team
from five_steps.graphql_api.organisation.unit import Unit
from five_steps.graphql_api.organisation.venue import Venue
from five_steps.graphql_api.organisation.venue_booking import VenueBooking
from five_steps.graphql_api.people.resident import Resident
from five_steps.graphql_api.people.volunteer import Volunteer
from five_steps.graphql_api.projects.project import Project
from five_steps.graphql_api.projects.purchasing.purchase_item import PurchaseItem

_NODES = {
    entity_of(cls).name: entity_of(cls)
    for cls in (
        Activity,
        ActivitySeries,
        Adjustment,
        AssessmentObjection,
        AssessmentProcess,
        Ballot,
        BenefitOffer,
        Budget,
        BudgetAccount,
        BudgetAmendment,
        Certificate,
        Counter,
        Course,
        CounterStock,
        FeedbackCase,
        HelpCase,
        Honour,
        HonourSeason,
        ImprovementTask,
        Inspection,
        InsuranceCover,
        JointMeeting,
        MeetingMatter,
        MeetingReport,
        MeetingTask,
        MenuItem,
        Merchant,
        Nomination,
        Objection,
        Order,
        Project,
        PurchaseItem,
        Questionnaire,
        Redemption,
        Resident,
        Reward,
        ServiceRecord,
        Settlement,
        Team,
        Unit,
        Venue,
        VenueBooking,
        Volunteer,
    )
}


_GlobalId: TypeAlias = Annotated[
    strawberry.ID, strawberry.argument(description="Global id of the object.")
]


@strawberry.type(description="Reading any object.")
class NodeQuery:
    """Reading any object."""

    @strawberry.field(description="Any object by its global id; null if it is not to be seen.")
    async def node(self, info: Info, id: _GlobalId) -> Node | None:  # noqa: A002
        """Any object by its global id."""
        named = read_global_id(id)
        if named is None or named[0] not in _NODES:
            raise Refusal(RefusalCode.INVALID, "id", allowed="a global id")
        type_name, local_id = named
        found: Node | None = await info.context.rows.by_id(_NODES[type_name], local_id)
        return found
