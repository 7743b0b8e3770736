"""Sealed texts that a batch met, opened all at once before its rows are written.

After a person's key was erased the text is None: rows then hold nothing personal of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from uuid import UUID

import orjson

from five_steps.event_store.plain_uuid import uuid_from_hex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from five_steps.projections.kernel.values import Id


class Opener(Protocol):
    """What opens sealed texts: the event store's vault."""

    async def open_many(self, fields: Sequence[tuple[UUID, str]]) -> list[str | None]:
        """The texts of many fields of many people, in order; None where the key was erased."""

    def forget(self, subject_ids: Iterable[UUID]) -> None:
        """Use the keys of these no more: the log says that they were erased."""


class _Sealed(NamedTuple):
    subject: Id
    text: str
    use: Callable[[str | None], None]


class SealedTexts:
    """The sealed texts of a batch, each with what is to be done with it once it is open."""

    def __init__(self) -> None:
        self._waiting: list[_Sealed] = []

    def open(self, subject: Id, text: str, use: Callable[[str | None], None]) -> None:
        """Open a person's text later, and call `use` with it.

        It is called with None after an erasure, and for an empty text, which is never sealed.
        """
        self._waiting.append(_Sealed(subject, text, use))

    def open_fields(self, subject: Id, text: str, use: Callable[[dict[str, Any]], None]) -> None:
        """Open a person's JSON object later, and call `use` with it; empty after an erasure."""
        self.open(subject, text, lambda opened: use({} if opened is None else orjson.loads(opened)))

    async def settle(self, opener: Opener) -> None:
        """Open what waits, in the order of the events."""
        waiting, self._waiting = self._waiting, []
        fields = [(uuid_from_hex(s.subject), s.text) for s in waiting if s.text]
        texts = iter(await opener.open_many(fields) if fields else ())
        for sealed in waiting:
            sealed.use(next(texts) if sealed.text else None)

    def forget(self) -> None:
        """Drop what waits."""
        self._waiting = []
