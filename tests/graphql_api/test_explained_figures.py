"""Every number is the sum of what the events behind it added, and each of them is in the log."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import pytest_asyncio

from five_steps.graphql_api.guarantee.explaining.figure_sql import UNEXPLAINED
from tests.graphql_api.api import AUDITOR, CENTRE, gid
from tests.graphql_api.executions import same
from tests.graphql_api.history import History, make_history
from tests.graphql_api.market import Market, make_market
from tests.graphql_api.works import Works, make_works

if TYPE_CHECKING:
    from collections.abc import Iterator

    from five_steps.commands import Actor
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

EVENTS = """
fragment Why on FigureExplanation {
    figure value
    events(first: 50) {
        totalCount
        edges { node {
            position topic originatorId recordedAt contribution actor commandId
            policy { kind version }
        } }
    }
}
"""

VOLUNTEER = {
    "starLevel": "STAR_LEVEL",
    "minutes": "MINUTES",
    "frozenMinutes": "FROZEN_MINUTES",
    "recordCount": "RECORD_COUNT",
    "ratingsCount": "RATINGS_COUNT",
}
POINTS = {name: name.upper() for name in ("issued", "available", "frozen", "held", "spent")}
FUND = {f"{name}Cents": name.upper() for name in ("free", "reserved", "payable", "cash")}
STATEMENT = {
    "donationCount": "DONATION_COUNT",
    **{
        f"{name}Cents": name.upper()
        for name in ("opening", "donated", "allocated", "committed", "paid", "spent", "closing")
    },
}
LINE = {f"{name}Cents": name.upper() for name in ("amount", "allocated", "committed", "spent")}
ACCOUNT = {f"{name}Cents": name.upper() for name in ("allocated", "free", "committed", "spent")}


def explained(figures: dict[str, str]) -> str:
    """A selection of numbers, each with its explanation."""
    return " ".join(
        f"{name} {name}Why: explanation(of: {of}) {{ ...Why }}" for name, of in figures.items()
    )


def nodes(figures: dict[str, str]) -> str:
    """A connection's nodes with numbers."""
    return f"edges {{ node {{ {explained(figures)} }} }}"


QUERIES = {
    "volunteers": f"volunteers(first: 3) {{ {nodes(VOLUNTEER)} }}",
    "points": f"""volunteers(first: 3) {{ edges {{ node {{
        pointsAccount {{ {explained(POINTS)} }} }} }} }}""",
    "records": f"serviceRecords(first: 20) {{ {nodes({'minutes': 'MINUTES'})} }}",
    "leaderboard": f"""leaderboard(period: "ALL", first: 5) {{
        {explained({"minutes": "MINUTES", "recordCount": "RECORD_COUNT"})} }}""",
    "month": f"""leaderboard(period: "2026-03", first: 5) {{
        {explained({"minutes": "MINUTES"})} }}""",
    "stocks": f"""rewards(first: 2) {{ edges {{ node {{ stocks(first: 2) {{
        {explained({"onHand": "ON_HAND", "reserved": "RESERVED", "free": "FREE"})} }} }} }} }}""",
    "fund": f"fund {{ {explained(FUND)} }}",
    "statement": f"fundStatement(year: 2026) {{ {explained(STATEMENT)} }}",
    "settlements": f"settlements(first: 5) {{ {nodes({'totalCents': 'TOTAL'})} }}",
    "lines": f"budget(year: 2026) {{ lines {{ {explained(LINE)} }} }}",
    "accounts": f"""budget(year: 2026) {{ units(first: 5) {{ edges {{ node {{
        accounts {{ {explained(ACCOUNT)} }} }} }} }} }}""",
}
"""What is asked, by the kind of number."""


class Scene(NamedTuple):
    """What there is to ask for."""

    history: History
    market: Market
    works: Works


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(api: Api) -> Scene:
    history = await make_history(api)
    market = await make_market(api)
    works = await make_works(api, history.volunteer, history.other_volunteer, history.placed)
    return Scene(history, market, works)


