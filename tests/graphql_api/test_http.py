"""GraphQL over HTTP: methods, media types, limits, errors, health."""

from __future__ import annotations

from typing import TYPE_CHECKING

import asyncpg
import pytest

from five_steps.domain.organisation.tiers import Tier
from tests.graphql_api.api import gid

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUERY = "{ units { totalCount } }"
GRAPHQL_JSON = "application/graphql-response+json"


async def test_post(api: Api) -> None:
    response = await api.post(QUERY)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.headers["cache-control"] == "no-store"
    assert response.json() == {"data": {"units": {"totalCount": 4}}}


async def test_get(api: Api) -> None:
    parameters = {
        "query": "query Q($id: ID!) { unit(id: $id) { code } } query R { units { totalCount } }",
        "operationName": "Q",
        "variables": f'{{"id": "{gid("Unit", api.district.centre)}"}}',
    }
    response = await api.http.get("/graphql", params=parameters)
    assert response.json() == {"data": {"unit": {"code": "DT"}}}


async def test_a_mutation_is_not_sent_by_get(api: Api) -> None:
    mutation = """mutation { suspendUnit(input: {
        commandId: "01a20f64-db94-76bc-a5f4-1fadea4d9636", unitId: "x", reason: "x"}) {
        __typename } }"""
    response = await api.http.get("/graphql", params={"query": mutation})
    assert response.json()["errors"][0]["extensions"]["code"] == "METHOD_NOT_ALLOWED"
    assert "data" not in response.json()


@pytest.mark.parametrize(
    ("accept", "media_type", "status"),
    [
        ("*/*", "application/json", 200),
        ("application/json", "application/json", 200),
        (f"{GRAPHQL_JSON}; charset=utf-8, application/json;q=0.9", GRAPHQL_JSON, 400),
        ("text/csv", "application/json", 406),
    ],
)
async def test_media_types_and_the_status_of_an_invalid_document(
    api: Api, accept: str, media_type: str, status: int
) -> None:
    response = await api.post("{ nothing }", headers={"Accept": accept})
    assert response.status_code == status
    assert response.headers["content-type"] == media_type
    assert "data" not in response.json()
    assert response.json()["errors"]


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=gbk",
        "",
    ],
)
async def test_what_a_form_could_send_is_refused(api: Api, content_type: str) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    response = await api.http.post(
        "/graphql", content=b'{"query": "{ __typename }"}', headers=headers
    )
    assert response.status_code == 415
    assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[]", 400),
        (b'[{"query": "{ __typename }"}]', 400),
        (b'"{ __typename }"', 400),
        (b"{}", 400),
        (b'{"query": 1}', 400),
        (b'{"query": "{ __typename }", "variables": []  , "operationName": 3}', 400),
        (b'{"query": "{ __typename }", "variables": [1]}', 400),
        (b'{"query": "' + b" " * 70_000 + b'"}', 413),
        (b'{"query": "' + b" " * 300_000 + b'"}', 413),
    ],
)
async def test_what_is_no_operation_is_refused(api: Api, body: bytes, status: int) -> None:
    headers = {"Content-Type": "application/json"}
    response = await api.http.post("/graphql", content=body, headers=headers)
    assert response.status_code == status
    assert response.json()["errors"][0]["extensions"]["code"]


async def test_other_methods_are_refused(api: Api) -> None:
    response = await api.http.put("/graphql", json={"query": QUERY})
    assert (response.status_code, response.headers["allow"]) == (405, "GET, POST")


