"""Heads that are signed and kept elsewhere, and proofs that an event is under one.

The events of the log, in order, are the leaves of a Merkle tree as in RFC 6962; a head is its root,
with the chain's last seal, signed.
"""

from five_steps.event_store.proving.head import Head, SignedHead, read_heads
from five_steps.event_store.proving.heads import HeadKeeper
from five_steps.event_store.proving.proofs import (
    ConsistencyProof,
    InclusionProof,
    NotProvable,
    prove_consistency,
    prove_inclusion,
)
from five_steps.event_store.proving.public_keys import PublicKey, published
from five_steps.event_store.proving.signing import BadSigningKey, SigningKey

__all__ = [
    "BadSigningKey",
    "ConsistencyProof",
    "Head",
    "HeadKeeper",
    "InclusionProof",
    "NotProvable",
    "PublicKey",
    "SignedHead",
    "SigningKey",
    "prove_consistency",
    "prove_inclusion",
    "published",
    "read_heads",
]
