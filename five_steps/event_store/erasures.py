"""Destroys the keys of those whom the log says were erased.

The receipt comes first: an event that names the subjects. Only what is in the log is carried out,
and all of that is, whoever recorded it and whatever happened in between: by the process that
recorded it, by every other one as soon as it sees the log grow, and by each that starts. So a key
that a crash, a restored backup or the stock library left in place does not stay.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import structlog

from five_steps.event_store.codec import event_fields

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from uuid import UUID

    from five_steps.event_store.connections import Pool
    from five_steps.event_store.vault import Vault
    from five_steps.event_store.wake import Wake

# The condition is that of the index, which holds these events alone: nothing of the log is read.
_SELECT: Final = """
SELECT notification_id, topic, state FROM public.stored_events
WHERE topic IN ('erasure.executed', 'data_period.created') AND notification_id > $1
ORDER BY notification_id
"""
_SUBJECTS: Final = "subject_ids"
_LOOK_AGAIN_S: Final = 0.2
"""At most this often, however busy the log is."""

_log = structlog.get_logger(__name__)


class Erasures:
    """Carries erasures out, and tells whoever keeps opened texts elsewhere."""

    def __init__(self, pool: Pool, vault: Vault) -> None:
        self._pool = pool
        self._vault = vault
        self._position = 0
        self._in_turn = asyncio.Lock()
        self._tell: list[Callable[[], Awaitable[None]]] = []

    def on_erased(self, tell: Callable[[], Awaitable[None]]) -> None:
        """Have `tell` called when keys are destroyed, by whichever process."""
        self._tell.append(tell)

    async def catch_up(self) -> None:
        """Destroy the keys of all whose erasure was recorded since the last time."""
        async with self._in_turn:
            rows = await self._pool.fetch(_SELECT, self._position)
            if not rows:
                return
            subjects: set[UUID] = set()
            for _, topic, state in rows:
                subjects.update(event_fields(topic, state)[_SUBJECTS])
            # Told twice: what was opened is dropped even if this process ends with the keys, and
            # what was opened in between is dropped, too.
            await self._tell_all()
            await self._vault.erase(*subjects)
            await self._tell_all()
            self._position = rows[-1]["notification_id"]

    async def _tell_all(self) -> None:
        for tell in self._tell:
            await tell()

    async def follow(self, wake: Wake) -> None:
        """Catch up whenever the log grows, until cancelled."""
        while True:
            ticket = wake.ticket()
            try:
                await self.catch_up()
            except Exception:
                # The receipts stay where they are: the next look finds them again.
                _log.exception("erasures_wait")
            await asyncio.sleep(_LOOK_AGAIN_S)
            await ticket.wait()
