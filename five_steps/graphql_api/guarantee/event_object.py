"""Which object an event is about, by the kind of stream that it belongs to."""

from collections.abc import Mapping

from five_steps.graphql_api.kernel.global_id import global_id_sql

OBJECTS: Mapping[str, str] = {
    "activity": "Activity",
    "activity_series": "ActivitySeries",
    "ballot": "Ballot",
    "benefit_offer": "BenefitOffer",
    "budget": "Budget",
    "budget_account": "BudgetAccount",
    "certificate": "Certificate",
    "counter": "Counter",
    "counter_stock": "CounterStock",
    "course": "Course",
    "feedback_case": "FeedbackCase",
    "help_case": "HelpCase",
    "honour_season": "HonourSeason",
    "improvement_task": "ImprovementTask",
    "inspection": "Inspection",
    "insurance_cover": "InsuranceCover",
    "joint_meeting": "JointMeeting",
    "meeting_task": "MeetingTask",
    "menu_item": "MenuItem",
    "merchant": "Merchant",
    "nomination": "Nomination",
    "order": "Order",
    "project": "Project",
    "purchase_item": "PurchaseItem",
    "questionnaire": "Questionnaire",
    "redemption": "Redemption",
    "resident": "Resident",
    "reward": "Reward",
    "settlement": "Settlement",
    "spending_proposal": "SpendingProposal",
    "team": "Team",
    "unit": "Unit",
    "unit_assessment": "AssessmentProcess",
    "venue": "Venue",
    "venue_booking": "VenueBooking",
    "volunteer": "Volunteer",
}
"""The GraphQL type of the object that has the id of the stream."""

OF_A_VOLUNTEER = ("points_account", "service_book")
"""Streams that belong to a volunteer, whom each of their events names."""

_NAMED = "(convert_from({t}.state, 'UTF8')::jsonb #>> '{volunteer_id,_data_}')::uuid"


def _when(streams: str, type_name: str, id_sql: str) -> str:
    return f"WHEN split_part({{t}}.topic, '.', 1) {streams} THEN {global_id_sql(type_name, id_sql)}"


OBJECT_ID = (
    "CASE "
    + " ".join(
        [
            *(_when(f"= '{s}'", name, "{t}.originator_id") for s, name in OBJECTS.items()),
            _when(f"IN {OF_A_VOLUNTEER}", "Volunteer", _NAMED),
        ]
    )
    + " END"
)
"""The global id of the object that an event is about; null where it is no object of its own."""
