"""Asking for a mutation with everything that it may answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from five_steps.commands import Actor
    from tests.graphql_api.api import Api

_ANSWER = """
__typename
... on Done { position repeated }
... on Error { code field message allowed actual }
"""


async def mutate(
    api: Api,
    name: str,
    given: dict[str, Any],
    *,
    by: Actor | None,
    success: str = "",
    headers: dict[str, str] | None = None,
) -> dict[str, Any]:
    """The answer of a mutation; `success` selects from what it changed, under a new command id."""
    type_name = name[0].upper() + name[1:] + "Input"
    query = f"""
        mutation Given($given: {type_name}!) {{
            {name}(input: $given) {{ {_ANSWER} {success} }}
        }}
    """
    variables = {"given": {"commandId": str(uuid4()), **given}}
    answered = (await api.post(query, variables, by=by, headers=headers)).json()
    assert "errors" not in answered, answered
    result: dict[str, Any] = answered["data"][name]
    return result
