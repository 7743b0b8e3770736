"""What the inputs of commands about somebody's personal information begin with."""

from uuid import UUID

import strawberry

from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.domain.people.privacy.erasure_state import PersonKind
from five_steps.graphql_api.kernel.global_id import read_global_id
from five_steps.graphql_api.kernel.mutation import CommandInput

_KINDS = {"Volunteer": PersonKind.VOLUNTEER, "Resident": PersonKind.RESIDENT}


@strawberry.input(description="A command about somebody's personal information.")
class PersonInput(CommandInput):
    """A command about somebody's personal information."""

    person_id: strawberry.ID = strawberry.field(description="The volunteer or resident 当事人.")

    @property
    def person(self) -> tuple[PersonKind, UUID]:
        """In what capacity the person is registered, and the person's own id."""
        named = read_global_id(self.person_id)
        if named is None or named[0] not in _KINDS:
            allowed = f"the id of a {' or '.join(_KINDS)}"
            raise Refusal(RefusalCode.INVALID, "personId", allowed=allowed)
        return _KINDS[named[0]], named[1]
