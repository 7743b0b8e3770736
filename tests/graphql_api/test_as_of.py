"""What was answered then is answered again, whoever asks, whatever happened since."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import orjson
import pytest
import pytest_asyncio
from graphql import GraphQLError

from five_steps.commands import Actor
from five_steps.commands.incentives.fund.money import Donate
from five_steps.commands.incentives.incentive_policy import PublishIncentivePolicy
from five_steps.commands.kernel.volunteer_code import volunteer_code
from five_steps.commands.ordering.rating import RateOrder
from five_steps.commands.organisation.unit_life import MergeUnit
from five_steps.commands.people.volunteers import TransferVolunteer
from five_steps.graphql_api.kernel.past_sql import past_sql
from five_steps.graphql_api.kernel.statement import Statement
from five_steps.projections.past.limits import PastLimits
from tests.commands.district import SECRETS
from tests.graphql_api.api import AUDITOR, CENTRE, gid
from tests.graphql_api.executions import same

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from five_steps.projections.kernel.values import Position
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

_VOLUNTEER = """
    name phone status starLevel minutes frozenMinutes recordCount rating position
    unit { code name parent { code } }
    memberships { totalCount }
    serviceRecords(first: 5) { totalCount edges { cursor node {
        minutes state score verifiedAt unit { name } order { title state } } } }
    pointsAccount { issued available entries { edges { node {
        kind points coefficient policyVersion position } } } }
    starProgress { level minutes policyVersion }
