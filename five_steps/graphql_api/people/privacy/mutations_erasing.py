"""Erasing what is known of a person (删除个人信息)."""

from typing import Annotated

import strawberry

from five_steps.commands.people.privacy.erasing import (
    ErasePerson,
    RefuseErasure,
    RequestErasure,
    WithdrawErasureRequest,
)
from five_steps.domain.people.privacy.erasure_state import ErasureGround, ErasureRefusal
from five_steps.graphql_api.kernel.context import Info
from five_steps.graphql_api.kernel.mutation import GIVEN, run
from five_steps.graphql_api.people.privacy.person_input import PersonInput
from five_steps.graphql_api.people.privacy.results import ErasureChanged, ErasureResult


@strawberry.input(description="A request to erase what is known of a person (申请删除个人信息).")
class RequestErasureInput(PersonInput):
    """A request to erase what is known of a person."""

    reason: str = strawberry.field(
        description="Why 申请理由, 1–500 characters; kept under the person's key."
    )
    ground: ErasureGround = strawberry.field(
        default=ErasureGround.CONSENT_WITHDRAWN, description="On which ground of the law 事由."
    )

    def command(self) -> RequestErasure:
        """The command that is asked for."""
        kind, person_id = self.person
        return RequestErasure(
            person_kind=kind, person_id=person_id, reason=self.reason, ground=self.ground
        )


@strawberry.input(description="A request to erase that is not wanted any more (撤回删除申请).")
class WithdrawErasureRequestInput(PersonInput):
    """A request to erase that is not wanted any more."""

    def command(self) -> WithdrawErasureRequest:
        """The command that is asked for."""
        return WithdrawErasureRequest(person_id=self.person[1])


@strawberry.input(description="A request to erase that is refused (不予删除).")
class RefuseErasureInput(PersonInput):
    """A request to erase that is refused."""

    ground: ErasureRefusal = strawberry.field(description="Why 理由.")
    reason: str = strawberry.field(
        description="In words that the person is shown 说明, 1–500 characters; kept under the "
        "person's key."
    )

    def command(self) -> RefuseErasure:
        """The command that is asked for."""
        return RefuseErasure(person_id=self.person[1], ground=self.ground, reason=self.reason)


@strawberry.input(description="A person to erase, who asked for it (删除个人信息).")
class ErasePersonInput(PersonInput):
    """A person to erase."""

    def command(self) -> ErasePerson:
        """The command that is asked for."""
        return ErasePerson(person_id=self.person[1])


@strawberry.type(description="Erasing personal information.")
class ErasingMutations:
    """Erasing personal information."""

    @strawberry.mutation(
        description="Ask to have what is known of oneself erased 申请删除个人信息; the centre's "
        "administrators ask for whoever did so on paper."
    )
    async def request_erasure(
        self,
        info: Info,
        input: Annotated[RequestErasureInput, GIVEN],  # noqa: A002
    ) -> ErasureResult:
        """Ask for an erasure."""
        return await run(info, input, ErasureChanged)

    @strawberry.mutation(
        description="Take one's request back while nobody has decided 撤回删除申请."
    )
    async def withdraw_erasure_request(
        self,
        info: Info,
        input: Annotated[WithdrawErasureRequestInput, GIVEN],  # noqa: A002
    ) -> ErasureResult:
        """Withdraw a request."""
        return await run(info, input, ErasureChanged)

    @strawberry.mutation(
        description="Refuse an erasure 不予删除, as one of the centre's administrators who did not "
        "ask for it."
    )
    async def refuse_erasure(
        self,
        info: Info,
        input: Annotated[RefuseErasureInput, GIVEN],  # noqa: A002
    ) -> ErasureResult:
        """Refuse a request."""
        return await run(info, input, ErasureChanged)

    @strawberry.mutation(
        description="Erase what is known of a person 删除个人信息, for ever, as one of the "
        "centre's administrators who did not ask for it. Refused while something is left to "
        "settle with them. Hours, points and all other figures stay."
    )
    async def erase_person(
        self,
        info: Info,
        input: Annotated[ErasePersonInput, GIVEN],  # noqa: A002
    ) -> ErasureResult:
        """Erase a person."""
        return await run(info, input, ErasureChanged)
