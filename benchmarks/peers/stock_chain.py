"""A chain of hashes over the log as a user of the stock library would check it."""

from __future__ import annotations

from hashlib import sha256
from time import perf_counter

from eventsourcing.postgres import PostgresFactory
from eventsourcing.utils import Environment

from benchmarks.database import stock_environment

NAME = "stock eventsourcing recorder, hashlib, one process"

EVENTS_AT_ONCE = 5_000


def chain(dsn: str) -> tuple[bytes, float]:
    """The last hash, and how many events a second were read and hashed."""
    env = stock_environment(dsn, POSTGRES_POOL_SIZE="1")
    with PostgresFactory(Environment("stored", env=env)) as factory:
        recorder = factory.application_recorder()
        started = perf_counter()
        head, after, events = b"", 0, 0
        while rows := recorder.select_notifications(after + 1, EVENTS_AT_ONCE):
            for row in rows:
                content = f"{row.originator_id} {row.originator_version} {row.topic} "
                head = sha256(head + content.encode() + row.state).digest()
            after, events = rows[-1].id, events + len(rows)
        return head, events / (perf_counter() - started)
