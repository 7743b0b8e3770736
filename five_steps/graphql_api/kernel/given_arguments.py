"""The arguments of a compiled field, taken from the variables of each request.

Coercing arguments anew costs more than all else that a compiled read does in Python. Within a shape
of variables only values differ, so what is literal is kept and what is a variable is put in.
"""

from dataclasses import dataclass

from graphql import (
    FieldNode,
    GraphQLField,
    ListValueNode,
    ObjectValueNode,
    ValueNode,
    VariableNode,
)
from graphql.execution import VariableValues, get_argument_values

from five_steps.graphql_api.kernel.arguments import check_first
from five_steps.graphql_api.kernel.statement import Arguments


@dataclass(frozen=True, slots=True)
class GivenArguments:
    """Where the arguments of one field come from.

    Attributes:
        first: The arguments of the request that was compiled.
        variables: The arguments that are a variable, with its name.
        nested: Whether a variable is somewhere inside of a list or object.
    """

    field: GraphQLField
    node: FieldNode
    first: Arguments
    variables: tuple[tuple[str, str], ...]
    nested: bool

    @classmethod
    def of(
        cls, field: GraphQLField, node: FieldNode, variables: VariableValues
    ) -> "GivenArguments":
        """The arguments of a field.

        Raises:
            GraphQLError: one is not allowed.
        """
        first = get_argument_values(field, node, variables)
        check_first(first)
        values = [(argument.name.value, argument.value) for argument in node.arguments or ()]
        direct = tuple(
            (name, value.name.value)
            for name, value in values
            if isinstance(value, VariableNode) and value.name.value in variables.coerced
        )
        nested = any(_mentions(value) for _, value in values if not isinstance(value, VariableNode))
        return cls(field, node, first, direct, nested)

    def read(self, variables: VariableValues) -> Arguments:
        """The arguments of a request with variables of the same shape.

        Raises:
            GraphQLError: one is not allowed.
        """
        if self.nested:
            arguments = get_argument_values(self.field, self.node, variables)
        elif self.variables:
            coerced = variables.coerced
            arguments = dict(self.first)
            for name, variable in self.variables:
                arguments[name] = coerced[variable]
        else:
            return self.first
        check_first(arguments)
        return arguments


def _mentions(value: ValueNode) -> bool:
    """Whether there is a variable in it."""
    if isinstance(value, ListValueNode):
        return any(_mentions(inner) for inner in value.values)
    if isinstance(value, ObjectValueNode):
        return any(_mentions(field.value) for field in value.fields)
    return isinstance(value, VariableNode)
