"""Why a volunteer has a star, and what other rules would change."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from five_steps.commands.incentives.corrections import DemoteStar
from five_steps.commands.incentives.incentive_policy import PublishIncentivePolicy
from five_steps.commands.incentives.service_import import ImportServiceRecord
from five_steps.domain.ordering.category import Category
from tests.graphql_api.api import AUDITOR, CENTRE, gid

if TYPE_CHECKING:
    from uuid import UUID

    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

PROGRESS = """query ($id: ID!) { volunteer(id: $id) { starProgress {
    level reached minutes ratingsCount nextLevel minutesNeeded ratingNeeded ratingsNeeded held
    reason policyVersion } starChanges { level } } }"""
DRY_RUN = """query ($input: IncentiveRulesInput!) { policyDryRun(input: $input) {
    policyVersion volunteerCount gainCount lossCount recordCount pointsNow pointsThen
    gains { volunteerId name level earnedNow earnedThen minutes }
    losses { volunteerId level earnedNow earnedThen }
    points { kind minutes score recordCount pointsNow pointsThen } } }"""


async def served(api: Api, hours: int) -> UUID:
    """A volunteer with so many hours from before, in days of eight."""
    district = api.district
    volunteer = await district.volunteer()
    for day in range(hours // 8):
        start = district.now - timedelta(days=2 + day)
        await district.give(
            ImportServiceRecord(
                source="2025 花名册",
                natural_key=uuid4().hex,
                volunteer_id=volunteer,
                unit_id=district.station,
                category=Category.CULTURE,
                starts_at=start,
                ends_at=start + timedelta(hours=8),
                minutes=480,
                verified_by="旧系统",
            )
        )
    return volunteer


async def progress(api: Api, volunteer: UUID, **options: Any) -> dict[str, Any]:
    await api.shown()
    variables = {"id": gid("Volunteer", volunteer)}
    by = options.get("by", api.district.as_volunteer(volunteer))
    found: dict[str, Any] = (await api.data(PROGRESS, variables, by=by))["volunteer"]
    return found


async def dry_run(api: Api, **rules: Any) -> dict[str, Any]:
    await api.shown()
    found: dict[str, Any] = (await api.data(DRY_RUN, {"input": rules}, by=AUDITOR))["policyDryRun"]
    return found


async def test_a_volunteer_reads_what_the_next_star_takes(api: Api) -> None:
    volunteer = await served(api, 104)
    found = await progress(api, volunteer)
    assert found == {
        "starProgress": {
            "level": 1,
            "reached": 1,
            "minutes": 104 * 60,
            "ratingsCount": 0,
            "nextLevel": 2,
            "minutesNeeded": 300 * 60,
            "ratingNeeded": 0.0,
            "ratingsNeeded": 0,
            "held": False,
            "reason": "MINUTES",
            "policyVersion": 1,
        },
        "starChanges": [{"level": 1}],
    }
    for stranger in (None, api.district.as_resident, api.district.stranger):
        assert (await progress(api, volunteer, by=stranger))["starProgress"] is None


async def test_a_star_taken_by_decision_is_explained(api: Api) -> None:
    volunteer = await served(api, 104)
    await api.district.give(DemoteStar(volunteer_id=volunteer, level=0, reason="失信"))
    found = (await progress(api, volunteer))["starProgress"]
    assert (found["level"], found["reached"], found["reason"]) == (0, 1, "DECISION")


async def test_a_dry_run_tells_who_would_gain_or_lose_and_changes_nothing(api: Api) -> None:
    star = await served(api, 104)
    almost = await served(api, 96)
    before = await api.district.position()
    gains = await dry_run(api, starMinutes=[5760, 18000, 36000, 60000, 90000])
    assert gains["policyVersion"] == 1
    assert {found["volunteerId"] for found in gains["gains"]} == {gid("Volunteer", almost)}
    assert gains["gains"][0] | {"volunteerId": ""} == {
        "volunteerId": "",
        "name": "林志愿",
        "level": 0,
        "earnedNow": 0,
        "earnedThen": 1,
        "minutes": 96 * 60,
    }
    assert (gains["gainCount"], gains["lossCount"]) == (1, 0)
    losses = await dry_run(api, starMinutes=[12000, 18000, 36000, 60000, 90000])
    assert gid("Volunteer", star) in {found["volunteerId"] for found in losses["losses"]}
    assert (losses["gainCount"], len(losses["losses"])) == (0, losses["lossCount"])
    assert await api.district.position() == before


async def test_a_dry_run_tells_how_points_would_differ(api: Api) -> None:
    volunteer = await api.district.volunteer()
    await api.district.completed(volunteer)
    same = await dry_run(api)
    assert (same["points"], same["pointsNow"]) == ([], same["pointsThen"])
    richer = await dry_run(api, pointsPerHour=15)
    assert richer["pointsNow"] == same["pointsNow"]
    assert {
        "kind": "CREDITED",
        "minutes": 120,
        "score": None,
        "recordCount": 1,
        "pointsNow": 20,
        "pointsThen": 30,
    } in richer["points"]
    # Hours taken over from elsewhere earn nothing by any rules.
    assert {found["kind"] for found in richer["points"]} == {"CREDITED"}


async def test_a_dry_run_is_for_the_centre_and_auditors_and_of_possible_rules(api: Api) -> None:
    for viewer in (None, api.district.admin, api.district.as_resident):
        answered = await api.ask(DRY_RUN, {"input": {}}, by=viewer)
        assert answered["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    answered = await api.ask(DRY_RUN, {"input": {"starMinutes": [1]}}, by=CENTRE)
    extensions = answered["errors"][0]["extensions"]
    assert (extensions["code"], extensions["field"]) == ("INVALID", "starMinutes")


async def test_a_new_version_explains_itself_and_rewrites_no_history(api: Api) -> None:
    volunteer = await served(api, 104)
    account = await api.district.account(volunteer)
    changes = (await progress(api, volunteer))["starChanges"]
    tomorrow = api.district.now + timedelta(days=1)
    harder = (12000, 18000, 36000, 60000, 90000)
    before = await api.district.position()
    await api.district.give(PublishIncentivePolicy(effective_from=tomorrow, star_minutes=harder))
    assert await api.district.position() == before + 1
    assert (await progress(api, volunteer))["starProgress"]["policyVersion"] == 1
    api.district.now = tomorrow
    found = await progress(api, volunteer)
    assert found["starChanges"] == changes
    assert found["starProgress"]["level"] == 1
    assert found["starProgress"]["policyVersion"] == 2
    assert (await api.district.account(volunteer)).lots == account.lots
    easier = (60, 120, 36000, 60000, 90000)
    later = tomorrow + timedelta(days=1)
    await api.district.give(PublishIncentivePolicy(effective_from=later, star_minutes=easier))
    api.district.now = later
    due = (await progress(api, volunteer))["starProgress"]
    assert (due["level"], due["held"], due["reason"]) == (1, True, "NEXT_SERVICE")
