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

_CENTRE = frozenset({Role.CENTRE_ADMIN, Role.SYSTEM})
_ADMINS = _CENTRE | {Role.UNIT_ADMIN}
_STAFF = _ADMINS | {Role.DISPATCHER}
_VOLUNTEER = frozenset({Role.VOLUNTEER})
_RESIDENT = frozenset({Role.RESIDENT})
_COUNTER = frozenset({Role.COUNTER})

PERMISSIONS: Mapping[str, frozenset[Role]] = {
    # organisation
    "found_unit": _CENTRE,
    "change_unit_details": _ADMINS,
    "reparent_unit": _CENTRE,
    "suspend_unit": _CENTRE,
    "resume_unit": _CENTRE,
    "merge_unit": _CENTRE,
    "register_venue": _ADMINS,
    "close_venue": _ADMINS,
    "form_team": _ADMINS,
    "name_captain": _ADMINS,
    "join_team": _ADMINS,
    "leave_team": _ADMINS | _VOLUNTEER,
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
    # fund; money leaves it by the centre alone
    "sign_up_merchant": _ADMINS,
    "end_merchant_contract": _ADMINS,
    "donate": _CENTRE,
    "allocate_to_fund": _CENTRE,
    "spend_from_fund": _CENTRE,
    "state_settlement": _ADMINS,
    "dispute_settlement": _ADMINS | _COUNTER,
    "answer_settlement_dispute": _ADMINS,
    "agree_settlement": _ADMINS | _COUNTER,
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
    # guarantee
    "record_party_roster": _ADMINS,
    "publish_assessment_policy": _CENTRE,
}


def require_role(kind: str, role: Role) -> None:
    """Refuse a command that the role may not give."""
    allowed = PERMISSIONS[kind]
    if role not in allowed:
        raise Refusal(RefusalCode.FORBIDDEN, "role", allowed=", ".join(sorted(allowed)))
