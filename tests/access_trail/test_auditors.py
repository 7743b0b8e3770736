"""Auditors read everything and change nothing."""

from __future__ import annotations

import pytest

from five_steps.commands import COMMANDS, Role
from five_steps.commands.kernel.permissions import PERMISSIONS, REACH, Reach, require_role
from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.graphql_api.schema import schema

_MUTATIONS = schema._schema.mutation_type
assert _MUTATIONS is not None

BY_BALLOT = "castBallot"
"""Taken from whoever has a signed ballot, as from nobody: who it is must not be known. Auditors
cannot claim one."""


def test_no_command_is_for_auditors() -> None:
    assert REACH[Role.AUDITOR] is Reach.NOTHING
    assert {registered.kind for registered in COMMANDS.values()} == PERMISSIONS.keys()
    assert [kind for kind, roles in PERMISSIONS.items() if Role.AUDITOR in roles] == []


@pytest.mark.parametrize("mutation", sorted(_MUTATIONS.fields.keys() - {BY_BALLOT}))
def test_a_mutation_is_refused_to_auditors(mutation: str) -> None:
    command = "".join(f"_{c.lower()}" if c.isupper() else c for c in mutation)
    with pytest.raises(Refusal) as refused:
        require_role(command, Role.AUDITOR)
    assert refused.value.code is RefusalCode.FORBIDDEN
