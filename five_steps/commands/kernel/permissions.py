"""Which roles may give which command: one table, read by the bus, the tests and the docs.

A role is only the first question. How far it reaches is the second (`REACH`), and the handler asks
it of the unit or person concerned, with `scope`.
"""

from collections.abc import Mapping
from enum import StrEnum

from five_steps.commands.kernel.actor import Role
from five_steps.domain.kernel.refusal import Refusal, RefusalCode


class Reach(StrEnum):
    """How far a role reaches (范围)."""

    NOTHING = "NOTHING"
    """Changes nothing."""
    OWN = "OWN"
    """Acts for itself alone."""
    UNIT = "UNIT"
    """Acts for its unit and everything under it."""
    DISTRICT = "DISTRICT"
    """Acts everywhere."""


REACH: Mapping[Role, Reach] = {
    Role.RESIDENT: Reach.OWN,
    Role.VOLUNTEER: Reach.OWN,
    Role.DISPATCHER: Reach.UNIT,
    Role.UNIT_ADMIN: Reach.UNIT,
    Role.COUNTER: Reach.UNIT,
    Role.AUDITOR: Reach.NOTHING,
    Role.CENTRE_ADMIN: Reach.DISTRICT,
    Role.SYSTEM: Reach.DISTRICT,
}

_SYSTEM = frozenset({Role.SYSTEM})
_CENTRE = frozenset({Role.CENTRE_ADMIN, Role.SYSTEM})
_CENTRE_STAFF = frozenset({Role.CENTRE_ADMIN})
_ADMINS = _CENTRE | {Role.UNIT_ADMIN}
_STAFF = _ADMINS | {Role.DISPATCHER}
_VOLUNTEER = frozenset({Role.VOLUNTEER})
_RESIDENT = frozenset({Role.RESIDENT})
_COUNTER = frozenset({Role.COUNTER})

