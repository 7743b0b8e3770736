"""The head of the log: in a few lines, everything up to a position.

What is signed is the text of a checkpoint (c2sp.org/tlog-checkpoint), so that a witness of other
logs can take ours, too.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Head(NamedTuple):
    """What the log was, up to an event."""

    log: bytes
    """Which log: the seal of its first event. The head of another log proves nothing."""
    events: int
    """How many there are: the size of the tree."""
    root: bytes
    """The root of the Merkle tree over them."""
    position: int
    """The position of the last of them."""
    seal: bytes
    """Its seal: the head of the chain."""
    signed_at: datetime

    @property
    def text(self) -> str:
        """What is signed, with its last line ended."""
        lines = (
            f"five-steps/{self.log.hex()}",
            str(self.events),
            b64encode(self.root).decode(),
            f"position {self.position}",
            f"seal {self.seal.hex()}",
            f"signed-at {_time(self.signed_at)}",
        )
        return "".join(f"{line}\n" for line in lines)


class SignedHead(NamedTuple):
    """A head, with the signature of its text."""

    head: Head
    key_id: str
    signature: bytes

    def as_json(self) -> dict[str, Any]:
        """As it is kept, served and given along with proofs."""
        head = self.head
        return {
            "log": head.log.hex(),
            "events": head.events,
            "root": head.root.hex(),
            "position": head.position,
            "seal": head.seal.hex(),
            "signed_at": _time(head.signed_at),
            "key": self.key_id,
            "signature": b64encode(self.signature).decode(),
        }

    @property
    def line(self) -> str:
        """A line of a file of heads, ended."""
        return json.dumps(self.as_json()) + "\n"

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> SignedHead:
        """The head that `as_json` told.

        Raises:
            ValueError: it is no head.
        """
        try:
            return cls(
                Head(
                    bytes.fromhex(said["log"]),
                    int(said["events"]),
                    bytes.fromhex(said["root"]),
                    int(said["position"]),
                    bytes.fromhex(said["seal"]),
                    datetime.fromisoformat(said["signed_at"]).astimezone(UTC),
                ),
                str(said["key"]),
                b64decode(said["signature"], validate=True),
            )
        except (KeyError, TypeError, AttributeError) as error:
            message = f"not a head: {error!r}"
            raise ValueError(message) from error


def read_heads(lines: Iterable[str]) -> list[SignedHead]:
    """The heads of a file that has one a line.

    Raises:
        ValueError: a line is no head; it says which.
    """
    heads = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                heads.append(SignedHead.from_json(json.loads(line)))
            except ValueError as error:
                message = f"line {number}: {error}"
                raise ValueError(message) from error
    return heads


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
