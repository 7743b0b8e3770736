"""The keys that heads are checked with. Those that no longer sign stay: old heads need them."""

from __future__ import annotations

from base64 import b64decode, b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

if TYPE_CHECKING:
    from five_steps.event_store.connections import Connection, Pool
    from five_steps.event_store.proving.head import SignedHead

_SELECT = "SELECT public_key FROM public.head_keys ORDER BY first_signed_at, key_id"
_PUBLISH = """
INSERT INTO public.head_keys (key_id, public_key) VALUES ($1, $2) ON CONFLICT (key_id) DO NOTHING
"""


class PublicKey(NamedTuple):
    """The public half of a key that signs heads: the 32 bytes of Ed25519."""

    raw: bytes

    @property
    def id(self) -> str:
        """What heads call it."""
        return sha256(self.raw).hexdigest()[:16]

    def signed(self, head: SignedHead) -> bool:
        """Whether the head's signature is of this key."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(
                head.signature, head.head.text.encode()
            )
        except InvalidSignature:
            return False
        return True

    def as_json(self) -> dict[str, Any]:
        """As it is published."""
        return {
            "key": self.id,
            "algorithm": "Ed25519",
            "public_key": b64encode(self.raw).decode(),
        }

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> PublicKey:
        """The key that `as_json` told.

        Raises:
            ValueError: it is no key.
        """
        try:
            raw = b64decode(said["public_key"], validate=True)
        except (KeyError, TypeError) as error:
            message = f"not a public key: {error!r}"
            raise ValueError(message) from error
        if len(raw) != 32:
            message = f"not a public key of Ed25519: {len(raw)} bytes"
            raise ValueError(message)
        return cls(raw)


async def publish(connection: Connection, key: PublicKey) -> None:
    """Note a key that signs."""
    await connection.execute(_PUBLISH, key.id, key.raw)


async def published(connection: Connection | Pool) -> list[PublicKey]:
    """All keys that ever signed, the oldest first."""
    return [PublicKey(raw) for (raw,) in await connection.fetch(_SELECT)]
