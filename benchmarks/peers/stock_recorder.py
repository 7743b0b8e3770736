"""Commands appended by the stock eventsourcing PostgreSQL recorder from a pool of threads."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from uuid import UUID

from eventsourcing.persistence import Mapper
from eventsourcing.postgres import PostgresFactory
from eventsourcing.utils import Environment

from benchmarks.database import stock_environment
from benchmarks.orders import placed_events
from five_steps.event_store.codec import stock_transcoder

NAME = "stock eventsourcing PostgresApplicationRecorder"


def appended_per_second(dsn: str, commands: int, threads: int) -> float:
    """Commands a second, sent by `threads` threads with a connection each."""
    events = placed_events(commands)
    mapper = Mapper[UUID](stock_transcoder())
    env = stock_environment(dsn, POSTGRES_POOL_SIZE=str(threads), POSTGRES_MAX_OVERFLOW="0")
    with PostgresFactory(Environment(env=env)) as factory:
        recorder = factory.application_recorder()
        gc.freeze()
        waiting = iter(events)

        def client() -> None:
            for event in waiting:
                recorder.insert_events([mapper.to_stored_event(event)])

        with ThreadPoolExecutor(threads) as pool:
            started = perf_counter()
            for done in [pool.submit(client) for _ in range(threads)]:
                done.result()
            return len(events) / (perf_counter() - started)
