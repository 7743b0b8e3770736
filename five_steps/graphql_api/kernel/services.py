"""What the API is given to work with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from five_steps.access_trail import AccessTrail
from five_steps.commands.kernel.bus import Commands
from five_steps.commands.kernel.secrets import Secrets
from five_steps.event_store import EventStore
from five_steps.event_store.proving import HeadKeeper
from five_steps.graphql_api.kernel.database import Database
from five_steps.graphql_api.kernel.gathered_reads import GatheredReads
from five_steps.graphql_api.kernel.tokens import TokenReader
from five_steps.projections.kernel.views import Views
from five_steps.projections.past.pasts import Pasts


class Observer(Protocol):
    """Counts what the API does; `operations.metrics` is one."""

    def request_answered(self, *, kind: str, seconds: float) -> None:
        """Note an answer; `kind` is compiled, resolved, mutation, subscription or refused."""

    def request_refused(self, *, code: str) -> None:
        """Note an error in an answer, by its code."""

    def read_not_compiled(self, *, reason: str) -> None:
        """Note a read that was run by resolvers, by the reason."""

    def exposition(self) -> bytes:
        """All figures in Prometheus' text format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What the API is given to work with.

    Attributes:
        store: The event store; the API reads its feed and head.
        views: The read models, to be waited for.
        pasts: The read models as they were.
        trail: Where it is told who reads whose personal data.
        heads: Signed heads of the log, to be served.
        commands: The only way to change anything.
        secrets: For check-in codes.
        database: The read path's connections.
        reads: Compiled reads over them.
        tokens: Tells who is asking.
        observer: Counts.
        clock: The time, with a zone.
        lag_seconds_max: Age of what the views do not show yet at which the service is not ready.
    """

    store: EventStore
    views: Views
    pasts: Pasts
    trail: AccessTrail
    heads: HeadKeeper
    commands: Commands
    secrets: Secrets
    database: Database
    reads: GatheredReads
    tokens: TokenReader
    observer: Observer
    clock: Callable[[], datetime]
    lag_seconds_max: float = 30.0
