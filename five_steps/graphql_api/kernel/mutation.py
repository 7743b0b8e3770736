"""How a mutation runs a command and answers with the changed object.

One mutation is no more than this:

    @strawberry.mutation(description="Order a service 点单.")
    async def place_order(
        self, info: Info, input: Annotated[PlaceOrderInput, GIVEN]
    ) -> OrderResult:
        return await run(info, input, OrderChanged)
"""

from abc import abstractmethod
from typing import Any, TypeVar
from uuid import UUID

import strawberry
from strawberry.types.field import StrawberryField
from strawberry.types.info import Info as StrawberryInfo

from five_steps.commands.kernel.actor import Actor
from five_steps.commands.kernel.bus import Outcome
from five_steps.commands.kernel.registry import Command
from five_steps.domain.kernel.refusal import Refusal
from five_steps.event_store import CommandIdReused as ReusedId
from five_steps.graphql_api.kernel.changed_rows import ChangedRows
from five_steps.graphql_api.kernel.context import Info, RequestContext
from five_steps.graphql_api.kernel.entity import entity_of
from five_steps.graphql_api.kernel.errors import (
    CommandError,
    command_id_reused,
    refused,
    signed_out,
)
from five_steps.graphql_api.kernel.scalars import Position

VIEWS_WAIT_SECONDS_MAX = 2.0
"""How long an answer waits for the views to show what was recorded."""

GIVEN = strawberry.argument(description="What is asked, under a command id of its own.")
"""The one argument of a mutation."""


@strawberry.input(description="What every command carries.")
class CommandInput:
    """What every command carries."""

    command_id: UUID = strawberry.field(
        description="Names the command for ever: sent again, it is answered as the first time."
    )

    @abstractmethod
    def command(self) -> Command:
        """The command that is asked for.

        Raises:
            Refusal: a value cannot be what it is given for, such as the id of another type.
        """


@strawberry.interface(description="A command was done.")
class Done:
    """A command was done."""

    position: Position = strawberry.field(
        description="Where the log stood then; give it as `X-Min-Position` to read what was done."
    )
    repeated: bool = strawberry.field(
        description="Whether it had been done before, and this is only a repeat."
    )
    outcome: strawberry.Private[Outcome]


D = TypeVar("D", bound=Done)


class ChangedField(StrawberryField):
    """The field of a success that holds the changed object, read only when it is selected."""

    def __init__(self, type_: type, description: str, *, by_position: bool) -> None:
        super().__init__(
            description=f"{description}; null if the views did not show it in time, or not to you."
        )
        self.init = self.repr = self.compare = False
        self._type = type_
        self.by_position = by_position

    @property
    def is_basic_field(self) -> bool:
        """It has a resolver of its own."""
        return False

    @property
    def is_async(self) -> bool:
        """It waits for the views."""
        return True

    def get_result(
        self,
        source: Any,
        info: StrawberryInfo | None,
        args: list[Any],  # noqa: ARG002 - what the library passes
        kwargs: Any,  # noqa: ARG002
    ) -> Any:
        """Read the object as it is after the command."""
        assert info is not None
        return self._read(source.outcome, info.context)

    async def _read(self, outcome: Outcome, context: RequestContext) -> Any:
        if not await _shown(outcome, context):
            return None
        entity = entity_of(self._type)
        if self.by_position:
            return await context.rows.by_key(entity, "position", outcome.position)
        return await context.rows.by_id(entity, outcome.object_id)

    async def read_text(
        self, outcome: Outcome, rows: ChangedRows, context: RequestContext
    ) -> str | None:
        """The object as it is after the command, as JSON."""
        if not await _shown(outcome, context):
            return None
        key = outcome.position if self.by_position else outcome.object_id
        return await rows.read(
            key, context.viewer, context.now, context.services.database, context.reads
        )


async def _shown(outcome: Outcome, context: RequestContext) -> bool:
    """Wait, for a bounded time, until the views show what was done."""
    in_time = await context.services.views.wait_for(outcome.position, VIEWS_WAIT_SECONDS_MAX)
    context.refresh()
    return in_time


def changed(type_: type, description: str, *, by_position: bool = False) -> Any:
    """The field of a success that holds the changed object.

    It is found by its id, or else by the position of the command's last event, which made it.
    """
    return ChangedField(type_, description, by_position=by_position)


async def run(info: Info, given: CommandInput, success: type[D]) -> D | CommandError:
    """Run a command and answer with what it changed, as the viewer sees it, or why it was refused.

    `success` has a field made by `changed`.
    """
    actor = info.context.viewer.actor
    if actor is None:
        return signed_out(info.context.language)
    return await run_as(actor, info, given, success)


async def run_as(
    actor: Actor, info: Info, given: CommandInput, success: type[D]
) -> D | CommandError:
    """As `run`, but on behalf of `actor`, whoever asks."""
    context = info.context
    try:
        outcome = await context.services.commands.run(
            given.command(), command_id=given.command_id, actor=actor
        )
    except Refusal as refusal:
        context.services.observer.request_refused(code=refusal.code)
        return refused(refusal, context.language)
    except ReusedId:
        context.services.observer.request_refused(code="COMMAND_ID_REUSED")
        return command_id_reused(context.language)
    return success(position=Position(outcome.position), repeated=outcome.repeated, outcome=outcome)
