"""What one document may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from five_steps.graphql_api.kernel.documents import Documents, InvalidDocument
from five_steps.graphql_api.schema import schema
from tests.graphql_api.api import gid

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

_DEEP = "{ units { edges { node " + "{ parent " * 15 + "{ id }" + " }" * 15 + " } } }"
_BOMB = (
    "{ units { edges { node { ...F0 } } } } "
    + " ".join(
        f"fragment F{n} on Unit {{ a{n}: parent {{ ...F{n + 1} }} b{n}: parent {{ ...F{n + 1} }} }}"
        for n in range(7)
    )
    + " fragment F7 on Unit { id }"
)


@pytest.mark.parametrize(
    ("query", "limit"),
    [
        (_DEEP, "depth"),
        ("{" + " ".join(f"a{n}: __typename" for n in range(51)) + "}", "aliases"),
        (_BOMB, "aliases"),
        (
            """{ orders(first: 100) { edges { node { assignments { volunteer { serviceRecords
                (first: 100) { edges { node { id minutes state kind } } } } } } } } }""",
            "cost",
        ),
    ],
)
async def test_too_much_is_refused_with_an_explanation(api: Api, query: str, limit: str) -> None:
    answered = await api.ask(query)
    assert "data" not in answered
    found = [e for e in answered["errors"] if e["extensions"]["limit"] == limit]
    assert found, answered
    assert found[0]["extensions"]["code"] == "TOO_MUCH"
    assert found[0]["extensions"]["actual"] > found[0]["extensions"]["allowed"]


async def test_the_cost_follows_the_variables(api: Api) -> None:
    query = """query ($n: Int!) { units(first: $n) { edges { node { children(first: $n) {
        edges { node { children(first: 2) { edges { node { code } } } } } } } } } }"""
    assert "data" in await api.ask(query, {"n": 10})
    for _ in range(2):
        answered = await api.ask(query, {"n": 100})
        assert answered["errors"][0]["extensions"]["limit"] == "cost"


async def test_too_many_tokens(api: Api) -> None:
    answered = await api.ask("{" + " __typename" * 4001 + "}")
    assert "token" in answered["errors"][0]["message"].lower()


@pytest.mark.parametrize("first", [0, -1, 101, 2**31 - 1])
async def test_the_size_of_a_page_is_bounded(api: Api, first: int) -> None:
    for query in (
        f"{{ units(first: {first}) {{ totalCount }} }}",
        f"{{ leaderboard(first: {first}) {{ rank }} }}",
    ):
        answered = await api.ask(query)
        assert answered["errors"][0]["extensions"] == {"code": "INVALID", "allowed": "1–100"}


@pytest.mark.parametrize(
    "after", ["", " ", "nonsense", "BA", "BA no-uuid", "2026-13-01 00:00:00+00 x", "\x00", "日 月"]
)
async def test_a_cursor_that_is_none_is_refused(api: Api, after: str) -> None:
    for field in ("units", "orders", "unitAssessments"):
        year = "year: 2026, " if field == "unitAssessments" else ""
        query = (
            f"query ($after: String) {{ {field}({year}after: $after) {{ edges {{ cursor }} }} }}"
        )
        answered = await api.ask(query, {"after": after})
        assert answered["errors"][0]["extensions"]["code"] == "INVALID", answered


@pytest.mark.parametrize(
    "filter_",
    [
        {"search": "100%_\\'\"; DROP TABLE"},
        {"search": "a\x00b"},
        {"search": ""},
        {"search": "x" * 10_000},
        {"parent": "nonsense"},
        {"under": gid("Order", UUID(int=1))},
        {"tier": []},
        {"tier": None, "status": None},
    ],
    ids=lambda value: str(value)[:40],
)
async def test_any_filter_gets_an_answer(api: Api, filter_: dict[str, object]) -> None:
    query = "query ($f: UnitFilter) { units(filter: $f) { totalCount } }"
    answered = await api.ask(query, {"f": filter_})
    codes = {error["extensions"]["code"] for error in answered.get("errors", ())}
    assert codes <= {"INVALID"}, answered


async def test_suggestions_do_not_tell_the_schema(api: Api) -> None:
    answered = await api.ask("{ unitz { id } }")
    assert "Did you mean" not in answered["errors"][0]["message"]


async def test_a_document_is_prepared_once() -> None:
    documents = Documents(schema._schema)
    text = "query A { units { totalCount } } query B { __typename }"
    assert documents.prepare(text, "A") is documents.prepare(text, "A")
    assert documents.prepare(text, "A") is not documents.prepare(text, "B")
    for name in (None, "C"):
        with pytest.raises(InvalidDocument):
            documents.prepare(text, name)
