"""Back entry 补录: so many records a person and civil day, against hours made up in minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from five_steps.domain.incentives.back_entry_log import BackEntryLog
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.district import (
    CLERK,
    INSTANT,
    LAN,
    MONDAY,
    OTHER_CLERK,
    RECORD_ID,
    moment,
    service_rules,
)
from tests.domain.given_when_then import given, happened, made

if TYPE_CHECKING:
    from datetime import datetime

    from five_steps.domain.ordering.service_policy import ServiceRules
    from tests.domain.given_when_then import Verb

TWO_A_DAY = service_rules(back_entries_per_day=2)
MIDNIGHT = moment(3, 3)


def begun() -> BackEntryLog:
    return BackEntryLog.begin(CLERK, at=MONDAY)


def enter(at: datetime, rules: ServiceRules = TWO_A_DAY) -> Verb[BackEntryLog]:
    return lambda log: log.enter(CLERK, LAN, RECORD_ID, rules=rules, at=at)


def test_each_member_of_staff_has_one_log() -> None:
    log = made(begun).then(happened(BackEntryLog.Created, staff=CLERK))
    assert log.id == begun().id
    assert log.id != BackEntryLog.begin(OTHER_CLERK, at=MONDAY).id


def test_entries_are_counted_up_to_the_limit_of_the_day() -> None:
    given(begun(), enter(MONDAY)).when(enter(MONDAY)).then(
        happened(BackEntryLog.Entered, staff=CLERK, volunteer_id=LAN, record_id=RECORD_ID)
    )
    given(begun(), enter(MONDAY), enter(MONDAY)).when(enter(MIDNIGHT - INSTANT)).then_refused(
        RefusalCode.CAP_EXCEEDED, "volunteerId", allowed=0, actual=2
    )


def test_the_count_begins_anew_at_midnight_in_the_district() -> None:
    log = (
        given(begun(), enter(MONDAY), enter(MONDAY))
        .when(enter(MIDNIGHT))
        .then(happened(BackEntryLog.Entered))
    )
    assert log.entries == 1


def test_a_rule_may_forbid_back_entry() -> None:
    given(begun()).when(enter(MONDAY, service_rules(back_entries_per_day=0))).then_refused(
        RefusalCode.CAP_EXCEEDED, "volunteerId"
    )
