"""How much one document may ask for. Each limit is checked before anything is run."""

from collections.abc import Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
)

from five_steps.graphql_api.kernel.arguments import FIRST_DEFAULT, FIRST_MAX
from five_steps.graphql_api.kernel.selections import Operation

DOCUMENT_BYTES_MAX = 64 * 1024
TOKENS_MAX = 4000
DEPTH_MAX = 16
"""Nested fields; the introspection query of the usual tools takes 14."""
ALIASES_MAX = 50
FIELDS_MAX = 2000
"""Fields once all fragments are spread, however often."""
COST_MAX = 30_000
"""Fields of the answer, were all pages full."""
KEPT_MAX = 100
"""Costs kept of one operation."""


def check_document(document: DocumentNode) -> list[GraphQLError]:
    """What a valid document has too much of."""
    fragments = {
        node.name.value: node
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    measured = _Measure(fragments)
    errors = []
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode):
            depth, fields, aliases = measured.of(node.selection_set)
            for what, found, most in (
                ("depth", depth, DEPTH_MAX),
                ("fields", fields, FIELDS_MAX),
                ("aliases", aliases, ALIASES_MAX),
            ):
                if found > most:
                    errors.append(too_much(what, found, most, node))
    return errors


class CostLimit:
    """Whether the answer of an operation might hold too many fields.

    The cost depends on the variables that pages are sized by, and is kept for those seen lately.
    """

    def __init__(self, operation: Operation) -> None:
        self._operation = operation
        # What the pages are sized by is found on the way, whatever the values.
        self._sized_by = tuple(sorted(_cost(operation, {}).sized_by))
        self._known: dict[tuple[Any, ...], int] = {}

    def check(self, variables: Mapping[str, Any]) -> None:
        """Refuse what would cost too much.

        Raises:
            GraphQLError: with what it would cost.
        """
        sizes = tuple([variables.get(name) for name in self._sized_by])
        cost = self._known.get(sizes)
        if cost is None:
            if len(self._known) >= KEPT_MAX:
                self._known.clear()
            cost = self._known[sizes] = _cost(self._operation, variables).total
        if cost > COST_MAX:
            raise too_much("cost", cost, COST_MAX, self._operation.node)


def too_much(what: str, found: int, most: int, node: OperationDefinitionNode) -> GraphQLError:
    """The error that says what there is too much of."""
    explained = {
        "cost": "fields of the answer if all pages were full; ask for smaller pages (`first`)",
        "depth": "nested fields",
        "fields": "fields with all fragments spread",
        "aliases": "aliases with all fragments spread",
    }[what]
    return GraphQLError(
        f"{what} {found} of at most {most}: {explained}",
        node,
        extensions={"code": "TOO_MUCH", "limit": what, "actual": found, "allowed": most},
    )


class _Measure:
    """Depth, fields and aliases of selections; each fragment is looked at once."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._known: dict[str, tuple[int, int, int]] = {}

    def of(self, selections: SelectionSetNode | None) -> tuple[int, int, int]:
        depth = fields = aliases = 0
        for selection in selections.selections if selections else ():
            if isinstance(selection, FieldNode):
                below = self.of(selection.selection_set)
                inner = below[0] + 1, below[1] + 1, below[2] + (selection.alias is not None)
            elif isinstance(selection, FragmentSpreadNode):
                inner = self._fragment(selection.name.value)
            else:
                assert isinstance(selection, InlineFragmentNode)
                inner = self.of(selection.selection_set)
            depth = max(depth, inner[0])
            fields += inner[1]
            aliases += inner[2]
        return depth, fields, aliases

    def _fragment(self, name: str) -> tuple[int, int, int]:
        if name not in self._known:
            self._known[name] = self.of(self._fragments[name].selection_set)
        return self._known[name]


def _cost(operation: Operation, variables: Mapping[str, Any]) -> "_Cost":
    cost = _Cost(operation.fragments, variables)
    cost.total = cost.of(operation.node.selection_set)
    return cost


class _Cost:
    """Fields of the answer: what is below a page counts once for each row that it may hold."""

    def __init__(
        self, fragments: Mapping[str, FragmentDefinitionNode], variables: Mapping[str, Any]
    ) -> None:
        self._fragments = fragments
        self._variables = variables
        self._known: dict[str, int] = {}
        self.sized_by: set[str] = set()
        self.total = 0

    def of(self, selections: SelectionSetNode) -> int:
        cost = 0
        for selection in selections.selections:
            if isinstance(selection, FieldNode):
                below = self.of(selection.selection_set) if selection.selection_set else 0
                cost += 1 + self._rows(selection) * below
            elif isinstance(selection, FragmentSpreadNode):
                cost += self._fragment(selection.name.value)
            else:
                assert isinstance(selection, InlineFragmentNode)
                cost += self.of(selection.selection_set)
        return cost

    def _rows(self, field: FieldNode) -> int:
        for argument in field.arguments or ():
            if argument.name.value == "first":
                return self._first(argument.value)
        # A connection without `first`; it is told by what is selected of it.
        selected = field.selection_set.selections if field.selection_set else ()
        paged = any(isinstance(s, FieldNode) and s.name.value == "edges" for s in selected)
        return FIRST_DEFAULT if paged else 1

    def _first(self, value: ValueNode) -> int:
        first: Any = FIRST_DEFAULT
        if isinstance(value, IntValueNode):
            first = int(value.value)
        elif isinstance(value, VariableNode):
            self.sized_by.add(value.name.value)
            first = self._variables.get(value.name.value, FIRST_DEFAULT)
        return min(max(first, 1), FIRST_MAX) if isinstance(first, int) else FIRST_DEFAULT

    def _fragment(self, name: str) -> int:
        if name not in self._known:
            self._known[name] = self.of(self._fragments[name].selection_set)
        return self._known[name]
