"""The compiled execution of a mutation: one command in, one row out.

What the library would work out for each request anew (how the input is read, which resolver runs,
what is selected of each possible result) is worked out once for a document and role. The resolver
that runs is the declared one. Whatever is unusual, in the document or in a request's variables, is
left to the library.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from inspect import isfunction
from typing import Any, NamedTuple, TypeAlias

import orjson
from graphql import (
    FieldNode,
    GraphQLError,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    located_error,
)
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField

from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.kernel.answers import answer_bytes
from five_steps.graphql_api.kernel.changed_rows import ChangedRows, compile_read
from five_steps.graphql_api.kernel.context import RequestContext
from five_steps.graphql_api.kernel.mutation import ChangedField, CommandInput, Done
from five_steps.graphql_api.kernel.plain_input import NotPlain, Read, reader_of
from five_steps.graphql_api.kernel.row_types import declared_field
from five_steps.graphql_api.kernel.selections import (
    NO_VARIABLES,
    NotCompilable,
    Operation,
    Selected,
    collect_fields,
)

Resolve: TypeAlias = Callable[..., Awaitable[object]]


class _Info(NamedTuple):
    """All that the resolver of a mutation asks of its `info`."""

    context: RequestContext


@dataclass(frozen=True, slots=True)
class _Constant:
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class _Leaf:
    key: str
    python_name: str
    write: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Changed:
    key: str
    node: FieldNode
    field: ChangedField
    rows: ChangedRows


_Part: TypeAlias = _Constant | _Leaf | _Changed


@dataclass(frozen=True, slots=True)
class MutationPlan:
    """A mutation of a document, compiled for one role."""

    node: FieldNode
    key: str
    variable: str
    read: Read
    resolve: Resolve
    shown: Mapping[type, Sequence[_Part]]
    """What is selected of each type of the result."""

    def input(self, variables: Mapping[str, Any]) -> CommandInput | None:
        """The input that a request's variables are; None if the library has to look at them."""
        try:
            given: CommandInput = self.read(variables.get(self.variable))
        except NotPlain:
            return None
        return given

    async def run(self, given: CommandInput, context: RequestContext) -> bytes:
        """Run the command and answer."""
        try:
            result = await self.resolve(self=None, info=_Info(context), input=given)
        except Exception as error:
            return answer_bytes(None, [located_error(error, [self.node], [self.key])], context)
        shown: dict[str, Any] = {}
        errors: list[GraphQLError] = []
        for part in self.shown[type(result)]:
            match part:
                case _Leaf(key, python_name, write):
                    value = getattr(result, python_name)
                    shown[key] = None if value is None else write(value)
                case _Constant(key, value):
                    shown[key] = value
                case _Changed(key, node, field, rows):
                    assert isinstance(result, Done)
                    try:
                        text = await field.read_text(result.outcome, rows, context)
                    except Exception as error:
                        text = None
                        errors.append(located_error(error, [node], [self.key, key]))
                    shown[key] = None if text is None else orjson.Fragment(text)
        return answer_bytes({self.key: shown}, errors, context)


def compile_mutation(
    schema: GraphQLSchema, operation: Operation, role: Role | None
) -> MutationPlan:
    """Compile a mutation that is one command whose input is the one variable.

    Raises:
        NotCompilable: it is something else.
        GraphQLError: an argument is not allowed.
    """
    node, variable = _one_command(operation)
    assert schema.mutation_type is not None
    field = schema.mutation_type.fields[node.name.value]
    declared = declared_field(field)
    union = get_named_type(field.type)
    if (
        declared is None
        or declared.base_resolver is None
        or not isfunction(resolver := declared.base_resolver.wrapped_func)
        or declared.permission_classes
        or declared.extensions
        or not isinstance(union, GraphQLUnionType)
        or list(field.args) != ["input"]
    ):
        raise NotCompilable("resolver")
    key = (node.alias or node.name).value
    return MutationPlan(
        node,
        key,
        variable,
        reader_of(field.args["input"].type),
        resolver,
        {
            _origin(type_): [
                _part(operation, type_, selected, role)
                for selected in _selected_of(operation, type_, node, union)
            ]
            for type_ in union.types
        },
    )


def _one_command(operation: Operation) -> tuple[FieldNode, str]:
    variables = operation.node.variable_definitions or ()
    selections = operation.node.selection_set.selections
    if len(variables) != 1 or variables[0].default_value or len(selections) != 1:
        raise NotCompilable("several")
    (node,) = selections
    if (
        not isinstance(node, FieldNode)
        or node.directives
        or not node.arguments
        or not isinstance(node.arguments[0].value, VariableNode)
    ):
        raise NotCompilable("literal")
    return node, node.arguments[0].value.name.value


def _selected_of(
    operation: Operation, type_: GraphQLObjectType, node: FieldNode, union: GraphQLUnionType
) -> list[Selected]:
    assert node.selection_set is not None
    return collect_fields(
        operation, NO_VARIABLES, type_, [node.selection_set], member_of=union.name
    )


def _part(
    operation: Operation, type_: GraphQLObjectType, selected: Selected, role: Role | None
) -> _Part:
    name = selected.node.name.value
    if name == "__typename":
        return _Constant(selected.key, type_.name)
    field = type_.fields[name]
    declared = declared_field(field)
    if isinstance(declared, ChangedField):
        named = get_named_type(field.type)
        assert isinstance(named, GraphQLObjectType)
        plan = compile_read(operation, named, selected, role, by_position=declared.by_position)
        return _Changed(selected.key, selected.node, declared, ChangedRows(plan))
    leaf = get_nullable_type(field.type)
    if not isinstance(declared, StrawberryField) or not is_leaf_type(leaf):
        raise NotCompilable(f"resolver:{type_.name}.{name}")
    if not declared.is_basic_field:
        raise NotCompilable(f"resolver:{type_.name}.{name}")
    return _Leaf(selected.key, declared.python_name, leaf.coerce_output_value)


def _origin(type_: GraphQLObjectType) -> type:
    definition: StrawberryObjectDefinition = type_.extensions["strawberry-definition"]
    return definition.origin
