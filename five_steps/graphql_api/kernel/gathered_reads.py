"""Reads of one statement that arrive while it is on its way go together, in the next.

What group commit is for writing: a read that finds its statement idle is sent at once; those that
come meanwhile are gathered, and sent as one statement with a row for each. So a busy service asks
PostgreSQL less often for more, and nobody waits for company. Reads with the same parameters, such
as those of a leaderboard, are one row. No read begins before it was asked for: nobody is shown
anything older than if they had gone alone.
"""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, NamedTuple

from five_steps.graphql_api.kernel.database import Database, Record

ROWS_MAX = 32
"""Reads in one statement."""
ON_THEIR_WAY_MAX = 2
"""Statements of the same text at once, as long as they are quick."""
SECONDS_MAX = 0.02
"""What a statement may take: as many reads go together as have that much to do."""
STATEMENTS_MAX = 500
"""Texts that are remembered."""

_PLACEHOLDER = re.compile(r"\$(\d+)")
_DOUBT = 0.1
"""How much of a longer time is believed: it may be that something else kept the read waiting."""


class _Waiting(NamedTuple):
    parameters: tuple[Any, ...]
    answer: "asyncio.Future[Record]"


@dataclass(slots=True, eq=False)
class _Line:
    """The reads of one statement."""

    text: str
    waiting: list[_Waiting] = field(default_factory=list)
    on_their_way: int = 0
    seconds_each: float = 0.0
    gathered: str | None = None
    """The statement for many reads; empty if its parameters cannot be those of many."""

    @property
    def rows_max(self) -> int:
        """How many reads may go together."""
        if self.gathered == "":
            return 1
        return min(ROWS_MAX, max(1, int(SECONDS_MAX / max(self.seconds_each, 1e-6))))

    def note(self, seconds: float, rows: int) -> None:
        """Learn from a statement how long a read takes."""
        longer = seconds / rows - self.seconds_each
        self.seconds_each += longer if longer < 0 else longer * _DOUBT


class GatheredReads:
    """Sends reads, those of the same statement together when there are many."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lines: OrderedDict[str, _Line] = OrderedDict()
        self._sending: set[asyncio.Task[None]] = set()

    async def row(self, text: str, parameters: Sequence[Any]) -> Record:
        """The one row of a statement."""
        line = self._line(text)
        if line.on_their_way < ON_THEIR_WAY_MAX or line.rows_max == 1:
            return await self._alone(line, parameters)
        answer: asyncio.Future[Record] = asyncio.get_running_loop().create_future()
        line.waiting.append(_Waiting(tuple(parameters), answer))
        return await answer

    def _line(self, text: str) -> _Line:
        line = self._lines.get(text)
        if line is None:
            line = self._lines[text] = _Line(text)
            if len(self._lines) > STATEMENTS_MAX:
                # Whoever is in it holds on to it, until the last of them has gone.
                self._lines.popitem(last=False)
        else:
            self._lines.move_to_end(text)
        return line

    async def _alone(self, line: _Line, parameters: Sequence[Any]) -> Record:
        line.on_their_way += 1
        began = perf_counter()
        try:
            (row,) = await self._database.rows(line.text, parameters)
        finally:
            line.on_their_way -= 1
            self._send_waiting(line)
        line.note(perf_counter() - began, 1)
        return row

    def _send_waiting(self, line: _Line) -> None:
        waiting = [read for read in line.waiting if not read.answer.done()]
        line.waiting = waiting[line.rows_max :]
        if together := waiting[: line.rows_max]:
            line.on_their_way += 1
            task = asyncio.create_task(self._send(line, together))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    async def _send(self, line: _Line, together: list[_Waiting]) -> None:
        try:
            await self._answer(line, together)
        finally:
            line.on_their_way -= 1
            self._send_waiting(line)

    async def _answer(self, line: _Line, together: list[_Waiting]) -> None:
        began = perf_counter()
        try:
            distinct = list(dict.fromkeys(read.parameters for read in together))
            rows = dict(zip(distinct, await self._rows(line, distinct), strict=True))
        except Exception:
            # It may be the fault of one of them alone.
            for read in together:
                await self._answer_alone(line, read)
            return
        line.note(perf_counter() - began, len(distinct))
        for read in together:
            if not read.answer.done():
                read.answer.set_result(rows[read.parameters])

    async def _answer_alone(self, line: _Line, read: _Waiting) -> None:
        try:
            (row,) = await self._database.rows(line.text, read.parameters)
        except Exception as error:
            if not read.answer.done():
                read.answer.set_exception(error)
        else:
            if not read.answer.done():
                read.answer.set_result(row)

    async def _rows(self, line: _Line, distinct: list[tuple[Any, ...]]) -> list[Record]:
        if len(distinct) == 1:
            return await self._database.rows(line.text, distinct[0])
        if line.gathered is None:
            line.gathered = gathered(line.text, await self._database.parameter_types(line.text))
        if not line.gathered:
            raise NotForMany
        return await self._database.rows(line.gathered, list(zip(*distinct, strict=True)))


class NotForMany(Exception):
    """The statement's parameters cannot be those of many reads."""


def gathered(text: str, parameter_types: Sequence[str]) -> str:
    """The statement that gives the row of each of many reads, in order.

    Its parameters are lists of those of the statement. Empty if one of these is a list already, of
    which PostgreSQL has no lists.
    """
    if any(name.endswith("[]") for name in parameter_types):
        return ""
    lists = ", ".join(f"${n}::{name}[]" for n, name in enumerate(parameter_types, start=1))
    names = ", ".join(f"p{n}" for n in range(1, len(parameter_types) + 1))
    of_each = _PLACEHOLDER.sub(r"asked.p\1", text)
    return (
        f"SELECT answer.* FROM unnest({lists}) WITH ORDINALITY AS asked ({names}, place)"  # noqa: S608
        f" CROSS JOIN LATERAL ({of_each}) answer ORDER BY asked.place"
    )
