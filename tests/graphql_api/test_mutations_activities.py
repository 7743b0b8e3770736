"""The laws of mutations, for each of activities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.graphql_api.activity_cases import CASES, by_resident
from tests.graphql_api.known_volunteer import by_known
from tests.graphql_api.mutation_laws import (
    Case,
    is_done_once,
    is_refused,
    keeps_its_command_id,
    of_chapter,
    refusals,
)

if TYPE_CHECKING:
    from tests.graphql_api.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_each_mutation_has_its_case() -> None:
    assert {case.name for case in CASES} == of_chapter("activities")


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_it_is_done_once(api: Api, case: Case) -> None:
    await is_done_once(api, case)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_it_keeps_its_command_id(api: Api, case: Case) -> None:
    await keeps_its_command_id(api, case)


# Who acts for themselves and names somebody unknown hears that it is somebody else.
OTHERWISE = {("unknown id", case.name) for case in CASES if case.by in {by_known, by_resident}}


@pytest.mark.parametrize(("case", "kinds"), refusals(CASES, OTHERWISE))
async def test_it_is_refused(api: Api, case: Case, kinds: list[str]) -> None:
    await is_refused(api, case, kinds)
