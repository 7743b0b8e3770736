"""Residents 群众, and the claims 占用 that keep natural keys unique."""

from __future__ import annotations

from five_steps.domain.people.claim import Claim
from five_steps.domain.people.resident import Resident
from tests.domain.district import BEIAO_ID, LAN, MEI, MONDAY, STATION_ID, WU
from tests.domain.given_when_then import given, happened, made


def test_a_resident_registers_and_moves() -> None:
    resident = made(
        lambda: Resident.register(id=WU, at=MONDAY, unit_id=STATION_ID, personal="sealed")
    ).then(happened(Resident.Created, unit_id=STATION_ID, personal="sealed"))
    moved = (
        given(resident)
        .when(lambda r: r.change_contact(unit_id=BEIAO_ID, personal="sealed anew", at=MONDAY))
        .then(happened(Resident.ContactChanged, personal="sealed anew"))
    )
    assert moved.unit_id == BEIAO_ID


def claim(kind: str = "id_document", key: str = "hash") -> Claim:
    return Claim.make(kind, key, LAN, at=MONDAY)


def test_the_same_key_is_the_same_stream_and_another_key_another() -> None:
    assert claim().id == claim().id
    assert len({claim().id, claim(key="other").id, claim(kind="unit_code").id}) == 3


def test_a_key_is_passed_on() -> None:
    held = made(claim).then(happened(Claim.Created, kind="id_document", owner_id=LAN))
    passed_on = (
        given(held)
        .when(lambda c: c.pass_on(MEI, at=MONDAY))
        .then(happened(Claim.PassedOn, owner_id=MEI))
    )
    assert passed_on.owner_id == MEI
