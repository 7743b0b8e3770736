"""Mutations of party rosters and the rules of the yearly assessment."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from five_steps.domain.guarantee.indicators import DEFAULT_INDICATORS
from five_steps.domain.guarantee.party_roster import PartyRoster, party_roster_id
from tests.commands.district import id_number
from tests.graphql_api.api import CENTRE, gid
from tests.graphql_api.mutating import result
from tests.graphql_api.mutation_laws import (
    Asked,
    Case,
    is_done_once,
    is_done_once_at_once,
    is_refused,
    keeps_its_command_id,
    of_chapter,
    refusals,
)

if TYPE_CHECKING:
    from five_steps.commands import Actor
    from tests.commands.district import District
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

_serial = count(1)


def by_centre(district: District) -> Actor:
    return CENTRE


def by_admin(district: District) -> Actor:
    return district.admin


async def record_party_roster(api: Api) -> Asked:
    station = gid("Unit", api.district.station)
    numbers = [id_number(next(_serial)) for _ in range(3)]
    return Asked({"unitId": station, "year": 2026, "idNumbers": numbers}, {"id": station})


async def publish_assessment_policy(api: Api) -> Asked:
    effective_from = api.district.now + timedelta(days=1, seconds=next(_serial))
    return Asked(
        {"effectiveFrom": effective_from.isoformat(), "ownShare": "0.7", "passLeast": "55"},
        {
            "kind": "ASSESSMENT",
            "effectiveFrom": effective_from.isoformat(),
            "publishedBy": "centre",
        },
    )


CASES = [
    Case("recordPartyRoster", record_party_roster, by_admin),
    Case("publishAssessmentPolicy", publish_assessment_policy, by_centre),
]


async def test_every_command_is_a_mutation() -> None:
    assert {case.name for case in CASES} == of_chapter("guarantee")


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_done_once(api: Api, case: Case) -> None:
    await is_done_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_done_once_at_once(api: Api, case: Case) -> None:
    await is_done_once_at_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_command_id(api: Api, case: Case) -> None:
    await keeps_its_command_id(api, case)


@pytest.mark.parametrize(("case", "kinds"), refusals(CASES))
async def test_refused(api: Api, case: Case, kinds: list[str]) -> None:
    await is_refused(api, case, kinds)


# --- rules that show in the answer ----------------------------------------------------------------


async def test_a_roster_takes_the_place_of_the_one_before(api: Api) -> None:
    for members in (3, 2):
        asked = await record_party_roster(api)
        given = {**asked.given, "idNumbers": asked.given["idNumbers"][:members], "year": 2027}
        answer = await result(api, "recordPartyRoster", given, api.district.admin)
        assert answer["__typename"] == "PartyRosterRecorded"
        roster = await api.services.store.repository.get(
            PartyRoster, party_roster_id(api.district.station, 2027), fresh=True
        )
        assert len(roster.member_hashes) == members


async def test_a_roster_is_kept_as_hashes_alone(api: Api) -> None:
    asked = await record_party_roster(api)
    answer = await result(api, "recordPartyRoster", asked.given, api.district.admin)
    rows = await api.database.rows(
        "SELECT convert_from(state, 'UTF8') AS state FROM public.stored_events"
        " WHERE notification_id = $1",
        [answer["position"]],
    )
    assert len(json.loads(rows[0]["state"])["member_hashes"]) == 3
    assert not any(number in rows[0]["state"] for number in asked.given["idNumbers"])


async def test_a_published_version_shows_its_rules(api: Api) -> None:
    asked = await publish_assessment_policy(api)
    answer = await result(
        api, "publishAssessmentPolicy", asked.given, CENTRE, shown={"rules": "", "version": 0}
    )
    rules = json.loads(answer["policy"]["rules"])
    assert answer["policy"]["version"] > 1
    assert (rules["own_share"], rules["pass_least"]) == ("0.7", "55")
    # What is left out is the mission's default.
    assert rules["indicators"] == [
        {
            "indicator": rule.indicator,
            "weight": rule.weight,
            "target": str(rule.target),
            "formula": rule.formula,
            "tiers": list(rule.tiers),
            "point_kinds": [],
        }
        for rule in DEFAULT_INDICATORS
    ]


@pytest.mark.parametrize(("weights", "allowed"), [((50, 49), "a sum of 100"), ((101, -1), "0–100")])
async def test_weights_add_up(api: Api, weights: tuple[int, int], allowed: str) -> None:
    asked = await publish_assessment_policy(api)
    indicators: list[dict[str, Any]] = [
        {"indicator": "SATISFACTION", "weight": weights[0], "target": "4.5"},
        {"indicator": "FOLLOW_UPS", "weight": weights[1], "target": "1"},
    ]
    position = await api.district.position()
    answer = await result(
        api, "publishAssessmentPolicy", {**asked.given, "indicators": indicators}, CENTRE
    )
    assert (answer["__typename"], answer["code"], answer["allowed"]) == (
        "InvalidInput",
        "INVALID",
        allowed,
    )
    assert await api.district.position() == position


async def test_grades_are_in_order(api: Api) -> None:
    asked = await publish_assessment_policy(api)
    answer = await result(
        api, "publishAssessmentPolicy", {**asked.given, "passLeast": "85"}, CENTRE
    )
    assert (answer["__typename"], answer["field"]) == ("InvalidInput", "passLeast")
