"""The keys that commands need, derived from the service's one secret."""

import hmac
from dataclasses import dataclass, field
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Secrets:
    """Independent keys: knowing one tells nothing about another or about the secret."""

    id_pepper: bytes = field(repr=False)
    """Keys the hash of id-document numbers; changed, everybody would look new."""
    check_in: bytes = field(repr=False)
    """Keys the check-in codes of orders."""
    redemption_code: bytes = field(repr=False)
    """Keys the one-time codes of redemptions."""
    redemption_lookup: bytes = field(repr=False)
    """Keys the hash of these codes in the log: whoever reads the log cannot try all codes."""
    volunteer_code: bytes = field(repr=False)
    """Signs the codes that volunteers show at counters."""
    fingerprint: bytes = field(repr=False)
    """Keys the fingerprints of commands; changed, a repeat would look like another command."""

    @classmethod
    def derive(cls, secret: bytes) -> "Secrets":
        """The keys of a service with this secret."""
        return cls(
            id_pepper=_derived(secret, b"five-steps id pepper 1"),
            check_in=_derived(secret, b"five-steps check-in 1"),
            redemption_code=_derived(secret, b"five-steps redemption code 1"),
            redemption_lookup=_derived(secret, b"five-steps redemption lookup 1"),
            volunteer_code=_derived(secret, b"five-steps volunteer code 1"),
            fingerprint=_derived(secret, b"five-steps fingerprint 1"),
        )


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return hmac.digest(secret, purpose, sha256)
