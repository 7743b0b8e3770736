"""Personal data, each person's under a key of their own.

A field is sealed with AES-256-GCM under the person's key; the key is stored wrapped under one that
is derived from the service's secret. Erasing the wrapped key makes every sealed field of the person
unreadable for ever, in the log and in copies of it, and leaves the events' bytes and seals as they
are.

A text may be sealed for a second subject as well, such as a month: erasing either key is then
enough.

A key is committed before `seal` returns, so no event that needs it can be in the log without it.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import OrderedDict
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from five_steps.event_store.errors import SubjectErased
from five_steps.event_store.plain_uuid import uuid_from_hex, uuid_from_int
from five_steps.event_store.together import Together

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from five_steps.event_store.connections import Pool
    from five_steps.event_store.limits import Limits

_KEY_BYTES = 32
_NONCE_BYTES = 12
# Says how the rest is to be read, should that ever change.
_PREFIX = "v1."
_TWICE_PREFIX = "v2."
"""Followed by the second subject's id, a point, and the text sealed for it."""

# What another process made meanwhile stays; both then use it.
_INSERT = """
INSERT INTO public.person_keys (subject_id, wrapped_key)
SELECT * FROM unnest($1::uuid[], $2::bytea[])
ON CONFLICT (subject_id) DO NOTHING
"""
_SELECT = (
    "SELECT subject_id, wrapped_key FROM public.person_keys WHERE subject_id = ANY ($1::uuid[])"
)
# A person without a key gets an erased one: what was asked for must hold for later fields too.
_ERASE = """
INSERT INTO public.person_keys (subject_id, wrapped_key, erased_at)
SELECT subject_id, NULL, clock_timestamp() FROM unnest($1::uuid[]) AS subject (subject_id)
ON CONFLICT (subject_id) DO UPDATE SET wrapped_key = NULL, erased_at = clock_timestamp()
WHERE person_keys.wrapped_key IS NOT NULL
"""


class _Cached(NamedTuple):
    key: AESGCM | None
    """None once erased."""
    until: float