"""

OF_OFFICES: dict[str, str] = {
    "volunteers": """query ($asOf: AsOf) { volunteers(asOf: $asOf, orderBy: REGISTERED) {
        totalCount edges { node { name phone minutes unit { name } } } } }""",
    "orders": """query ($asOf: AsOf) { orders(asOf: $asOf, first: 10) { totalCount
        pageInfo { endCursor } edges { node { title state score contact handlingUnit { code }
            assignments { status volunteer { name } } } } } }""",
    "units": """query ($asOf: AsOf, $unit: ID!) {
        units(asOf: $asOf) { edges { node { code name parent { code } } } }
        unit(id: $unit, asOf: $asOf) { code parent { code }
            children { edges { node { code } } } history { edges { node { change } } } } }""",
    "assessments": """query ($asOf: AsOf, $unit: ID!) {
        unitAssessments(year: 2026, asOf: $asOf) { edges { node { unit { code } score grade } } }
        unitAssessment(unitId: $unit, year: 2026, asOf: $asOf) { indicators {
            indicator value explanation { numerator denominator
                events { edges { node { position topic contribution } } } } } } }""",
    "records": """query ($asOf: AsOf) {
        serviceRecords(asOf: $asOf) { totalCount edges { node { minutes volunteer { name } } } }
        leaderboard(asOf: $asOf) { rank minutes volunteer { name } unit { name } } }""",
}
OF_PERSONS: dict[str, str] = {
    "volunteer": f"""query ($asOf: AsOf, $volunteer: ID!) {{
        volunteer(id: $volunteer, asOf: $asOf) {{ {_VOLUNTEER} }} }}""",
    "points": """query ($asOf: AsOf, $volunteer: ID!) {
        pointsAccount(volunteerId: $volunteer, asOf: $asOf) { issued available frozen
            lots { points expiresAt } } }""",
    "figures": """query ($asOf: AsOf, $volunteer: ID!) {
        volunteer(id: $volunteer, asOf: $asOf) { explanation(of: MINUTES) {
            value events { totalCount edges { node { position topic contribution } } } } }
        pointsAccount(volunteerId: $volunteer, asOf: $asOf) { explanation(of: AVAILABLE) {
            value events { edges { node { position contribution } } } } } }""",
    "order": """query ($asOf: AsOf, $order: ID!) { order(id: $order, asOf: $asOf) {
        title state place contact score comment acceptedCount position
        unit { name } assignments { status volunteer { name } } } }""",
}
OF_THE_CENTRE: dict[str, str] = {
    "fund": """query ($asOf: AsOf) { fund(asOf: $asOf) { cashCents freeCents }
        fundPostings(asOf: $asOf) { edges { node { cause amountCents party } } } }""",
}


@dataclass
class Story:
    """What was answered at some positions."""

    volunteer: UUID
    order: UUID
    rated: UUID
    api: Api
    positions: list[int] = field(default_factory=list)
    answers: dict[tuple[int, str, str], Any] = field(default_factory=dict)

    @property
    def viewers(self) -> dict[str, Actor]:
        district = self.api.district
        return {
            "auditor": AUDITOR,
            "centre": CENTRE,
            "admin": district.admin,
            "dispatcher": district.dispatcher,
            "stranger": district.stranger,
            "volunteer": district.as_volunteer(self.volunteer),
            "resident": district.as_resident,
        }

    def queries(self, viewer: str) -> dict[str, str]:
        asked = dict(OF_PERSONS)
        if viewer not in {"volunteer", "resident"}:
            asked |= OF_OFFICES
        if viewer in {"auditor", "centre"}:
            asked |= OF_THE_CENTRE
        return asked

    def variables(self, query: str, **more: Any) -> dict[str, Any]:
        known = {
            "volunteer": gid("Volunteer", self.volunteer),
            "order": gid("Order", self.order),
            "unit": gid("Unit", self.api.district.institute),
        }
        return {name: value for name, value in known.items() if f"${name}:" in query} | more

    async def note(self) -> None:
        """Ask everything as it is now, by the clock of the log."""
        district = self.api.district
        await self.api.shown()
        position = await district.position()
        clock = district.now
        district.now = (await self.api.services.pasts.at_position(position)).recorded_at
        self.positions.append(position)
        for viewer, actor in self.viewers.items():
            for name, query in self.queries(viewer).items():
                answer = await self.api.data(query, self.variables(query), by=actor)
                self.answers[position, viewer, name] = answer
        district.now = clock


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def story(api: Api) -> Story:
    """A volunteer's story: serves, is rated, moves; the rules and the views change meanwhile."""
    district = api.district
    volunteer = await district.volunteer(name="林志愿", party_member=True)
    other = await district.volunteer(name="王小明")
    order = await district.accepted(volunteer, other, title="村晚")
    district.now += timedelta(hours=3)
    rated = await district.completed(volunteer, title="越剧")
    story = Story(volunteer, order, rated, api)
    await story.note()
    await district.give(
        RateOrder(order_id=rated, score=5, comment="很好", tags=()), district.as_resident
    )
    await district.give(Donate(amount_cents=88_00, donor="林先生", donor_is_person=True), CENTRE)
    await district.give(
        PublishIncentivePolicy(
            effective_from=district.now + timedelta(hours=1),
            points_per_hour=3,
            score_coefficients=(Decimal(1),) * 5,
        )
    )
    district.now += timedelta(hours=2)
    await district.completed(volunteer, title="讲座")
    await story.note()
    await api.services.views.rebuild()
    await district.give(
        TransferVolunteer(volunteer_id=volunteer, unit_id=district.other_station, reason="搬家"),
        district.admin,
    )
    await district.give(
        MergeUnit(unit_id=district.station, into_id=district.other_station, reason="撤并")
    )
    await story.note()
    return story


async def test_the_answers_of_then(story: Story) -> None:
    for (position, viewer, name), then in story.answers.items():
        query = story.queries(viewer)[name]
        variables = story.variables(query, asOf={"position": position})
        answered = await story.api.ask(query, variables, by=story.viewers[viewer])
        assert orjson.dumps(answered["data"]) == orjson.dumps(then), (position, viewer, name)
        shown = answered["extensions"]["asOf"]
        assert {moment["position"] for moment in shown.values()} == {position}
    assert set(story.api.observer.kinds) == {"compiled"}


async def test_both_executions_answer_the_same(story: Story) -> None:
    """The compiled one from few streams where that is enough, resolvers from whole views."""
    position = story.positions[1]
    for viewer, actor in story.viewers.items():
        for query in story.queries(viewer).values():
            variables = story.variables(query, asOf={"position": position})
            await same(story.api, query, variables, actor)


async def test_a_time_is_the_last_event_recorded_by_then(story: Story) -> None:
    pasts = story.api.services.pasts
    (position, *_) = story.positions
    then, after = [await pasts.at_position(p) for p in (position, position + 1)]
    query = "query ($asOf: AsOf) { units(asOf: $asOf) { totalCount } }"
    for time in (then.recorded_at, after.recorded_at - timedelta(microseconds=1)):
        variables = {"asOf": {"time": time.isoformat()}}
        answered = await story.api.ask(query, variables, by=AUDITOR)
        assert answered["extensions"]["asOf"]["units"]["position"] == position


