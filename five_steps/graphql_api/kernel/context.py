"""What a request's resolvers share."""

from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

import strawberry
from graphql.execution import VariableValues

from five_steps.graphql_api.kernel.entity import RowsField
from five_steps.graphql_api.kernel.live import Live
from five_steps.graphql_api.kernel.messages import Language
from five_steps.graphql_api.kernel.resolve import Resolver
from five_steps.graphql_api.kernel.selections import NO_VARIABLES
from five_steps.graphql_api.kernel.services import Services
from five_steps.graphql_api.kernel.statement import Inputs
from five_steps.graphql_api.kernel.viewer import ANONYMOUS, Viewer


@dataclass(slots=True)
class RequestContext:
    """Who asks, in which language, and how rows are fetched for them."""

    services: Services
    live: Live
    viewer: Viewer = ANONYMOUS
    language: Language = Language.ENGLISH
    request_id: str = ""
    variables: VariableValues = NO_VARIABLES
    now: datetime = field(init=False)
    rows: Resolver = field(init=False)

    def __post_init__(self) -> None:
        """Begin without any rows."""
        self.refresh()

    def refresh(self) -> None:
        """Forget all rows fetched so far: what comes now is to be seen as it is now."""
        self.now = self.services.clock()
        inputs = Inputs(self.viewer, self.now, ())
        self.rows = Resolver(self.services.database, inputs, self.variables)

    def resolve(self, field: RowsField, source: object, info: "Info") -> Awaitable[Any]:
        """Run a field over rows."""
        return self.rows.resolve(field, source, info)


Info: TypeAlias = strawberry.Info[RequestContext, None]
