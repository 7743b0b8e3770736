"""Duty at activities in a volunteer's book, beside orders, and events from before there was any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from five_steps.domain.incentives.service_book import ServiceBook
from five_steps.domain.incentives.service_record import RecordKind
from five_steps.domain.kernel.refusal import RefusalCode
from five_steps.domain.ordering.category import Category
from five_steps.event_store.codec import encode_fields, to_domain_event
from tests.domain.activities import ACTIVITY_ID, GALA
from tests.domain.books import LATER, SERVED, opened, release, reserve, submit
from tests.domain.district import (
    CLERK,
    HOUR,
    LAN,
    MINUTE,
    MONDAY,
    ORDER_ID,
    OTHER_RECORD_ID,
    RECORD_ID,
    STATION_ID,
    between,
)
from tests.domain.given_when_then import given, happened, refusal_of

if TYPE_CHECKING:
    from uuid import UUID

    from tests.domain.given_when_then import Verb

Code = RefusalCode


def reserve_for_activity(book: ServiceBook) -> None:
    book.reserve_for_activity(ACTIVITY_ID, GALA, at=MONDAY)


def submit_for_activity(record_id: UUID = RECORD_ID) -> Verb[ServiceBook]:
    return lambda book: book.submit(
        record_id=record_id,
        order_id=None,
        activity_id=ACTIVITY_ID,
        unit_id=STATION_ID,
        kind=RecordKind.CREDITED,
        category=Category.CULTURE,
        window=GALA,
        minutes=GALA.minutes,
        by=CLERK,
        reason="",
        evidence_hash=None,
        at=LATER,
    )


def test_duty_at_an_activity_overlaps_no_other_duty() -> None:
    busy = given(opened(), reserve(ORDER_ID, between(GALA.start - HOUR, 61)))
    busy.when(reserve_for_activity).then_refused(Code.OVERLAP, "volunteerId", actual=str(ORDER_ID))
    on_duty = given(opened(), reserve_for_activity)
    on_duty.when(reserve(ORDER_ID, between(GALA.end - MINUTE, 60))).then_refused(
        Code.OVERLAP, "volunteerId", actual=str(ACTIVITY_ID)
    )


def test_the_window_is_freed_for_what_had_taken_it() -> None:
    on_duty = given(opened(), reserve_for_activity)
    freed = on_duty.when(lambda b: b.release_from_activity(ACTIVITY_ID, at=MONDAY)).then(
        happened(ServiceBook.DutyReleased, activity_id=ACTIVITY_ID, order_id=None)
    )
    assert freed.duties == {}
    on_duty.when(release(ORDER_ID)).then_nothing()
    given(opened()).when(lambda b: b.release_from_activity(ACTIVITY_ID, at=MONDAY)).then_nothing()


def test_a_record_names_its_activity_and_there_is_one() -> None:
    book = (
        given(opened())
        .when(submit_for_activity())
        .then(happened(ServiceBook.HoursSubmitted, activity_id=ACTIVITY_ID, order_id=None))
    )
    assert book.record_of_activity(ACTIVITY_ID).record_id == RECORD_ID
    given(book).when(submit_for_activity(OTHER_RECORD_ID)).then_refused(
        Code.DUPLICATE, "activityId"
    )
    refusal = refusal_of(opened().record_of_activity, ACTIVITY_ID)
    assert (refusal.code, refusal.field) == (Code.NOT_FOUND, "activityId")


def test_what_is_left_of_a_served_window_names_the_activity() -> None:
    book = given(opened(), submit_for_activity()).aggregate
    refusal = refusal_of(book.left_of, GALA, "activityId")
    assert (refusal.code, refusal.field) == (Code.OVERLAP, "activityId")


@pytest.mark.parametrize("event_name", ["DutyReserved", "DutyReleased", "HoursSubmitted"])
def test_an_event_from_before_there_were_activities_is_of_an_order(event_name: str) -> None:
    lived = given(
        opened(), reserve(ORDER_ID, SERVED), release(ORDER_ID), submit(order_id=ORDER_ID)
    ).aggregate
    (event,) = (e for e in lived.pending_events if type(e).__name__ == event_name)
    common = {"originator_id", "originator_version", "activity_id"}
    written_then = encode_fields({k: v for k, v in vars(event).items() if k not in common})
    topic = type(event).TOPIC  # type: ignore[attr-defined]
    read = to_domain_event(event.originator_id, event.originator_version, topic, written_then)
    assert read == event
    assert vars(read)["activity_id"] is None
    assert vars(read)["order_id"] == ORDER_ID
    assert vars(read)["volunteer_id"] == LAN
