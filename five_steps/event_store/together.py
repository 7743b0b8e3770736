"""What many ask at the same time is asked once.

Whoever asks while a batch is on its way joins the next one, so that a roster of thousands waits
for the disk some dozens of times, and one person alone waits for nobody.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping

K = TypeVar("K")
V = TypeVar("V")

BATCH_MAX = 500


class Together(Generic[K, V]):
    """Gathers questions into batches, one batch at a time."""

    def __init__(self, answer: Callable[[Collection[K]], Awaitable[Mapping[K, V]]]) -> None:
        """Prepare; `answer` answers a batch, every question of it."""
        self._answer = answer
        self._asked: dict[K, asyncio.Future[V]] = {}
        self._at_it: asyncio.Task[None] | None = None

    async def ask(self, question: K) -> V:
        """The answer; whatever goes wrong with a batch comes out at everybody in it."""
        answer = self._asked.get(question)
        if answer is None:
            answer = self._asked[question] = asyncio.get_running_loop().create_future()
        if self._at_it is None:
            self._at_it = asyncio.create_task(self._answer_all())
        # Who gives up takes nobody else's answer along.
        return await asyncio.shield(answer)

    async def _answer_all(self) -> None:
        try:
            while self._asked:
                batch = dict(list(self._asked.items())[:BATCH_MAX])
                for question in batch:
                    del self._asked[question]
                await self._answer_batch(batch)
        finally:
            self._at_it = None

    async def _answer_batch(self, batch: Mapping[K, asyncio.Future[V]]) -> None:
        try:
            answers = await self._answer(batch.keys())
        except Exception as error:
            for answer in batch.values():
                answer.set_exception(error)
                # Seen, even if everybody has given up.
                answer.exception()
        else:
            for question, answer in batch.items():
                answer.set_result(answers[question])