async def test_graphiql_is_for_browsers(api: Api) -> None:
    response = await api.http.get("/graphql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert response.headers["content-type"].startswith("text/html")
    assert "GraphiQL" in response.text


async def test_the_position_served_and_asked_for(api: Api) -> None:
    head = await api.district.position()
    await api.shown()
    response = await api.post(QUERY)
    assert response.headers["x-position"] == str(head)
    code = f"R-{head}"
    query = '{ units(filter: {search: "%s"}%s) { totalCount } }'
    await api.district._unit(code, Tier.STATION, api.district.institute)
    written = await api.district.position()
    response = await api.post(query % (code, ""), headers={"X-Min-Position": str(written)})
    assert int(response.headers["x-position"]) >= written
    assert response.json()["data"]["units"]["totalCount"] == 1
    code += "b"
    await api.district._unit(code, Tier.STATION, api.district.institute)
    least = f", atLeast: {await api.district.position()}"
    assert (await api.data(query % (code, least)))["units"]["totalCount"] == 1


async def test_a_position_that_does_not_come_is_told(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("five_steps.graphql_api.kernel.waiting.WAIT_SECONDS_MAX", 0.05)
    response = await api.post(QUERY, headers={"X-Min-Position": "999999999"})
    error = response.json()["errors"][0]["extensions"]
    assert (error["code"], error["allowed"]) == ("NOT_YET", 999999999)
    response = await api.post(QUERY, headers={"X-Min-Position": "soon"})
    assert response.status_code == 400


@pytest.mark.parametrize(
    "authorization", ["Bearer nonsense", "Basic dXNlcjpwYXNz", "Bearer", f"Bearer {'x' * 9000}"]
)
async def test_a_bad_token_is_unauthenticated(api: Api, authorization: str) -> None:
    response = await api.post(QUERY, headers={"Authorization": authorization})
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert response.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_what_goes_wrong_inside_stays_inside(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> str:
        raise asyncpg.UndefinedTableError('relation "read.secret" does not exist')

    monkeypatch.setattr(type(api.database), "text", broken)
    monkeypatch.setattr(type(api.database), "rows", broken)
    response = await api.post(QUERY)
    (error,) = response.json()["errors"]
    assert error["message"] == "Something went wrong inside."
    assert error["extensions"] == {
        "code": "INTERNAL",
        "requestId": response.headers["x-request-id"],
    }
    assert "secret" not in response.text


async def test_a_query_that_takes_too_long_is_given_up(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def slow(*_: object) -> str:
        raise asyncpg.QueryCanceledError("canceling statement due to statement timeout")

    monkeypatch.setattr(type(api.database), "text", slow)
    monkeypatch.setattr(type(api.database), "rows", slow)
    answered = await api.ask(QUERY)
    assert answered["errors"][0]["extensions"] == {"code": "TIMEOUT"}


async def test_messages_come_in_the_callers_language(api: Api) -> None:
    query = '{ unit(id: "nonsense") { code } }'
    chinese = await api.post(query, headers={"Accept-Language": "zh-CN"})
    assert chinese.json()["errors"][0]["message"] == "输入的内容不符合要求。"
    english = (await api.post(query)).json()
    assert english == {
        "data": {"unit": None},
        "errors": [
            {
                "message": "The value is not of the allowed form.",
                "locations": [{"line": 1, "column": 3}],
                "path": ["unit"],
                "extensions": {"code": "INVALID", "field": "id", "allowed": "the id of a Unit"},
            }
        ],
    }


async def test_health_and_metrics(api: Api) -> None:
    live = await api.http.get("/health/live")
    assert (live.status_code, live.json()) == (200, {"status": "ok"})
    ready = await api.http.get("/health/ready")
    assert (ready.status_code, ready.json()["status"]) == (200, "ok")
    assert ready.json()["views"]["orders"] == {"positions": 0, "seconds": 0.0, "stopped": False}
    metrics = await api.http.get("/metrics")
    assert metrics.text == "five_steps_test 1\n"


async def test_not_ready_without_a_store(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    async def unreachable(_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(type(api.services.views), "lag", unreachable)
    ready = await api.http.get("/health/ready")
    assert (ready.status_code, ready.json()) == (503, {"status": "store unreachable"})
    assert (await api.http.get("/health/live")).status_code == 200


async def test_reads_are_compiled_and_others_counted_by_reason(api: Api) -> None:
    api.observer.kinds.clear()
    api.observer.reasons.clear()
    await api.ask(QUERY)
    await api.ask("{ __schema { queryType { name } } }")
    await api.ask('{ node(id: "VW5pdDow") { id } }')
    await api.ask("{ events { totalCount } }")
    assert api.observer.kinds == ["compiled", "resolved", "resolved", "resolved"]
    assert api.observer.reasons == ["introspection", "resolver:Query.node", "forbidden"]
