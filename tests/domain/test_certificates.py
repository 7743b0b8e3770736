"""Certificates of service 志愿服务记录证明."""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

from five_steps.domain.incentives.certificates.certificate import Certificate
from five_steps.domain.incentives.certificates.certificate_number import certificate_number
from five_steps.domain.incentives.certificates.certified_records import (
    CertifiedRecords,
    certified_records,
)
from five_steps.domain.incentives.service_record import RecordKind, RecordState, ServiceRecord
from five_steps.domain.kernel.district_time import Window
from five_steps.domain.kernel.refusal import RefusalCode
from tests.domain.district import (
    CERTIFICATE_ID,
    CLERK,
    DAY,
    HOUR,
    INSTANT,
    LAN,
    MONDAY,
    NEW_YEAR,
    OTHER_RECORD_ID,
    RECORD_ID,
    STATION_ID,
    THIRD_RECORD_ID,
)
from tests.domain.given_when_then import given, happened, made

PERIOD = Window(NEW_YEAR, MONDAY)


def record(
    record_id: UUID, window: Window, minutes: int, state: RecordState = RecordState.VERIFIED
) -> ServiceRecord:
    return ServiceRecord(
        record_id=record_id,
        order_id=None,
        unit_id=STATION_ID,
        kind=RecordKind.CREDITED,
        state=state,
        window=window,
        minutes=minutes,
        submitted_by=str(LAN),
    )


def certificate(**changes: Any) -> Certificate:
    fields: dict[str, Any] = {
        "id": CERTIFICATE_ID,
        "at": MONDAY,
        "number": "2026000000000001",
        "volunteer_id": LAN,
        "unit_id": STATION_ID,
        "holder": "sealed",
        "period": PERIOD,
        "records": CertifiedRecords(count=2, minutes=180, digest="ab" * 32),
        "star_level": 1,
        "by": str(LAN),
        "consent": "",
    }
    return Certificate.issue(**{**fields, **changes})


def test_certified_are_the_verified_records_that_lie_in_the_period() -> None:
    first = record(OTHER_RECORD_ID, Window(NEW_YEAR, NEW_YEAR + HOUR), 60)
    last = record(RECORD_ID, Window(MONDAY - HOUR, MONDAY), 45)
    begins_before = Window(NEW_YEAR - INSTANT, NEW_YEAR + HOUR)
    ends_after = Window(MONDAY - HOUR, MONDAY + INSTANT)
    others = [
        record(THIRD_RECORD_ID, begins_before, 60),
        record(THIRD_RECORD_ID, ends_after, 60),
        record(THIRD_RECORD_ID, PERIOD, 0),
        *(
            record(THIRD_RECORD_ID, PERIOD, 60, state)
            for state in RecordState
            if state is not RecordState.VERIFIED
        ),
    ]
    canonical = f"{RECORD_ID} 45\n{OTHER_RECORD_ID} 60\n"
    assert certified_records([first, *others, last], PERIOD) == CertifiedRecords(
        count=2, minutes=105, digest=sha256(canonical.encode()).hexdigest()
    )
    assert certified_records([last, first], PERIOD) == certified_records([first, last], PERIOD)


def test_a_volunteer_gets_one_for_the_asking() -> None:
    made(certificate).then(happened(Certificate.Created, minutes=180, record_count=2, consent=""))


def test_a_unit_says_how_the_volunteer_consented() -> None:
    made(certificate, by=CLERK).then_refused(RefusalCode.INVALID, "consent")
    made(certificate, by=CLERK, consent="本人电话申请").then(
        happened(Certificate.Created, issued_by=CLERK, consent="本人电话申请")
    )


def test_there_is_nothing_to_certify_of_no_service_or_the_future() -> None:
    nothing = CertifiedRecords(count=0, minutes=0, digest="")
    made(certificate, records=nothing).then_refused(RefusalCode.NOT_ELIGIBLE, "startsAt")
    made(certificate, at=MONDAY - INSTANT).then_refused(RefusalCode.TOO_EARLY, "endsAt")


def test_it_is_revoked_once_with_a_reason_and_not_by_the_holder() -> None:
    given(certificate()).when(lambda c: c.revoke(reason="", by=CLERK, at=MONDAY)).then_refused(
        RefusalCode.INVALID, "reason"
    )
    given(certificate()).when(
        lambda c: c.revoke(reason="误开", by=str(LAN), at=MONDAY)
    ).then_refused(RefusalCode.SELF_VERIFICATION, "certificateId")
    revoked = given(certificate()).when(lambda c: c.revoke(reason="误开", by=CLERK, at=MONDAY))
    over = revoked.then(happened(Certificate.Revoked, reason="误开", revoked_by=CLERK))
    given(over).when(lambda c: c.revoke(reason="再次", by=CLERK, at=MONDAY + DAY)).then_refused(
        RefusalCode.WRONG_STATE, "certificateId", actual="REVOKED"
    )


@pytest.mark.parametrize("attempt", [0, 1, 300])
def test_a_number_is_the_year_and_twelve_digits_that_tell_nothing(attempt: int) -> None:
    number = certificate_number(2026, CERTIFICATE_ID, attempt)
    neighbour = certificate_number(2026, UUID(int=CERTIFICATE_ID.int + 1), attempt)
    assert (len(number), number[:4]) == (16, "2026")
    assert number.isdigit()
    assert len({number, neighbour, certificate_number(2026, CERTIFICATE_ID, attempt + 1)}) == 3
