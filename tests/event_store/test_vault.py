from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag

from five_steps.event_store import EventStore, Limits, SubjectErased
from five_steps.event_store.vault import Vault
from tests.event_store.conftest import SECRET


async def test_what_was_sealed_opens_again(store: EventStore) -> None:
    person = uuid4()

    sealed = await store.vault.seal(person, "王小草 139")

    assert "王" not in sealed
    assert sealed != await store.vault.seal(person, "王小草 139")
    assert await store.vault.open(person, sealed) == "王小草 139"


async def test_another_process_with_the_same_secret_opens_it(store: EventStore) -> None:
    person = uuid4()
    sealed = await store.vault.seal(person, "text")

    assert await Vault(store.pool, SECRET, Limits()).open(person, sealed) == "text"
    with pytest.raises(InvalidTag):
        await Vault(store.pool, b"another secret", Limits()).open(person, sealed)


async def test_it_does_not_open_for_somebody_else(store: EventStore) -> None:
    person, other = uuid4(), uuid4()
    sealed = await store.vault.seal(person, "text")
    await store.vault.seal(other, "text")

    with pytest.raises(InvalidTag):
        await store.vault.open(other, sealed)


async def test_erased_is_for_ever(store: EventStore) -> None:
    person, unknown = uuid4(), uuid4()
    sealed = await store.vault.seal(person, "text")

    await store.vault.erase(person)
    await store.vault.erase(unknown)

    assert await store.vault.open(person, sealed) is None
    with pytest.raises(SubjectErased):
        await store.vault.seal(person, "again")
    with pytest.raises(SubjectErased):
        await store.vault.seal(unknown, "never had a key")
    assert await Vault(store.pool, SECRET, Limits()).open(person, sealed) is None
    row = await store.pool.fetchrow("SELECT * FROM person_keys WHERE subject_id = $1", person)
    assert row is not None
    assert row["wrapped_key"] is None
    assert row["erased_at"] is not None


async def test_another_process_forgets_an_erased_key_in_time(store: EventStore) -> None:
    person = uuid4()
    other = Vault(store.pool, SECRET, Limits(key_cache_ttl_s=1e-6))
    sealed = await store.vault.seal(person, "text")
    assert await other.open(person, sealed) == "text"

    await store.vault.erase(person)

    assert await other.open(person, sealed) is None


async def test_many_are_opened_together_beyond_what_is_cached(store: EventStore) -> None:
    small = Vault(store.pool, SECRET, Limits(keys_cached_max=3))
    people = [uuid4() for _ in range(10)]
    fields = [(person, await small.seal(person, f"text {n}")) for n, person in enumerate(people)]
    await store.vault.erase(people[4])

    opened = await small.open_many([*fields, *fields])

    expected: list[str | None] = [f"text {n}" for n in range(10)]
    expected[4] = None
    assert opened == expected * 2


async def test_many_new_persons_at_once_get_keys_that_stay(
    store: EventStore, postgres_dsn: str, limits: Limits
) -> None:
    persons = [uuid4() for _ in range(100)]
    known = await store.vault.seal(persons[0], "before")
    async with EventStore.open(postgres_dsn, secret=SECRET, limits=limits) as other:
        vaults = [store.vault, other.vault]
        # Both processes make keys for the same persons.
        sealed = await asyncio.gather(
            *(vault.seal(person, "text") for vault in vaults for person in persons)
        )
        for vault in vaults:
            fields = list(zip(persons * 2, sealed, strict=True))
            assert await vault.open_many(fields) == ["text"] * 200
    assert await store.vault.open(persons[0], known) == "before"