def explanations(answer: Any) -> Iterator[tuple[float, dict[str, Any]]]:
    """Each number of an answer with its explanation."""
    if isinstance(answer, list):
        yield from chain.from_iterable(map(explanations, answer))
    elif isinstance(answer, dict):
        for name, value in answer.items():
            if name.endswith("Why"):
                yield answer[name.removesuffix("Why")], value
            else:
                yield from explanations(value)


@pytest.mark.parametrize("kind", QUERIES)
async def test_a_number_is_the_sum_of_what_its_events_added(
    api: Api, scene: Scene, kind: str
) -> None:
    answer = await same(api, f"{{ {QUERIES[kind]} }} {EVENTS}", by=AUDITOR)
    numbers = list(explanations(answer))
    assert any(number for number, _ in numbers)
    for number, why in numbers:
        edges = [edge["node"] for edge in why["events"]["edges"]]
        assert why["value"] == number, why["figure"]
        assert sum(event["contribution"] for event in edges) == number, why
        assert why["events"]["totalCount"] == len(edges)
        positions = [event["position"] for event in edges]
        assert positions == sorted(set(positions))
        for event in edges:
            assert await in_the_log(api, event)


async def in_the_log(api: Api, event: dict[str, Any]) -> bool:
    """Whether the log says the same of an event."""
    (row,) = await api.services.store.pool.fetch(
        "SELECT topic, originator_id::text, actor, command_id::text"
        " FROM public.stored_events WHERE notification_id = $1",
        event["position"],
    )
    said = (event["topic"], event["originatorId"], event["actor"], event["commandId"])
    return tuple(row) == said


async def test_all_numbers_of_the_district_are_explained(api: Api, scene: Scene) -> None:
    assert await api.services.store.pool.fetch(UNEXPLAINED) == []


async def test_points_lead_to_the_rules_that_they_were_worked_out_by(
    api: Api, scene: Scene
) -> None:
    query = f"""query ($id: ID!) {{ volunteer(id: $id) {{ pointsAccount {{
        explanation(of: ISSUED) {{ ...Why }} }} }} }} {EVENTS}"""
    variables = {"id": gid("Volunteer", scene.history.volunteer)}
    answer = await same(api, query, variables, AUDITOR)
    explained_by = answer["volunteer"]["pointsAccount"]["explanation"]["events"]["edges"]
    assert {"kind": "INCENTIVE", "version": 1} in [e["node"]["policy"] for e in explained_by]


async def test_who_sees_what_a_number_is_made_of(api: Api, scene: Scene) -> None:
    district, volunteer = api.district, scene.history.volunteer
    query = """query ($id: ID!) { volunteer(id: $id) { minutes explanation(of: MINUTES) {
        value events(first: 1) { edges { node { topic actor commandId } } } } } }"""

    async def seen(by: Actor | None) -> Any:
        variables = {"id": gid("Volunteer", volunteer)}
        return (await same(api, query, variables, by))["volunteer"]["explanation"]

    for by in (None, district.as_resident, district.as_volunteer(scene.history.other_volunteer)):
        assert await seen(by) is None
    assert await seen(district.stranger) is None
    own = (await seen(district.as_volunteer(volunteer)))["events"]["edges"][0]["node"]
    assert own == {"topic": "service_book.hours_verified", "actor": None, "commandId": None}
    for by in (district.admin, AUDITOR, CENTRE):
        (edge,) = (await seen(by))["events"]["edges"]
        assert edge["node"]["actor"]
        assert edge["node"]["commandId"]


async def test_of_the_fund_only_auditors_and_the_centre_see_the_postings(
    api: Api, scene: Scene
) -> None:
    query = """{ fundStatement(year: 2026) { spentCents explanation(of: SPENT) { value } } }"""
    for by in (None, api.district.admin):
        statement = (await same(api, query, by=by))["fundStatement"]
        assert statement["spentCents"] > 0
        assert statement["explanation"] is None
