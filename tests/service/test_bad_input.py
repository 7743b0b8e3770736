"""Whatever is sent: the answer is typed and short, tells nothing of the inside, changes nothing."""

from __future__ import annotations

import re
from time import perf_counter
from typing import TYPE_CHECKING, Any

import pytest

from tests.service.attacks import ATTACKS, Attack, Raw

if TYPE_CHECKING:
    import httpx

    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

ANSWER_BYTES_MAX = 4_096
ANSWER_SECONDS_MAX = 5
_INSIDE = re.compile(
    r"SELECT|INSERT|read\.\w|stored_events|asyncpg|psycopg|postgres|Traceback|site-packages|\.py\b"
    r"|five_steps|/home/|/root/|/usr/|/tmp/|\bline \d+, in\b|0x[0-9a-f]{6,}|<class"
    r"|\w{3,}(Error|Exception)\b",
    re.IGNORECASE,
)


async def sent(api: Api, raw: Raw) -> httpx.Response:
    return await api.http.request(
        raw.method, "/graphql", content=raw.body, headers=raw.headers, params=raw.params
    )


def told(response: httpx.Response) -> tuple[str, str | None]:
    """The code and the field of an answer that refuses."""
    body: dict[str, Any] = response.json()
    if "errors" in body:
        extensions = body["errors"][0]["extensions"]
        return extensions["code"], extensions.get("field")
    (answer,) = body["data"].values()
    return answer["code"], answer["field"]


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
async def test_an_attack_is_answered_and_does_nothing(served: Api, attack: Attack) -> None:
    head = await served.district.position()
    began = perf_counter()
    response = await sent(served, attack.send(served))
    took = perf_counter() - began

    assert response.status_code == attack.status, response.text
    code, at = told(response)
    assert code == attack.code, response.text
    if attack.at is not None:
        # A value that its type does not take is named by GraphQL, in its message.
        assert at == attack.at or f" at .{attack.at}:" in response.text, response.text
    assert len(response.content) <= ANSWER_BYTES_MAX
    assert took < ANSWER_SECONDS_MAX
    assert not (inside := _INSIDE.search(response.text)), inside
    assert await served.district.position() == head


async def test_the_service_still_works_after_all_of_them(served: Api) -> None:
    for attack in ATTACKS:
        await sent(served, attack.send(served))
    answered = await served.ask("{ units { totalCount } }", by=served.district.admin)
    assert answered == {"data": {"units": {"totalCount": 4}}}
