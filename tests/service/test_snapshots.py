"""What the domain keeps in its aggregates, a snapshot keeps too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from five_steps.event_store import EventStore
from tests.domain.laws import image, restored, stored
from tests.domain.lives import LIVES
from tests.event_store.snapshotted import from_snapshot

if TYPE_CHECKING:
    from five_steps.domain.kernel.aggregate import Aggregate


def replayed(aggregate: Aggregate) -> Aggregate:
    made: Aggregate | None = None
    for event in restored(stored(aggregate.pending_events)):
        made = event.mutate(made)
    assert made is not None
    return made


async def test_every_aggregate_comes_back_from_a_snapshot_at_each_step_of_its_life(
    postgres_dsn: str,
) -> None:
    async with EventStore.open(postgres_dsn, secret=b"a secret of the tests, 32 bytes.") as store:
        for life in LIVES:
            aggregate = life.birth()
            for verb in (lambda _: None, *life.verbs):
                verb(aggregate)
                await store.snapshots.save(aggregate)
                loaded = await from_snapshot(store, type(aggregate), aggregate.id)
                assert loaded is not None, life.name
                assert image(loaded) == image(replayed(aggregate)), life.name
            # Lives share their ids.
            await store.pool.execute("TRUNCATE snapshots")
