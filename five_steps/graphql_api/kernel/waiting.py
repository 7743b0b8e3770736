"""Read your writes: a query may ask to see the log at least up to a position."""

from graphql import FieldNode, GraphQLError, IntValueNode, VariableNode

from five_steps.graphql_api.kernel.context import RequestContext
from five_steps.graphql_api.kernel.documents import Prepared

AT_LEAST = "atLeast"
WAIT_SECONDS_MAX = 5.0


async def wait_for_position(prepared: Prepared, position: int, context: RequestContext) -> None:
    """Wait until the views show what is asked for, by the header or by an `atLeast` argument.

    Raises:
        GraphQLError: they did not in time.
    """
    least = max([position, *_asked(prepared, context)])
    views = context.services.views
    if least and not await views.wait_for(least, WAIT_SECONDS_MAX):
        raise GraphQLError(
            f"the views show position {views.position()}, not yet {least}; try again",
            extensions={"code": "NOT_YET", "actual": views.position(), "allowed": least},
        )


def _asked(prepared: Prepared, context: RequestContext) -> list[int]:
    # Only looked for on root fields of the operation itself, where the schema has the argument.
    positions = []
    for selection in prepared.operation.node.selection_set.selections:
        if isinstance(selection, FieldNode):
            for argument in selection.arguments or ():
                if argument.name.value == AT_LEAST:
                    value: object = None
                    if isinstance(argument.value, IntValueNode):
                        value = int(argument.value.value)
                    elif isinstance(argument.value, VariableNode):
                        value = context.variables.coerced.get(argument.value.name.value)
                    positions.append(value)
    return [position for position in positions if isinstance(position, int)]
