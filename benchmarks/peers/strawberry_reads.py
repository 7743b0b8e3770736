"""The same reads by plain strawberry with DataLoaders, on the tables of our views.

Spared: tokens, authorisation, limits, and waiting for a position.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

import asyncpg
import strawberry
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader
from strawberry.extensions import ParserCache, ValidationCache

from benchmarks.serving import HOST

# Declares the domain's enumerations to strawberry.
from five_steps.domain.incentives.service_record import RecordState
from five_steps.domain.ordering.category import Category
from five_steps.graphql_api.kernel import enumerations  # noqa: F401
from five_steps.graphql_api.kernel.database import CONNECTIONS_MAX
from five_steps.graphql_api.kernel.global_id import global_id, read_global_id

NAME = "strawberry with DataLoaders, asyncpg, uvicorn"

Pool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"


@dataclass
class Loaders:
    """The loaders of one request."""

    pool: Pool
    units: DataLoader[UUID, asyncpg.Record | None]
    volunteers: DataLoader[UUID, asyncpg.Record | None]


Info: TypeAlias = strawberry.Info[Loaders, None]


@strawberry.type
class Unit:
    id: strawberry.ID
    name: str

    @classmethod
    def of(cls, row: asyncpg.Record) -> Unit:
        return cls(id=strawberry.ID(global_id("Unit", row["id"])), name=row["name"])


@strawberry.type
class ServiceRecord:
    id: strawberry.ID
    category: Category
    starts_at: datetime
    minutes: int
    state: RecordState
    score: int | None


@strawberry.type
class ServiceRecordEdge:
    node: ServiceRecord


@strawberry.type
class ServiceRecordConnection:
    edges: list[ServiceRecordEdge]


@strawberry.type
class Volunteer:
    id: strawberry.ID
    name: str | None
    star_level: int
    minutes: int
    row: strawberry.Private[asyncpg.Record]

    @classmethod
    def of(cls, row: asyncpg.Record) -> Volunteer:
        return cls(
            id=strawberry.ID(global_id("Volunteer", row["id"])),
            name=row["name"],
            star_level=row["star_level"],
            minutes=row["minutes"],
            row=row,
        )

    @strawberry.field
    async def unit(self, info: Info) -> Unit | None:
        row = await info.context.units.load(self.row["unit_id"])
        return Unit.of(row) if row else None

    @strawberry.field
    async def service_records(self, info: Info, first: int) -> ServiceRecordConnection:
        rows = await info.context.pool.fetch(
            "SELECT id, category, starts_at, minutes, state, score FROM read.service_records"
            " WHERE volunteer_id = $1 ORDER BY starts_at DESC, id LIMIT $2",
            self.row["id"],
            first,
        )
        return ServiceRecordConnection(
            edges=[ServiceRecordEdge(node=_service_record(row)) for row in rows]
        )


@strawberry.type
class LeaderboardEntry:
    rank: int
    minutes: int
    record_count: int
    row: strawberry.Private[asyncpg.Record]

    @strawberry.field
    async def volunteer(self, info: Info) -> Volunteer | None:
        row = await info.context.volunteers.load(self.row["volunteer_id"])
        return Volunteer.of(row) if row else None

    @strawberry.field
    async def unit(self, info: Info) -> Unit | None:
        row = await info.context.units.load(self.row["unit_id"])
        return Unit.of(row) if row else None


@strawberry.type
class Query:
    @strawberry.field
    async def volunteer(self, info: Info, id: strawberry.ID) -> Volunteer | None:  # noqa: A002
        named = read_global_id(id)
        assert named is not None
        row = await info.context.volunteers.load(named[1])
        return Volunteer.of(row) if row else None

    @strawberry.field
    async def leaderboard(self, info: Info, first: int) -> list[LeaderboardEntry]:
        rows = await info.context.pool.fetch(
            "SELECT volunteer_id, unit_id, minutes, record_count,"
            " rank() OVER (ORDER BY minutes DESC)::int AS rank FROM read.volunteer_periods"
            " WHERE period = 'ALL' ORDER BY minutes DESC, volunteer_id LIMIT $1",
            first,
        )
        return [
            LeaderboardEntry(
                rank=row["rank"],
                minutes=row["minutes"],
                record_count=row["record_count"],
                row=row,
            )
            for row in rows
        ]


def _service_record(row: asyncpg.Record) -> ServiceRecord:
    return ServiceRecord(
        id=strawberry.ID(global_id("ServiceRecord", row["id"])),
        category=Category(row["category"]),
        starts_at=row["starts_at"],
        minutes=row["minutes"],
        state=RecordState(row["state"]),
        score=row["score"],
    )


def _loader(pool: Pool, statement: str) -> DataLoader[UUID, asyncpg.Record | None]:
    async def load(ids: list[UUID]) -> list[asyncpg.Record | None]:
        found = {row["id"]: row for row in await pool.fetch(statement, ids)}
        return [found.get(id_) for id_ in ids]

    return DataLoader(load)


class Endpoint(GraphQL[Loaders, None]):
    """GraphQL over HTTP, with loaders for each request."""

    def __init__(self, pool: Pool) -> None:
        schema = strawberry.Schema(query=Query, extensions=[ParserCache, ValidationCache])
        super().__init__(schema)
        self._pool = pool

    async def get_context(
        self,
        request: Request | WebSocket,  # noqa: ARG002
        response: Response | WebSocket,  # noqa: ARG002
    ) -> Loaders:
        return Loaders(
            pool=self._pool,
            units=_loader(self._pool, "SELECT id, name FROM read.units WHERE id = ANY ($1)"),
            volunteers=_loader(
                self._pool,
                "SELECT id, name, star_level, minutes, unit_id FROM read.volunteers"
                " WHERE id = ANY ($1)",
            ),
        )


def serve(dsn: str, port: int) -> None:
    """Serve until SIGTERM."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with asyncpg.create_pool(
            dsn, max_size=CONNECTIONS_MAX, server_settings={"jit": "off", "timezone": "UTC"}
        ) as pool:
            app.router.routes.append(Route("/graphql", Endpoint(pool)))
            yield

    uvicorn.run(
        Starlette(lifespan=lifespan),
        host=HOST,
        port=port,
        http="httptools",
        loop="uvloop",
        access_log=False,
        log_level="warning",
    )
