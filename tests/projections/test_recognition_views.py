"""What honours, insurance, offers, help and certificates show."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.projections.district import District
from tests.projections.log import append
from tests.projections.recognition import JUDGE, NOMINATOR, WHY, Recognition

if TYPE_CHECKING:
    from asyncpg import Connection, Record

    from tests.projections.conftest import PlainOpener, StartViews


@pytest.fixture
def recognition() -> Recognition:
    district = District()
    district.populate(volunteers=2)
    return district.recognition


async def show(recognition: Recognition, dsn: str, start_views: StartViews) -> None:
    position = await append(dsn, recognition.district.log)
    views = await start_views()
    assert await views.wait_for(position, timeout=20)


async def row(connection: Connection[Record], table: str) -> dict[str, Any]:
    (only,) = await connection.fetch(f"SELECT * FROM read.{table}")
    return dict(only)


async def test_a_nomination_up_to_the_honour_and_its_end(
    recognition: Recognition,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    district = recognition.district
    nomination = recognition.nominate(recognition.announce_season(), district.volunteers[0])
    nomination.consent(at=district.now)
    recognition.review(nomination, score=80)
    recognition.announce(nomination)
    announced_at = district.now
    objection = recognition.object_to(nomination)
    recognition.decide(nomination, objection, upheld=False)
    district.tick(hours=24)
    recognition.award(nomination)
    nomination.revoke(reason="失信", by=JUDGE, at=district.now)
    recognition.keep()
    await show(recognition, postgres_dsn, start_views)

    season = await row(connection, "honour_seasons")
    assert (season["taken"], season["places"], season["closed"]) == (1, 2, False)
    shown = await row(connection, "nominations")
    assert shown["state"] == "REVOKED"
    assert (shown["review_count"], shown["recommendations"], shown["score_total"]) == (1, 1, 80)
    assert (shown["publicity_began_at"], shown["publicity_ends_at"]) == (
        announced_at,
        announced_at + timedelta(days=1),
    )
    assert (shown["open_objections"], shown["ended_reason"]) == (0, "失信")
    assert shown["nominated_by"] == NOMINATOR
    review = await row(connection, "nomination_reviews")
    assert (review["reviewer"], review["score"], review["recommended"]) == (JUDGE, 80, True)
    objected = await row(connection, "objections")
    assert (objected["id"], objected["upheld"], objected["decision"]) == (objection, False, WHY)
    honour = await row(connection, "honours")
    assert (honour["id"], honour["nominee_id"]) == (nomination.id, district.volunteers[0].id)
    assert (honour["awarded_at"], honour["revoked_at"]) == (district.now, district.now)


async def test_an_objection_upheld_gives_the_place_back(
    recognition: Recognition,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    district = recognition.district
    nomination = recognition.nominate(recognition.announce_season(), district.volunteers[0])
    nomination.consent(at=district.now)
    recognition.review(nomination)
    recognition.announce(nomination)
    recognition.decide(nomination, recognition.object_to(nomination), upheld=True)
    recognition.seasons[0].close(reason="经费取消", at=district.now)
    recognition.keep()
    await show(recognition, postgres_dsn, start_views)

    season = await row(connection, "honour_seasons")
    assert (season["taken"], season["closed"]) == (0, True)
    assert (await row(connection, "nominations"))["state"] == "STRUCK_OUT"
    assert await connection.fetchval("SELECT count(*) FROM read.honours") == 0


async def test_insurance_and_offers(
    recognition: Recognition,
    postgres_dsn: str,
    start_views: StartViews,
    connection: Connection[Record],
) -> None:
    district = recognition.district
    cover = recognition.take_out()
    for volunteer in district.volunteers:
        recognition.enrol(cover, volunteer)
    cover.terminate(reason="换保险公司", at=district.now)
    offer = recognition.offer()
    offer.withdraw(reason="合作到期", at=district.now)
    recognition.keep()
    await show(recognition, postgres_dsn, start_views)

    shown = await row(connection, "insurance_covers")
    assert (shown["enrolled_count"], shown["terminated"]) == (2, True)
    assert (shown["termination_reason"], shown["categories"]) == ("换保险公司", ["CIVILITY"])
    enrolled = await connection.fetch("SELECT volunteer_id FROM read.insurance_enrolments")
    assert {found["volunteer_id"] for found in enrolled} == {v.id for v in district.volunteers}
    assert (await row(connection, "benefit_offers"))["withdrawn"] is True


async def test_what_a_case_is_about_is_opened_and_empty_after_an_erasure(
    recognition: Recognition,
    postgres_dsn: str,
    start_views: StartViews,
    opener: PlainOpener,
    connection: Connection[Record],
) -> None:
    district = recognition.district
    kept, erased = district.volunteers
    for volunteer in (kept, erased):
        case = recognition.open_case(volunteer)
        recognition.help(case)
        recognition.close(case)
        rejected = recognition.open_case(volunteer)
        reason = district.seal(volunteer.id, "已享受救助")
        rejected.reject(reason=reason, by=JUDGE, at=district.now)
    recognition.keep()
    opener.erased = {erased.id}
    await show(recognition, postgres_dsn, start_views)

    cases = await connection.fetch(
        "SELECT volunteer_id = $1 AS kept, situation, result, rejection_reason, state,"
        " approved_cents, given_cents FROM read.help_cases ORDER BY kept, state",
        kept.id,
    )
    assert [tuple(case) for case in cases] == [
        (False, None, None, None, "CLOSED", 200_00, 100_00),
        (False, None, None, None, "REJECTED", 0, 0),
        (True, "因病住院", "已出院", None, "CLOSED", 200_00, 100_00),
        (True, "因病住院", None, "已享受救助", "REJECTED", 0, 0),
    ]
    given = await connection.fetch("SELECT amount_cents, reference FROM read.assistance")
    assert [tuple(found) for found in given] == [(100_00, "凭证 1")] * 2


async def test_a_certificate_keeps_what_it_says_without_the_name(
    recognition: Recognition,
    postgres_dsn: str,
    start_views: StartViews,
    opener: PlainOpener,
    connection: Connection[Record],
) -> None:
    district = recognition.district
    district.complete_order(headcount=2)
    kept, erased = district.volunteers
    certificates = [recognition.certify(volunteer) for volunteer in (kept, erased)]
    certificates[1].revoke(reason="误开", by=JUDGE, at=district.now)
    recognition.keep()
    opener.erased = {erased.id}
    await show(recognition, postgres_dsn, start_views)

    shown = await connection.fetch(
        "SELECT holder_name, id_number_masked, minutes, record_count, revoked_by,"
        " revocation_reason FROM read.certificates ORDER BY revoked_at NULLS FIRST"
    )
    assert [tuple(certificate) for certificate in shown] == [
        ("志愿者", "3303**********1234", 30, 1, None, None),
        (None, None, 30, 1, JUDGE, "误开"),
    ]
