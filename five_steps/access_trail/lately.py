"""What was recorded lately need not be recorded again.

A board that is looked at all day long would fill the trail with the same entry.
"""

from __future__ import annotations

from collections import OrderedDict
from hashlib import sha256
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from five_steps.access_trail.entry import Entry


class RecordedLately:
    """The entries that were written a short while ago, whatever request they were of."""

    def __init__(self, *, kept_s: float, entries_max: int) -> None:
        self._kept_s = kept_s
        self._entries_max = entries_max
        self._until: OrderedDict[bytes, float] = OrderedDict()

    def knows(self, entry: Entry) -> bool:
        """Whether the same was shown of the same persons a short while ago."""
        return bool(entry.persons) and self._until.get(_digest(entry), 0.0) > monotonic()

    def add(self, entry: Entry) -> None:
        """Keep an entry that is on disk."""
        digest = _digest(entry)
        self._until[digest] = monotonic() + self._kept_s
        self._until.move_to_end(digest)
        if len(self._until) > self._entries_max:
            self._until.popitem(last=False)


def _digest(entry: Entry) -> bytes:
    told = (entry.kind, entry.actor, entry.unit_id, entry.operation, entry.document, entry.fields)
    return sha256(f"{told} {' '.join(entry.persons)}".encode()).digest()