PERMISSIONS: Mapping[str, frozenset[Role]] = {
    # organisation
    "found_unit": _CENTRE,
    "change_unit_details": _ADMINS,
    "name_party_head": _ADMINS,
    "reparent_unit": _CENTRE,
    "suspend_unit": _CENTRE,
    "resume_unit": _CENTRE,
    "merge_unit": _CENTRE,
    "register_venue": _ADMINS,
    "change_venue_details": _ADMINS,
    "set_venue_hours": _ADMINS,
    "close_venue": _ADMINS,
    "book_venue": _STAFF,
    "release_venue_booking": _STAFF,
    "form_team": _ADMINS,
    "name_captain": _ADMINS,
    "release_captain": _ADMINS,
    "hand_over_team": _CENTRE,
    "disband_team": _ADMINS,
    "join_team": _ADMINS,
    "leave_team": _ADMINS | _VOLUNTEER,
    "change_team": _ADMINS,
    # people
    "register_volunteer": _ADMINS | _VOLUNTEER | _RESIDENT,
    "approve_volunteer": _ADMINS,
    "reject_volunteer": _ADMINS,
    "change_volunteer_profile": _ADMINS | _VOLUNTEER,
    "transfer_volunteer": _ADMINS,
    "suspend_volunteer": _ADMINS,
    "resume_volunteer": _ADMINS,
    "withdraw_volunteer": _ADMINS | _VOLUNTEER,
    "register_resident": _STAFF | _RESIDENT,
    "change_resident_contact": _STAFF | _RESIDENT,
    # personal information; asked for by the person or on their behalf, erased by a second person
    "request_erasure": _CENTRE_STAFF | _VOLUNTEER | _RESIDENT,
    "withdraw_erasure_request": _CENTRE_STAFF | _VOLUNTEER | _RESIDENT,
    "refuse_erasure": _CENTRE_STAFF,
    "erase_person": _CENTRE_STAFF,
    "erase_in_time": _SYSTEM,
    "mark_erasure_overdue": _SYSTEM,
    "erase_data_period": _SYSTEM,
    "publish_retention_policy": _CENTRE,
    "record_guardian_consent": _ADMINS,
    "withdraw_guardian_consent": _ADMINS | _VOLUNTEER,
    # ordering; nobody is forcibly assigned, so accepting is the volunteer's own act, and no staff
    # rate a service that a resident ordered
    "put_on_menu": _ADMINS,
    "take_off_menu": _ADMINS,
    "place_order": _STAFF | _RESIDENT,
    "dispatch_order": _STAFF,
    "transfer_order": _STAFF,
    "escalate_order": _STAFF,
    "accept_order": _VOLUNTEER,
    "decline_order": _VOLUNTEER,
    "withdraw_acceptance": _VOLUNTEER,
    "record_agreement": _STAFF,
    "check_in": _STAFF | _VOLUNTEER,
    "check_out": _STAFF | _VOLUNTEER,
    "record_no_show": _STAFF,
    "submit_hours": _STAFF | _VOLUNTEER,
    "verify_hours": _STAFF,
    "reject_hours": _STAFF,
    "rate_order": _ADMINS | _RESIDENT,
    "amend_rating": _ADMINS | _RESIDENT,
    "close_unrated": _CENTRE,
    "follow_up_order": _STAFF,
    "cancel_order": _STAFF | _RESIDENT,
    "expire_order": _CENTRE,
    "dispute_order": _STAFF | _VOLUNTEER | _RESIDENT,
    "decide_dispute": _ADMINS,
    "publish_service_policy": _CENTRE,
    # incentives
    "correct_hours": _ADMINS,
    "enter_back_hours": _ADMINS,
    "verify_back_hours": _ADMINS,
    "reject_back_hours": _ADMINS,
    "import_service_record": _CENTRE,
    "demote_star": _CENTRE,
    "publish_incentive_policy": _CENTRE,
    "propose_adjustment": _ADMINS,
    "approve_adjustment": _ADMINS,
    "reject_adjustment": _ADMINS,
    "expire_points": _CENTRE,
    # redeeming; what happens at a counter is its operators' act, whoever administers it
    "put_on_reward": _ADMINS,
    "reprice_reward": _ADMINS,
    "withdraw_reward": _ADMINS,
    "open_counter": _ADMINS,
    "set_counter_hours": _ADMINS,
    "set_counter_day_limit": _ADMINS,
    "appoint_operator": _ADMINS,
    "dismiss_operator": _ADMINS,
    "shut_down_counter": _ADMINS,
    "change_stock": _ADMINS | _COUNTER,
    "hold_redemption": _VOLUNTEER | _COUNTER,
    "confirm_redemption": _COUNTER,
    "fulfil_redemption": _COUNTER,
    "cancel_redemption": _VOLUNTEER | _COUNTER,
    "time_out_redemption": _CENTRE,
    "return_redemption": _COUNTER,
    # fund; money leaves it by the centre, or as help that two persons of a unit have granted
    "sign_up_merchant": _ADMINS,
    "end_merchant_contract": _ADMINS,
    "donate": _CENTRE,
    "allocate_to_fund": _CENTRE,
    "spend_from_fund": _CENTRE,
    "propose_fund_spending": _CENTRE,
    "approve_fund_spending": _CENTRE,
    "reject_fund_spending": _CENTRE,
    "state_settlement": _ADMINS,
    "dispute_settlement": _ADMINS | _COUNTER,
    "answer_settlement_dispute": _ADMINS,
    "agree_settlement": _ADMINS | _COUNTER,
    "withdraw_settlement": _ADMINS,
    "pay_settlement": _CENTRE,
    # honours; anybody may object to what is announced, and nobody consents for somebody else
    "announce_honour_season": _ADMINS,
    "close_honour_season": _ADMINS,
    "nominate_for_honour": _STAFF,
    "consent_to_nomination": _VOLUNTEER,
    "decline_nomination": _VOLUNTEER,
    "review_nomination": _ADMINS,
    "reject_nomination": _ADMINS,
    "announce_nomination": _ADMINS,
    "raise_objection": _STAFF | _COUNTER | _VOLUNTEER | _RESIDENT,
    "decide_objection": _ADMINS,
    "award_honour": _ADMINS,
    "revoke_honour": _ADMINS,
    # benefits and certificates
    "take_out_insurance": _ADMINS,
    "enrol_volunteers": _ADMINS,
    "terminate_insurance": _ADMINS,
    "publish_benefit_offer": _ADMINS,
    "withdraw_benefit_offer": _ADMINS,
    "open_help_case": _ADMINS,
    "approve_help": _ADMINS,
    "reject_help": _ADMINS,
    "give_assistance": _ADMINS,
    "close_help_case": _ADMINS,
    "issue_certificate": _ADMINS | _VOLUNTEER,
    "revoke_certificate": _ADMINS,
    # projects; who takes part is the volunteer's own decision
    "establish_project": _ADMINS,
    "change_project_plan": _ADMINS,
    "abandon_project": _ADMINS,
    "mark_project_overdue": _SYSTEM,
    "open_project_recruitment": _ADMINS,
    "join_project": _VOLUNTEER,
    "leave_project": _ADMINS | _VOLUNTEER,
    "start_project": _ADMINS,
    "record_project_progress": _STAFF,
    "link_project_work": _STAFF,
    "unlink_project_work": _STAFF,
    "begin_project_evaluation": _ADMINS,
    "evaluate_project": _ADMINS,
    "name_project_changes": _ADMINS,
    "begin_next_project_round": _ADMINS,
    "close_project": _ADMINS,
    # purchase list
    "list_purchase_item": _ADMINS,
    "cancel_purchase_item": _ADMINS,
    "sign_purchase_contract": _ADMINS,
    "terminate_purchase_contract": _ADMINS,
    "record_delivery": _STAFF,
    "mark_delivery_overdue": _SYSTEM,
    "accept_milestone": _ADMINS,
    "reject_delivery": _ADMINS,
    "pay_milestone": _ADMINS,
    # budget; its lines and what each unit gets of them are the centre's, spending is the unit's
    "draw_up_budget": _CENTRE,
    "add_budget_line": _CENTRE,
    "adopt_budget": _CENTRE,
    "allocate_budget": _CENTRE,
    "withdraw_allocation": _CENTRE,
    "propose_budget_amendment": _CENTRE,
    "approve_budget_amendment": _CENTRE,
    "reject_budget_amendment": _CENTRE,
    "spend_budget": _ADMINS,
    "refund_spending": _ADMINS,
    # feedback; that a second person accepts an improvement is the task's own rule. A ballot is cast
    # by nobody in particular, which is the service's own act
    "file_feedback": _STAFF | _VOLUNTEER | _RESIDENT,
    "answer_feedback": _STAFF,
    "improve_on_feedback": _ADMINS,
    "mark_feedback_overdue": _SYSTEM,
    "inform_of_answer": _STAFF,
    "confirm_outcome": _VOLUNTEER | _RESIDENT,
    "hand_over_improvement": _ADMINS,
    "note_improvement_progress": _STAFF,
    "finish_improvement": _STAFF,
    "accept_improvement": _ADMINS,
    "send_improvement_back": _ADMINS,
    "mark_improvement_overdue": _SYSTEM,
    "inform_of_improvement": _STAFF,
    "draft_questionnaire": _ADMINS,
    "redraft_questionnaire": _ADMINS,
    "publish_questionnaire": _ADMINS,
    "close_questionnaire": _ADMINS,
    "answer_questionnaire": _VOLUNTEER | _RESIDENT,
    "claim_ballot": _VOLUNTEER | _RESIDENT,
    "cast_ballot": _SYSTEM,
    "improve_on_questionnaire": _ADMINS,
    "mark_follow_up_overdue": _SYSTEM,
    # joint meetings; they are the centre's, the tasks are the units' own
    "convene_meeting": _CENTRE,
    "invite_to_meeting": _CENTRE,
    "postpone_meeting": _CENTRE,
    "cancel_meeting": _CENTRE,
    "put_matter_on_agenda": _CENTRE,
    "take_matter_off_agenda": _CENTRE,
    "hold_meeting": _CENTRE,
    "record_meeting_attendance": _CENTRE,
    "give_meeting_report": _ADMINS,
    "decide_matter": _CENTRE,
    "defer_matter": _CENTRE,
    "draft_minutes": _CENTRE,
    "publish_minutes": _CENTRE,
    "assign_meeting_task": _CENTRE,
    "accept_meeting_task": _STAFF,
    "report_meeting_task_progress": _STAFF,
    "report_meeting_task_done": _STAFF,
    "move_meeting_task_due": _CENTRE,
    "confirm_meeting_task": _CENTRE,
    "send_meeting_task_back": _CENTRE,
    "withdraw_meeting_task": _CENTRE,
    "mark_meeting_task_overdue": _SYSTEM,
    # inspections, by whoever is above the unit; a veto is the centre's, and the unit's to object to
    "plan_inspection": _ADMINS,
    "cancel_inspection": _ADMINS,
    "check_inspection_item": _ADMINS,
    "carry_out_inspection": _ADMINS,
    "order_rectification": _ADMINS,
    "reinspect_finding": _ADMINS,
    "close_inspection": _ADMINS,
    "propose_veto": _CENTRE,
    "decide_veto": _CENTRE,
    "object_to_veto": frozenset({Role.UNIT_ADMIN}),
    "uphold_veto": _CENTRE,
    "lift_veto": _CENTRE,
    # activities; whoever takes part or is on duty decides so themselves, and nobody else rates
    "create_activity": _ADMINS,
    "publish_activity": _ADMINS,
    "change_activity": _ADMINS,
    "cancel_activity": _ADMINS,
    "sign_up_for_activity": _STAFF | _VOLUNTEER | _RESIDENT,
    "cancel_sign_up": _STAFF | _VOLUNTEER | _RESIDENT,
    "check_in_participant": _STAFF | _VOLUNTEER | _RESIDENT,
    "record_activity_held": _STAFF,
    "add_activity_evidence": _STAFF,
    "rate_activity": _VOLUNTEER | _RESIDENT,
    "join_duty": _VOLUNTEER,
    "leave_duty": _VOLUNTEER,
    "check_in_duty": _STAFF | _VOLUNTEER,
    "check_out_duty": _STAFF | _VOLUNTEER,
    "record_duty_no_show": _STAFF,
    "submit_duty_hours": _STAFF | _VOLUNTEER,
    "verify_duty_hours": _STAFF,
    "reject_duty_hours": _STAFF,
    "plan_activity_series": _ADMINS,
    "extend_activity_series": _ADMINS,
    "end_activity_series": _ADMINS,
    "open_course": _ADMINS,
    "enrol_in_course": _STAFF | _VOLUNTEER | _RESIDENT,
    "cancel_enrolment": _STAFF | _VOLUNTEER | _RESIDENT,
    "complete_course": _STAFF,
    "cancel_course": _ADMINS,
    # guarantee
    "record_party_roster": _ADMINS,
    "publish_assessment_policy": _CENTRE,
    # the yearly assessment; a unit speaks for itself, and is checked by those above it
    "open_assessment": _CENTRE,
    "state_indicator": _ADMINS,
    "submit_self_review": _ADMINS,
    "check_indicator": _ADMINS,
    "announce_assessment": _ADMINS,
    "object_to_assessment": _STAFF | _VOLUNTEER | _RESIDENT,
    "decide_assessment_objection": _ADMINS,
    "finalise_assessment": _CENTRE,
}


def require_role(kind: str, role: Role) -> None:
    """Refuse a command that the role may not give."""
    allowed = PERMISSIONS[kind]
    if role not in allowed:
        raise Refusal(RefusalCode.FORBIDDEN, "role", allowed=", ".join(sorted(allowed)))