async def test_then_and_now_stand_side_by_side(story: Story) -> None:
    """Each field has its own moment, and keeps its place in the answer."""
    first, second, _ = story.positions
    query = """query ($id: ID!, $p: Position!, $q: Position!) {
        moved: volunteer(id: $id) { unit { code } }
        once: volunteer(id: $id, asOf: {position: $p}) { recordCount unit { code } }
        viewer { role }
        later: volunteer(id: $id, asOf: {position: $q}) { recordCount }
        leaderboard(asOf: {position: $p}) { rank } }"""
    variables = {"id": gid("Volunteer", story.volunteer), "p": first, "q": second}
    answered = await story.api.ask(query, variables, by=AUDITOR)
    assert orjson.dumps(answered["data"]) == orjson.dumps(
        {
            "moved": {"unit": {"code": "BA-2"}},
            "once": {"recordCount": 1, "unit": {"code": "BA-1"}},
            "viewer": {"role": "AUDITOR"},
            "later": {"recordCount": 2},
            "leaderboard": [{"rank": 1}],
        }
    )
    shown = {key: moment["position"] for key, moment in answered["extensions"]["asOf"].items()}
    assert shown == {"once": first, "later": second, "leaderboard": first}
    assert await same(story.api, query, variables, AUDITOR) == answered["data"]


async def test_one_object_needs_no_tables(story: Story) -> None:
    """It is made of its own streams, at a position that nobody has asked for before."""
    position = story.positions[1] - 1
    query = """query ($volunteer: ID!, $asOf: AsOf) { volunteer(id: $volunteer, asOf: $asOf) {
        name starLevel unit { name parent { name } } pointsAccount { available }
        serviceRecords(first: 3) { edges { node { minutes order { title } } } } } }"""
    variables = story.variables(query, asOf={"position": position})
    await same(story.api, query, variables, story.viewers["volunteer"])
    position -= 1
    variables = story.variables(query, asOf={"position": position})
    await story.api.data(query, variables, by=story.viewers["volunteer"])
    listed = "SELECT count(*) FROM five_steps_pasts WHERE position = $1"
    assert await story.api.services.store.pool.fetchval(listed, position) == 0


async def test_code_of_then_is_a_code_of_then(story: Story) -> None:
    """A field made in Python takes the moment for now, too."""
    (position, *_) = story.positions
    query = """query ($volunteer: ID!, $p: Position!) {
        volunteer(id: $volunteer, asOf: {position: $p}) { code } }"""
    variables = {"volunteer": gid("Volunteer", story.volunteer), "p": position}
    me = story.viewers["volunteer"]
    shown = (await story.api.data(query, variables, by=me))["volunteer"]["code"]
    then = (await story.api.services.pasts.at_position(position)).recorded_at
    assert shown == volunteer_code(SECRETS, story.volunteer, now=then)


@pytest.mark.parametrize(
    ("as_of", "code", "field"),
    [
        ({"position": 0}, "INVALID", "asOf.position"),
        ({"position": 10**9}, "INVALID", "asOf.position"),
        ({"time": "2000-01-01T00:00:00Z"}, "INVALID", "asOf.time"),
        ({"time": "2999-01-01T00:00:00Z"}, "INVALID", "asOf.time"),
        ({"position": 1, "time": "2026-01-01T00:00:00Z"}, "BAD_REQUEST", None),
        ({}, "BAD_REQUEST", None),
        ({"position": None}, "BAD_REQUEST", None),
        ({"position": -1}, "BAD_REQUEST", None),
        ({"time": "2026-01-01"}, "BAD_REQUEST", None),
    ],
)
async def test_no_such_moment(
    story: Story, as_of: dict[str, Any], code: str, field: str | None
) -> None:
    query = "query ($asOf: AsOf) { leaderboard(asOf: $asOf) { rank } }"
    (error,) = (await story.api.ask(query, {"asOf": as_of}, by=AUDITOR))["errors"]
    assert error["extensions"]["code"] == code
    assert error["extensions"].get("field") == field
    if field is not None:
        assert "–" in error["extensions"]["allowed"]


