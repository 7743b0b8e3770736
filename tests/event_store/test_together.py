from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from five_steps.event_store.together import BATCH_MAX, Together

if TYPE_CHECKING:
    from collections.abc import Collection


class Oracle:
    """Doubles numbers, when it is let; remembers how many it was asked at a time."""

    def __init__(self) -> None:
        self.batches: list[int] = []
        self.asked, self.let = asyncio.Event(), asyncio.Event()
        self.let.set()

    async def answer(self, numbers: Collection[int]) -> dict[int, int]:
        self.batches.append(len(numbers))
        self.asked.set()
        await self.let.wait()
        if -1 in numbers:
            raise ValueError("no")
        return {number: 2 * number for number in numbers}


async def test_who_asks_meanwhile_joins_the_next_batch() -> None:
    oracle = Oracle()
    together = Together(oracle.answer)
    oracle.let.clear()
    first = asyncio.create_task(together.ask(1))
    await oracle.asked.wait()
    others = [asyncio.create_task(together.ask(number)) for number in (2, 3, 3)]
    await asyncio.sleep(0)
    oracle.let.set()
    assert await asyncio.gather(first, *others) == [2, 4, 6, 6]
    assert oracle.batches == [1, 2]


async def test_a_batch_has_an_end() -> None:
    oracle = Oracle()
    together = Together(oracle.answer)
    answers = await asyncio.gather(*map(together.ask, range(BATCH_MAX + 1)))
    assert answers == [2 * number for number in range(BATCH_MAX + 1)]
    assert oracle.batches == [BATCH_MAX, 1]


async def test_an_error_comes_out_at_everybody_in_the_batch_and_at_nobody_else() -> None:
    together = Together(Oracle().answer)
    asked = [together.ask(-1), together.ask(1)]
    failed = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(error) for error in failed] == [ValueError, ValueError]
    assert await together.ask(1) == 2


async def test_who_gives_up_takes_nobody_else_along() -> None:
    oracle = Oracle()
    together = Together(oracle.answer)
    oracle.let.clear()
    hasty, patient = asyncio.create_task(together.ask(1)), asyncio.create_task(together.ask(1))
    await oracle.asked.wait()
    hasty.cancel()
    with pytest.raises(asyncio.CancelledError):
        await hasty
    oracle.let.set()
    assert await patient == 2
