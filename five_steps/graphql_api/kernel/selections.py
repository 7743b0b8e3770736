"""What an operation selects of a type: fragments spread, directives applied, fields merged."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLIncludeDirective,
    GraphQLObjectType,
    GraphQLSkipDirective,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)
from graphql.execution import VariableValues, get_directive_values

NO_VARIABLES = VariableValues({}, {})


class NotCompilable(Exception):
    """A query has to be resolved by Python; `reason` is short and of few kinds, for a counter."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of a document with the fragments it may use."""

    node: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]


@dataclass(frozen=True, slots=True)
class Selected:
    """A field under its key in the answer, with all that is selected of it."""

    key: str
    node: FieldNode
    selections: Sequence[SelectionSetNode]


def collect_fields(
    operation: Operation,
    variables: VariableValues,
    type_: GraphQLObjectType,
    selections: Sequence[SelectionSetNode],
    *,
    member_of: str = "",
) -> list[Selected]:
    """The fields selected of a type (of a union, if it is a member), in the order of the answer."""
    grouped: dict[str, list[FieldNode]] = {}
    names = {type_.name, member_of, *(interface.name for interface in type_.interfaces)}
    for selection_set in selections:
        for selection in selection_set.selections:
            _collect(operation, variables, names, selection, grouped)
    return [
        Selected(key, nodes[0], [n.selection_set for n in nodes if n.selection_set is not None])
        for key, nodes in grouped.items()
    ]


def _collect(
    operation: Operation,
    variables: VariableValues,
    names: Collection[str],
    selection: SelectionNode,
    grouped: dict[str, list[FieldNode]],
) -> None:
    if not _included(selection, variables):
        return
    if isinstance(selection, FieldNode):
        key = (selection.alias or selection.name).value
        grouped.setdefault(key, []).append(selection)
        return
    fragment: InlineFragmentNode | FragmentDefinitionNode
    if isinstance(selection, FragmentSpreadNode):
        fragment = operation.fragments[selection.name.value]
    else:
        assert isinstance(selection, InlineFragmentNode)
        fragment = selection
    condition = fragment.type_condition
    if condition is None or condition.name.value in names:
        for inner in fragment.selection_set.selections:
            _collect(operation, variables, names, inner, grouped)


def _included(selection: SelectionNode, variables: VariableValues) -> bool:
    if not selection.directives:
        return True
    skip = get_directive_values(GraphQLSkipDirective, selection, variables)
    include = get_directive_values(GraphQLIncludeDirective, selection, variables)
    return not (skip and skip["if"]) and not (include and not include["if"])
