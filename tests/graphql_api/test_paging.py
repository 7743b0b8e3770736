"""Pages stay put while rows are added."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

_PAGE = """query ($after: String, $order: OrderSort) {
    orders(first: 2, after: $after, orderBy: $order) { totalCount
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        edges { cursor node { title } } } }"""


async def _page(api: Api, after: str | None, order: str) -> dict[str, Any]:
    variables = {"after": after, "order": order}
    page: dict[str, Any] = await api.data(_PAGE, variables, by=api.district.dispatcher)
    found: dict[str, Any] = page["orders"]
    return found


async def _place(api: Api, title: str) -> None:
    # At the same moment as the one before it: only the id tells which comes first.
    await api.district.give(api.district.order(title=title), api.district.as_resident)


@pytest.mark.parametrize("order", ["NEWEST", "STARTS_FIRST", "STARTS_LAST", "DUE_FIRST"])
async def test_each_row_comes_once_whatever_is_added(api: Api, order: str) -> None:
    district = api.district
    district.now += timedelta(hours=1)
    before = [f"{order} {n}" for n in range(5)]
    for title in before:
        await _place(api, title)
    await api.shown()
    seen: list[str] = []
    after = None
    while True:
        page = await _page(api, after, order)
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        edges = page["edges"]
        assert page["pageInfo"]["startCursor"] == edges[0]["cursor"]
        seen += [edge["node"]["title"] for edge in edges]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
        assert after == edges[-1]["cursor"]
        if len(seen) <= 6:
            await _place(api, f"added {order} {len(seen)}")
            await api.shown()
    assert len(seen) == len(set(seen))
    assert set(before) <= set(seen)


async def test_the_leaderboard_gives_the_same_place_for_the_same_minutes(api: Api) -> None:
    district = api.district
    first, second, third = [await district.volunteer() for _ in range(3)]
    await district.completed(first, second, title="together")
    district.now += timedelta(days=1)
    await district.completed(
        third, title="shorter", ends_at=district.now + timedelta(days=2, hours=1)
    )
    await api.shown()
    board = (await api.data('{ leaderboard(period: "2026") { rank minutes } }'))["leaderboard"]
    assert board == [
        {"rank": 1, "minutes": 120},
        {"rank": 1, "minutes": 120},
        {"rank": 3, "minutes": 60},
    ]
