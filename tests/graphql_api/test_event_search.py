"""Auditors find events by what happened, who caused it and when, and come from them to objects."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest
import pytest_asyncio

from five_steps.domain.kernel.event_kinds import event_kinds
from five_steps.graphql_api.guarantee.event_object import OBJECTS, OF_A_VOLUNTEER
from five_steps.graphql_api.schema import schema
from five_steps.projections.kernel.hints import hints_of
from tests.graphql_api.api import AUDITOR, gid
from tests.graphql_api.executions import same
from tests.graphql_api.history import History, make_history

if TYPE_CHECKING:
    from datetime import datetime

    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

EVENTS = """query ($filter: LogEventFilter, $originator: ID) {
    events(filter: $filter, originatorId: $originator, first: 100) { totalCount edges { node {
        position topic meaning term objectId commandId commandKind actor recordedAt
    } } } }"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def history(api: Api) -> History:
    return await make_history(api)


async def found(api: Api, originator: str | None = None, **wanted: Any) -> list[dict[str, Any]]:
    answer = await same(api, EVENTS, {"filter": wanted, "originator": originator}, AUDITOR)
    return [edge["node"] for edge in answer["events"]["edges"]]


async def log(api: Api) -> list[Any]:
    return await api.services.store.pool.fetch(
        "SELECT notification_id AS position, topic, actor, recorded_at, command_id::text"
        " FROM public.stored_events ORDER BY notification_id"
    )


async def test_an_event_says_what_it_means_and_what_it_is_about(api: Api, history: History) -> None:
    order = gid("Order", history.rated)
    rated = [event for event in await found(api, order) if event["topic"] == "order.rated"]
    (event,) = rated
    assert event["term"] == event_kinds()["order.rated"].meaning.chinese
    assert event["meaning"] == event_kinds()["order.rated"].meaning.english
    assert event["objectId"] == order
    assert event["commandKind"] == "rate_order"
    query = "query ($id: ID!) { node(id: $id) { __typename } }"
    assert (await api.data(query, {"id": order}, by=AUDITOR))["node"] == {"__typename": "Order"}


async def test_events_of_a_book_or_an_account_are_about_the_volunteer(
    api: Api, history: History
) -> None:
    volunteers = {gid("Volunteer", history.volunteer), gid("Volunteer", history.other_volunteer)}
    for aggregate in OF_A_VOLUNTEER:
        events = await found(api, aggregate=aggregate)
        assert {event["objectId"] for event in events} == volunteers


async def test_every_object_is_a_node_and_every_stream_of_a_volunteer_names_one() -> None:
    types = schema._schema.type_map
    aggregates = {topic.partition(".")[0] for topic in event_kinds()}
    for aggregate, type_name in OBJECTS.items():
        assert aggregate in aggregates
        assert "Node" in {interface.name for interface in types[type_name].interfaces}  # type: ignore[attr-defined]
    for topic, kind in event_kinds().items():
        if topic.partition(".")[0] in OF_A_VOLUNTEER:
            assert "volunteer_id" in hints_of(cast("type", kind.event_class)), topic


async def test_by_topic_actor_and_command(api: Api, history: History) -> None:
    rows = await log(api)
    placed = await found(api, topic=["order.created", "order.rated"])
    wanted = [r["position"] for r in rows if r["topic"] in ("order.created", "order.rated")]
    assert [event["position"] for event in placed] == wanted
    actor = next(r["actor"] for r in rows if r["topic"] == "order.dispatched")
    theirs = await found(api, actor=actor)
    assert [e["position"] for e in theirs] == [r["position"] for r in rows if r["actor"] == actor][
        :100
    ]
    command = next(r["command_id"] for r in rows if r["topic"] == "points_account.credited")
    together = await found(api, commandId=command)
    assert len(together) > 1
    assert [e["position"] for e in together] == [
        r["position"] for r in rows if r["command_id"] == command
    ]


async def test_by_time(api: Api, history: History) -> None:
    rows = await log(api)
    middle = rows[len(rows) // 2]["recorded_at"]

    async def positions(**wanted: datetime) -> list[int]:
        given = {name: moment.isoformat() for name, moment in wanted.items()}
        return [event["position"] for event in await found(api, **given)]

    since = [r["position"] for r in rows if r["recorded_at"] >= middle]
    before = [r["position"] for r in rows if r["recorded_at"] < middle]
    assert await positions(recordedFrom=middle) == since[:100]
    assert await positions(recordedBefore=middle) == before[:100]
    ever = rows[-1]["recorded_at"] + timedelta(seconds=1)
    assert await positions(recordedFrom=ever) == []
    assert await positions(recordedBefore=rows[0]["recorded_at"]) == []
    assert len(await positions(recordedBefore=ever)) == min(len(rows), 100)
