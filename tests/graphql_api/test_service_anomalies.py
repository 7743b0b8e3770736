"""What auditors are shown of false hours: bursts, the same time, no rating."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from five_steps.commands import Actor, Role
from five_steps.commands.incentives.back_hours import EnterBackHours
from five_steps.commands.ordering.rating import CloseUnrated, RateOrder
from five_steps.domain.ordering.category import Category
from tests.graphql_api.api import AUDITOR, CENTRE, gid

if TYPE_CHECKING:
    from datetime import datetime

    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

DAY = timedelta(days=1)
ANOMALIES = """query ($filter: ServiceAnomalyFilter!, $first: Int! = 20) {
    serviceAnomalies(filter: $filter, first: $first) {
        kind person day unitId recordCount volunteerCount minutes firstAt lastAt recordIds } }"""


def clerk(api: Api, name: str) -> Actor:
    return Actor(name, Role.UNIT_ADMIN, api.district.institute)


async def enter(api: Api, by: Actor, volunteer: UUID, starts_at: datetime) -> UUID:
    return await api.district.give(
        EnterBackHours(
            volunteer_id=volunteer,
            unit_id=api.district.station,
            category=Category.CIVILITY,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=1),
            minutes=60,
            reason="断网未签到",
            evidence_hash="a" * 64,
        ),
        by,
    )


async def found(api: Api, *kinds: str, **filters: Any) -> list[dict[str, Any]]:
    now = api.district.now
    span = {"since": (now - DAY).isoformat(), "before": (now + DAY).isoformat()}
    await api.shown()
    variables = {"filter": {**span, "kinds": kinds, **filters}}
    anomalies: list[dict[str, Any]] = (await api.data(ANOMALIES, variables, by=AUDITOR))[
        "serviceAnomalies"
    ]
    return anomalies


async def test_many_records_entered_within_minutes_are_a_burst(api: Api) -> None:
    district, hasty, slow = api.district, clerk(api, "hasty"), clerk(api, "slow")
    volunteer, other = await district.volunteer(), await district.volunteer()
    began = district.now
    records = []
    for n in range(5):
        records.append(await enter(api, hasty, volunteer, began - (n + 2) * DAY))
        district.now += timedelta(minutes=1)
    for n in range(5):
        await enter(api, slow, other, began - (n + 2) * DAY)
        district.now += timedelta(hours=2)
    (burst,) = await found(api, "BURST", recordsLeast=5, withinMinutes=30)
    assert burst == {
        "kind": "BURST",
        "person": "hasty",
        "day": "2026-03-02",
        "unitId": gid("Unit", district.station),
        "recordCount": 5,
        "volunteerCount": 1,
        "minutes": 300,
        "firstAt": began.isoformat(),
        "lastAt": (began + timedelta(minutes=4)).isoformat(),
        "recordIds": [gid("ServiceRecord", record) for record in records],
    }
    assert {row["person"] for row in await found(api, "BURST", withinMinutes=1440)} == {
        "hasty",
        "slow",
    }
    assert await found(api, "BURST", withinMinutes=3) == []
    assert await found(api, "BURST", person="slow", withinMinutes=30) == []


async def test_records_of_many_at_the_same_place_and_time(api: Api) -> None:
    district, copier = api.district, clerk(api, "copier")
    district.now += 2 * DAY
    for _ in range(3):
        await enter(api, copier, await district.volunteer(), district.now - DAY)
    (same,) = await found(api, "SAME_TIME", recordsLeast=3)
    assert (same["person"], same["recordCount"], same["volunteerCount"]) == ("copier", 3, 3)
    assert await found(api, "SAME_TIME", recordsLeast=4) == []
    elsewhere = gid("Unit", district.other_station)
    assert await found(api, "SAME_TIME", recordsLeast=3, under=elsewhere) == []
    above = gid("Unit", district.centre)
    assert len(await found(api, "SAME_TIME", recordsLeast=3, under=above)) == 1


async def test_hours_that_no_requester_has_rated(api: Api) -> None:
    district = api.district
    rated = await district.completed(await district.volunteer(), await district.volunteer())
    await district.give(RateOrder(order_id=rated, score=5), district.as_resident)
    order = await district.completed(await district.volunteer(), await district.volunteer())
    verified_at = district.now
    district.now += 8 * DAY
    await district.give(CloseUnrated(order_id=order))
    district.now = verified_at
    (silent,) = await found(api, "UNRATED", recordsLeast=2, person="dispatcher")
    assert (silent["recordCount"], silent["volunteerCount"], silent["minutes"]) == (2, 2, 240)


async def test_anomalies_are_for_auditors_and_the_centre(api: Api) -> None:
    now = api.district.now
    given = {"filter": {"since": (now - DAY).isoformat(), "before": now.isoformat()}}
    assert "serviceAnomalies" in await api.data(ANOMALIES, given, by=CENTRE)
    for stranger in (None, api.district.admin, api.district.as_resident):
        answer = await api.ask(ANOMALIES, given, by=stranger)
        assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"recordsLeast": 1}, "filter.recordsLeast"),
        ({"withinMinutes": 0}, "filter.withinMinutes"),
        ({"before": "2025-01-01T00:00:00Z"}, "filter.before"),
        ({"before": "2030-01-01T00:00:00Z"}, "filter.before"),
        ({"since": "2026-01-01T00:00:00"}, "filter.since"),
        ({"under": "nonsense"}, "filter.under"),
    ],
)
async def test_what_is_no_filter(api: Api, changes: dict[str, Any], field: str) -> None:
    span = {"since": "2026-01-01T00:00:00Z", "before": "2026-02-01T00:00:00Z"}
    answer = await api.ask(ANOMALIES, {"filter": {**span, **changes}}, by=AUDITOR)
    extensions = answer["errors"][0]["extensions"]
    assert extensions["code"] in ("INVALID", "BAD_REQUEST")
    if extensions["code"] == "INVALID":
        assert extensions["field"] == field


async def test_a_page_is_bounded(api: Api) -> None:
    span = {"since": "2026-01-01T00:00:00Z", "before": "2026-02-01T00:00:00Z"}
    answer = await api.ask(ANOMALIES, {"filter": span, "first": 101}, by=AUDITOR)
    assert answer["errors"][0]["extensions"]["field"] == "first"