@pytest.mark.parametrize(
    ("viewer", "query"),
    [(None, OF_PERSONS["order"]), (None, OF_OFFICES["records"])]
    + [(viewer, query) for viewer in ("volunteer", "resident") for query in OF_OFFICES.values()],
)
async def test_who_may_not_ask_how_it_was(story: Story, viewer: str | None, query: str) -> None:
    by = None if viewer is None else story.viewers[viewer]
    variables = story.variables(query, asOf={"position": story.positions[0]})
    for error in (await story.api.ask(query, variables, by=by))["errors"]:
        assert error["extensions"]["code"] == "FORBIDDEN"
        assert "AUDITOR" in error["extensions"]["allowed"]


async def test_who_cannot_wait_is_told_how_far_it_is(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    pasts = story.api.services.pasts
    build, go = pasts.kept.build, asyncio.Event()

    async def build_later(*args: Any, **kwargs: Any) -> None:
        await go.wait()
        await build(*args, **kwargs)

    monkeypatch.setattr(pasts.kept, "build", build_later)
    monkeypatch.setattr(pasts, "limits", PastLimits(past_wait_s=1e-9))
    position = story.positions[1] + 1
    query = "query ($asOf: AsOf) { volunteers(asOf: $asOf) { totalCount } viewer { role } }"
    variables = {"asOf": {"position": position}}
    posted = await story.api.post(
        query, variables, by=AUDITOR, headers={"Accept-Language": "zh-CN"}
    )
    answered = posted.json()
    (error,) = answered["errors"]
    assert error["path"] == ["volunteers"]
    assert error["message"] == "正在生成该历史时点的数据，请稍后重试。"
    assert error["extensions"] == {
        "code": "PAST_IN_PREPARATION",
        "position": position,
        "percent": 0,
        "retryAfterSeconds": 1,
    }
    go.set()
    monkeypatch.setattr(pasts, "limits", PastLimits(past_wait_s=60))
    assert (await story.api.data(query, variables, by=AUDITOR))["volunteers"] == {"totalCount": 2}


async def test_two_who_ask_at_once_are_both_answered(story: Story) -> None:
    query = "query ($asOf: AsOf) { orders(asOf: $asOf) { totalCount } }"
    variables = {"asOf": {"position": story.positions[1] - 2}}
    both = await asyncio.gather(
        *(story.api.data(query, variables, by=viewer) for viewer in (AUDITOR, CENTRE))
    )
    assert both == [{"orders": {"totalCount": 3}}] * 2


async def test_a_past_dropped_in_between_is_made_again(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    pasts = story.api.services.pasts
    prepare = pasts.prepare
    dropped: list[Position] = []

    async def prepare_and_drop(position: Position, of: Iterable[str], until: float) -> None:
        await prepare(position, of, until)
        if not dropped:
            dropped.append(position)
            await pasts.kept.forget(position)

    monkeypatch.setattr(pasts, "prepare", prepare_and_drop)
    query = OF_OFFICES["records"]
    (position, *_) = story.positions
    answered = await story.api.data(query, {"asOf": {"position": position}}, by=AUDITOR)
    assert dropped == [position]
    assert answered == story.answers[position, "auditor", "records"]


async def test_who_was_erased_is_erased_from_the_past(story: Story) -> None:
    """Last of all: nobody has a name after it, whichever way the past is read."""
    (position, *_) = story.positions
    store, pasts = story.api.services.store, story.api.services.pasts
    await store.vault.erase(story.volunteer)
    await pasts.kept.forget()
    for name, query in {**OF_PERSONS, **OF_OFFICES}.items():
        variables = story.variables(query, asOf={"position": position})
        answered = await story.api.ask(query, variables, by=AUDITOR)
        assert "林志愿" not in str(answered), name
        if name == "volunteer":
            then = story.answers[position, "auditor", name]["volunteer"]
            assert answered["data"]["volunteer"] == {**then, "name": None, "phone": None}


async def test_what_has_no_past_is_refused() -> None:
    text = "SELECT FROM read.units u JOIN public.person_keys k ON TRUE"
    with pytest.raises(GraphQLError, match="person_keys was"):
        past_sql(text, Statement(None))
