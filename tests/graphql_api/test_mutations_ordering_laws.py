"""The laws of mutations, for each of the order loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.graphql_api.mutation_laws import (
    Case,
    is_done_once,
    is_refused,
    keeps_its_command_id,
    of_chapter,
    refusals,
)
from tests.graphql_api.ordering_cases import CASES, by_me

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_each_mutation_has_its_case() -> None:
    assert {case.name for case in CASES} == of_chapter("ordering")


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_it_is_done_once(api: Api, case: Case) -> None:
    await is_done_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_it_keeps_its_command_id(api: Api, case: Case) -> None:
    await keeps_its_command_id(api, case)


# A volunteer who names somebody unknown hears that it is somebody else; a dispatch that names a
# team beside volunteers, that it is one or the other.
OTHERWISE = {("unknown id", case.name) for case in CASES if case.by is by_me} | {
    ("unknown id", "dispatchOrder")
}


@pytest.mark.parametrize(("case", "kinds"), refusals(CASES, OTHERWISE))
async def test_it_is_refused(api: Api, case: Case, kinds: list[str]) -> None:
    await is_refused(api, case, kinds)
