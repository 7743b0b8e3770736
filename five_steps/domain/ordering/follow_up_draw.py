"""Which closed orders are followed up (回访抽样): drawn by rule, so that nobody can choose.

Each order is drawn on its own when it closes, by chance that anybody can recompute from the log.
The moment of closing is part of it: nobody can know before, and so nobody can prepare for it.
"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Protocol
from uuid import UUID

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class DrawingRules(Protocol):
    """What a version of the service rules says of the draw."""

    @property
    def version(self) -> int:
        """Number of the version."""

    @property
    def follow_up_share(self) -> Decimal:
        """The share of closed orders that are drawn, 0–1."""


def is_drawn(order_id: UUID, closed_at: datetime, rules: DrawingRules) -> bool:
    """Whether an order that closed then is to be followed up, by the rules in force then."""
    return draw(order_id, closed_at, rules.version) < rules.follow_up_share * 2**64


def draw(order_id: UUID, closed_at: datetime, rules_version: int) -> int:
    """The order's lot: evenly spread over 0–2^64.

    The first eight bytes, big-endian, of the SHA-256 of "<order id> <closing time in microseconds
    since 1970, UTC> <version of the service rules>".
    """
    microseconds = (closed_at - _EPOCH) // _MICROSECOND
    return int.from_bytes(
        sha256(f"{order_id} {microseconds} {rules_version}".encode()).digest()[:8]
    )
