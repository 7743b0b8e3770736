"""The key that signs heads."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from five_steps.event_store.proving.head import SignedHead
from five_steps.event_store.proving.public_keys import PublicKey

if TYPE_CHECKING:
    from five_steps.event_store.proving.head import Head


class BadSigningKey(ValueError):
    """A text is no private key of Ed25519."""


class SigningKey:
    """A private key of Ed25519."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public = PublicKey(private.public_key().public_bytes_raw())

    @classmethod
    def read(cls, text: str) -> SigningKey:
        """The key that a text is: PEM (PKCS #8, as openssl makes it), or 32 bytes in base64.

        Raises:
            BadSigningKey: it is neither.
        """
        try:
            if text.lstrip().startswith("-----BEGIN"):
                private = load_pem_private_key(text.encode(), password=None)
            else:
                private = Ed25519PrivateKey.from_private_bytes(b64decode(text, validate=True))
        except (ValueError, TypeError) as error:
            raise BadSigningKey from error
        if not isinstance(private, Ed25519PrivateKey):
            raise BadSigningKey
        return cls(private)

    def sign(self, head: Head) -> SignedHead:
        """The head, signed."""
        return SignedHead(head, self.public.id, self._private.sign(head.text.encode()))
