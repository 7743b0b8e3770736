"""The pasts that a request asks for: which moments they are, and their rows."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import asyncpg

from five_steps.domain.kernel.refusal import Refusal, RefusalCode
from five_steps.graphql_api.kernel.as_of import AS_OF
from five_steps.graphql_api.kernel.database import Database, Record
from five_steps.graphql_api.kernel.past_sql import NarrowSQL, PastSQL
from five_steps.graphql_api.kernel.statement import Arguments
from five_steps.projections.past.moment import Moment, OutsideLog
from five_steps.projections.past.pasts import Pasts


class AskedPasts:
    """The pasts of one request."""

    def __init__(self, pasts: Pasts, database: Database, now: datetime) -> None:
        self._pasts = pasts
        self._database = database
        self._now = now
        self._found: dict[object, Moment] = {}
        self._finding = asyncio.Lock()
        self._until: float | None = None
        self.shown: dict[str, Moment] = {}
        """The moment of each root field that asked for one, by its key in the answer."""

    async def moment(self, key: str, arguments: Arguments) -> Moment | None:
        """The moment that a root field asks for; None if it asks for what is now.

        The same for all fields that ask for the same, whatever is recorded meanwhile.

        Raises:
            Refusal: it is not in the log.
        """
        as_of: Mapping[str, Any] | None = arguments.get(AS_OF)
        if as_of is None:
            return None
        ((kind, value),) = as_of.items()
        async with self._finding:
            moment = self._found.get((kind, value))
            if moment is None:
                moment = self._found[kind, value] = await self._find(kind, value)
        self.shown[key] = moment
        return moment

    async def narrow_rows(
        self, moment: Moment, narrow: NarrowSQL, parameters: Sequence[Any]
    ) -> list[Record]:
        """The rows of a statement over what few streams make, as of a moment, without any tables.

        Raises:
            TooWide: too many events are behind it.
        """
        found = await self._pasts.narrow_rows(narrow.reach, parameters, moment.position)
        given = [found[table] for table in narrow.tables]
        return await self._database.rows(narrow.text, [*parameters, *given])

    async def rows(
        self, moment: Moment, statement: PastSQL, parameters: Sequence[Any]
    ) -> list[Record]:
        """The rows of a statement over the past of a moment.

        Raises:
            PastInPreparation: it is not there yet.
        """
        text = statement.at(moment.position)
        await self._prepare(moment, statement)
        try:
            return await self._database.rows(text, parameters)
        except asyncpg.UndefinedTableError:
            # Dropped in between, to make room for another one.
            await self._prepare(moment, statement)
            return await self._database.rows(text, parameters)

    async def _prepare(self, moment: Moment, statement: PastSQL) -> None:
        if self._until is None:
            # However many fields ask, the request waits but once.
            now = asyncio.get_running_loop().time()
            self._until = now + self._pasts.limits.past_wait_s
        await self._pasts.prepare(moment.position, statement.tables, self._until)

    async def _find(self, kind: str, value: Any) -> Moment:
        try:
            if kind == "position":
                return await self._pasts.at_position(value)
            return await self._pasts.at_time(value, self._now)
        except OutsideLog as outside:
            field = f"{AS_OF}.{kind}"
            raise Refusal(RefusalCode.INVALID, field, allowed=outside.allowed) from None
