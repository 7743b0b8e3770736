"""Documents, parsed and validated once and kept by their digest."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    parse,
    validate,
)

from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.kernel.limits import TOKENS_MAX, CostLimit, check_document
from five_steps.graphql_api.kernel.mutation_plan import MutationPlan
from five_steps.graphql_api.kernel.query_plan import Plan
from five_steps.graphql_api.kernel.selections import Operation

KEPT_MAX = 1000
PLANS_MAX = 64
"""Plans kept of one operation: one for each role and shape of variables."""
ERRORS_MAX = 10


class InvalidDocument(Exception):
    """A document that is not to be run, and why."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__(errors)
        self.errors = errors


@dataclass
class Prepared:
    """An operation ready to be run, with the plans made for it so far.

    A plan's place holds the reason instead where the operation cannot be compiled.
    """

    operation: Operation
    document: DocumentNode
    digest: bytes
    """SHA-256 of the document's text."""
    plans: dict[object, Plan | str] = field(default_factory=dict)
    mutation_plans: dict[Role | None, MutationPlan | None] = field(default_factory=dict)
    """Of a mutation; None where it is left to the library."""

    def keep(self, key: object, plan: Plan | str) -> None:
        """Keep a plan, or why there is none."""
        if len(self.plans) >= PLANS_MAX:
            self.plans.clear()
        self.plans[key] = plan

    @cached_property
    def cost(self) -> CostLimit:
        """How much its answer may hold."""
        return CostLimit(self.operation)

    @cached_property
    def name(self) -> str:
        """The name of the operation; empty if it has none."""
        name = self.operation.node.name
        return "" if name is None else name.value

    @cached_property
    def kind(self) -> OperationType:
        """Query, mutation or subscription."""
        return self.operation.node.operation

    @cached_property
    def variable_names(self) -> tuple[str, ...]:
        """The names of the variables, in order."""
        declared = self.operation.node.variable_definitions or ()
        return tuple(definition.variable.name.value for definition in declared)


class Documents:
    """Prepares documents, and keeps those used lately."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._kept: OrderedDict[bytes, Mapping[str | None, Prepared]] = OrderedDict()

    def prepare(self, text: str, operation_name: str | None) -> Prepared:
        """The operation of a document; of its only one the name may be left out.

        Raises:
            InvalidDocument: it cannot be parsed, is not valid, asks for too much, or has no such
                operation.
        """
        # By digest, so that the largest documents are not kept a second time as keys.
        digest = sha256(text.encode("utf-8", "surrogatepass")).digest()
        operations = self._kept.get(digest)
        if operations is None:
            operations = self._prepare(text, digest)
            self._kept[digest] = operations
            if len(self._kept) > KEPT_MAX:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(digest)
        if operation_name is None and len(operations) == 1:
            return next(iter(operations.values()))
        found = operations.get(operation_name)
        if found is None:
            names = ", ".join(name for name in operations if name is not None)
            raise InvalidDocument([GraphQLError(f"operationName: one of {names}")])
        return found

    def _prepare(self, text: str, digest: bytes) -> Mapping[str | None, Prepared]:
        try:
            document = parse(text, max_tokens=TOKENS_MAX)
        except GraphQLError as error:
            raise InvalidDocument([error]) from None
        errors = validate(self._schema, document, max_errors=ERRORS_MAX, hide_suggestions=True)
        if errors:
            # A value that a scalar of ours does not take is the caller's error, as the rest is: its
            # cause, which would make it one of ours, is left behind.
            raise InvalidDocument([GraphQLError(error.message, error.nodes) for error in errors])
        if too_much := check_document(document):
            raise InvalidDocument(too_much)
        fragments = {
            node.name.value: node
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }
        return {
            node.name.value if node.name else None: Prepared(
                Operation(node, fragments), document, digest
            )
            for node in document.definitions
            if isinstance(node, OperationDefinitionNode)
        }
