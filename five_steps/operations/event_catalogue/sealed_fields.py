"""Which fields of events are personal texts, sealed with the key of a person.

An event class knows texts and no keys; so it is told here. That no sealed text of any log stands
elsewhere is held by the tests.
"""

from collections.abc import Mapping

SEALED: Mapping[str, frozenset[str]] = {
    topic: frozenset(fields)
    for topic, fields in {
        "activity.rated": {"comment"},
        "anonymous_answer.created": {"texts"},
        "certificate.created": {"holder"},
        "duty_roster.checked_in": {"location"},
        "duty_roster.checked_out": {"location"},
        "erasure.refused": {"reason"},
        "erasure.requested": {"reason"},
        "feedback_case.answered": {"text"},
        "feedback_case.confirmed": {"comment"},
        "feedback_case.created": {"text"},
        # Only where the donor is a person.
        "fund.donated": {"donor"},
        "help_case.closed": {"result"},
        "help_case.created": {"situation"},
        "help_case.rejected": {"reason"},
        "improvement_task.created": {"matter"},
        "improvement_task.done": {"result"},
        "improvement_task.progress_noted": {"note"},
        "improvement_task.sent_back": {"reason"},
        "merchant.created": {"account", "contact"},
        "order.checked_in": {"location"},
        "order.checked_out": {"location"},
        "order.created": {"particulars"},
        "order.followed_up": {"result"},
        "order.rated": {"comment"},
        "order.rating_amended": {"comment"},
        # The private half of the key that signs ballots, under a key of the questionnaire.
        "questionnaire.published": {"sealed_ballot_key"},
        "questionnaire_answer.created": {"texts"},
        "resident.contact_changed": {"personal"},
        "resident.created": {"personal"},
        "unit_assessment.objection_raised": {"reason"},
        "volunteer.created": {"personal"},
        "volunteer.guardian_consent_recorded": {"guardian"},
        "volunteer.guardian_consent_withdrawn": {"reason"},
        "volunteer.profile_changed": {"personal"},
    }.items()
}
