"""What a request's resolvers share."""

from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

import strawberry
from graphql.execution import VariableValues

from five_steps.graphql_api.kernel.asked_pasts import AskedPasts
from five_steps.graphql_api.kernel.entity import RowsField
from five_steps.graphql_api.kernel.live import Live
from five_steps.graphql_api.kernel.messages import Language
from five_steps.graphql_api.kernel.personal_reads import PersonalReads
from five_steps.graphql_api.kernel.resolve import Resolver
from five_steps.graphql_api.kernel.selections import NO_VARIABLES
from five_steps.graphql_api.kernel.services import Services
from five_steps.graphql_api.kernel.statement import Inputs
from five_steps.graphql_api.kernel.viewer import ANONYMOUS, Viewer
from five_steps.graphql_api.kernel.wanted import moment_of


@dataclass(slots=True)
class RequestContext:
    """Who asks, in which language, and how rows are fetched for them."""

    services: Services
    live: Live
    viewer: Viewer = ANONYMOUS
    language: Language = Language.ENGLISH
    request_id: str = ""
    variables: VariableValues = NO_VARIABLES
    reads: PersonalReads = field(default_factory=PersonalReads)
    now: datetime = field(init=False)
    pasts: AskedPasts = field(init=False)
    rows: Resolver = field(init=False)

    def __post_init__(self) -> None:
        """Begin without any rows."""
        self.refresh()

    def refresh(self) -> None:
        """Forget all rows fetched so far: what comes now is to be seen as it is now."""
        self.now = self.services.clock()
        database = self.services.database
        self.pasts = AskedPasts(self.services.pasts, database, self.now)
        inputs = Inputs(self.viewer, self.now, ())
        self.rows = Resolver(database, inputs, self.variables, self.pasts)

    def now_of(self, source: object) -> datetime:
        """What is now for an object: for one of the past, the moment of which it is."""
        moment = moment_of(source)
        return self.now if moment is None else moment.now

    def resolve(self, field: RowsField, source: object, info: "Info") -> Awaitable[Any]:
        """Run a field over rows."""
        if field.collection.traced:
            self.reads.note_asked(info.field_name)
        return self.rows.resolve(field, source, info)


Info: TypeAlias = strawberry.Info[RequestContext, None]