class Vault:
    """Seals and opens personal fields."""

    def __init__(self, pool: Pool, secret: bytes, limits: Limits) -> None:
        self._pool = pool
        self._wrapping_key = AESGCM(
            HKDF(SHA256(), _KEY_BYTES, salt=None, info=b"five-steps person keys 1").derive(secret)
        )
        self._cached_max = limits.keys_cached_max
        self._ttl_s = limits.key_cache_ttl_s
        self._cache: OrderedDict[UUID, _Cached] = OrderedDict()
        self._erased: set[UUID] = set()
        self._erased_names: set[str] = set()
        self._sought = Together(self._keys_or_new)

    async def seal(self, subject_id: UUID, plaintext: str) -> str:
        """The text as only the holder of the person's key can read it; makes the key if need be.

        Raises:
            SubjectErased: the person's key was erased.
        """
        return _PREFIX + _encoded(await self._encrypt_for(subject_id, plaintext.encode()))

    async def seal_twice(self, subject_id: UUID, also_for: UUID, plaintext: str) -> str:
        """As `seal`, but readable only while both subjects have their keys.

        Raises:
            SubjectErased: one of the keys was erased.
        """
        inner = await self._encrypt_for(subject_id, plaintext.encode())
        outer = await self._encrypt_for(also_for, inner)
        return f"{_TWICE_PREFIX}{also_for.hex}.{_encoded(outer)}"

    async def open(self, subject_id: UUID, sealed: str) -> str | None:
        """The text, or None after the person's key was erased.

        Raises:
            cryptography.exceptions.InvalidTag: the text was changed, or sealed for somebody else.
        """
        return (await self.open_many([(subject_id, sealed)]))[0]

    async def open_many(self, fields: Sequence[tuple[UUID, str]]) -> list[str | None]:
        """The texts of many fields of many people, in order; at most one query for all of them."""
        layers = [_layers(subject_id, sealed) for subject_id, sealed in fields]
        keys = await self._keys({subject for parts in layers for subject in parts.subjects})
        return [_open(keys, parts) for parts in layers]

    async def erase(self, *subject_ids: UUID) -> None:
        """Erase the keys of persons or other subjects, now and for ever.

        Other processes that have read a key lately forget it when they are told (`forget`), or
        else within `key_cache_ttl_s`.
        """
        await self._pool.execute(_ERASE, subject_ids)
        self.forget(subject_ids)

    def forget(self, subject_ids: Iterable[UUID]) -> None:
        """Use the keys of these no more: they were erased, here or by another process."""
        for subject_id in subject_ids:
            self._erased.add(subject_id)
            self._erased_names.add(str(subject_id))
            self._cache.pop(subject_id, None)

    def is_erased_name(self, subject: str) -> bool:
        """Whether this process knows that the key of a subject, named by its id, was erased."""
        return subject in self._erased_names

    async def _encrypt_for(self, subject_id: UUID, data: bytes) -> bytes:
        cached = self._cache.get(subject_id)
        if cached is None or cached.until < monotonic():
            key = await self._sought.ask(subject_id)
        else:
            key = cached.key
        if key is None:
            raise SubjectErased(subject_id)
        return _encrypt(key, subject_id, data)

    async def _keys_or_new(self, subject_ids: Iterable[UUID]) -> dict[UUID, AESGCM | None]:
        """The keys of all of them, on disk; made for those who never had one."""
        wanted = set(subject_ids)
        keys = await self._keys(wanted)
        while missing := wanted - keys.keys():
            # In one order everywhere, so that two processes with the same persons do not deadlock.
            ordered = sorted(missing)
            await self._pool.execute(_INSERT, ordered, [self._new_key(id_) for id_ in ordered])
            keys |= await self._keys(missing)
        return keys

    def _new_key(self, subject_id: UUID) -> bytes:
        return _encrypt(self._wrapping_key, subject_id, os.urandom(_KEY_BYTES))

    async def _keys(self, subject_ids: Iterable[UUID]) -> dict[UUID, AESGCM | None]:
        """The keys of those who have or had one."""
        now = monotonic()
        keys: dict[UUID, AESGCM | None] = {}
        missing: list[UUID] = []
        for subject_id in subject_ids:
            cached = self._cache.get(subject_id)
            if cached is None or cached.until < now:
                missing.append(subject_id)
            else:
                self._cache.move_to_end(subject_id)
                keys[subject_id] = cached.key
        if missing:
            for found, wrapped in await self._pool.fetch(_SELECT, missing):
                subject_id = uuid_from_int(found.int)
                keys[subject_id] = self._keep(subject_id, wrapped)
        return keys

    def _keep(self, subject_id: UUID, wrapped: bytes | None) -> AESGCM | None:
        key = None
        # Erased is for ever, also for a query that was on its way when it happened.
        if wrapped is not None and subject_id not in self._erased:
            key = AESGCM(_decrypt(self._wrapping_key, subject_id, wrapped))
        self._cache[subject_id] = _Cached(key, monotonic() + self._ttl_s)
        self._cache.move_to_end(subject_id)
        if len(self._cache) > self._cached_max:
            self._cache.popitem(last=False)
        return key


class _Layers(NamedTuple):
    subjects: tuple[UUID, ...]
    """Whose keys it takes, the outermost first."""
    data: str


def _layers(subject_id: UUID, sealed: str) -> _Layers:
    if sealed.startswith(_TWICE_PREFIX):
        also_for, _, data = sealed.removeprefix(_TWICE_PREFIX).partition(".")
        return _Layers((uuid_from_hex(also_for), subject_id), data)
    return _Layers((subject_id,), sealed.removeprefix(_PREFIX))


def _open(keys: Mapping[UUID, AESGCM | None], layers: _Layers) -> str | None:
    data = urlsafe_b64decode(layers.data)
    for subject_id in layers.subjects:
        key = keys.get(subject_id)
        if key is None:
            return None
        data = _decrypt(key, subject_id, data)
    return data.decode()


def _encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).decode()


def _encrypt(key: AESGCM, subject_id: UUID, data: bytes) -> bytes:
    # Bound to the person: moved to somebody else's record it does not open.
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + key.encrypt(nonce, data, subject_id.bytes)


def _decrypt(key: AESGCM, subject_id: UUID, data: bytes) -> bytes:
    return key.decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], subject_id.bytes)
