"""The event store: bytes, positions and who may append; it knows no volunteers.

The log is `public.stored_events`, a table that the stock `eventsourcing` library reads and writes
too. `EventStore.open` wires everything; `docs/architecture.md` tells the contract.
"""

from five_steps.event_store.errors import (
    AggregateNotFound,
    CommandIdReused,
    NotReadInTime,
    StoreClosing,
    StoreError,
    StoreExhausted,
    StoreUnavailable,
    SubjectErased,
    UnknownTopics,
    UnsupportedValue,
    VersionConflict,
)
from five_steps.event_store.executor import Executor, Outcome
from five_steps.event_store.feed import Feed
from five_steps.event_store.limits import Limits
from five_steps.event_store.observer import WriterObserver
from five_steps.event_store.records import Append, NewEvent, Receipt, StoredRow
from five_steps.event_store.store import EventStore
from five_steps.event_store.verification import Finding, FindingKind, LogReport, verify_log
from five_steps.event_store.work import Work

__all__ = [
    "AggregateNotFound",
    "Append",
    "CommandIdReused",
    "EventStore",
    "Executor",
    "Feed",
    "Finding",
    "FindingKind",
    "Limits",
    "LogReport",
    "NewEvent",
    "NotReadInTime",
    "Outcome",
    "Receipt",
    "StoreClosing",
    "StoreError",
    "StoreExhausted",
    "StoreUnavailable",
    "StoredRow",
    "SubjectErased",
    "UnknownTopics",
    "UnsupportedValue",
    "VersionConflict",
    "Work",
    "WriterObserver",
    "verify_log",
]
