"""The same answers by hand: one Starlette handler, one SQL statement each, its text passed through.

What a fast service would do for exactly these two reads, without GraphQL, tokens or authorisation;
with the same settings of PostgreSQL as ours.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.serving import HOST
from five_steps.graphql_api.kernel.database import CONNECTIONS_MAX
from five_steps.graphql_api.kernel.global_id import read_global_id

NAME = "hand-written Starlette + asyncpg, one SQL statement"

VOLUNTEER = """
SELECT json_build_object('volunteer', json_build_object(
    'id', encode(('Volunteer:' || v.id)::bytea, 'base64'),
    'name', v.name, 'starLevel', v.star_level, 'minutes', v.minutes,
    'unit', (
        SELECT json_build_object(
            'id', encode(('Unit:' || u.id)::bytea, 'base64'), 'name', u.name)
        FROM read.units u WHERE u.id = v.unit_id),
    'serviceRecords', json_build_object('edges', (
        SELECT coalesce(json_agg(json_build_object('node', json_build_object(
            'id', encode(('ServiceRecord:' || r.id)::bytea, 'base64'),
            'category', r.category, 'startsAt', r.starts_at, 'minutes', r.minutes,
            'state', r.state, 'score', r.score))), '[]')
        FROM (SELECT * FROM read.service_records r WHERE r.volunteer_id = v.id
              ORDER BY r.starts_at DESC, r.id LIMIT 10) r))
))::text FROM read.volunteers v WHERE v.id = $1
"""

LEADERBOARD = """
SELECT json_build_object('leaderboard', json_agg(json_build_object(
    'rank', p.rank, 'minutes', p.minutes, 'recordCount', p.record_count,
    'volunteer', json_build_object(
        'id', encode(('Volunteer:' || v.id)::bytea, 'base64'),
        'name', v.name, 'starLevel', v.star_level),
    'unit', json_build_object(
        'id', encode(('Unit:' || u.id)::bytea, 'base64'), 'name', u.name)
) ORDER BY p.minutes DESC, p.volunteer_id))::text
FROM (
    SELECT *, rank() OVER (ORDER BY minutes DESC)::int AS rank FROM read.volunteer_periods
    WHERE period = 'ALL' ORDER BY minutes DESC, volunteer_id LIMIT 50
) p JOIN read.volunteers v ON v.id = p.volunteer_id JOIN read.units u ON u.id = p.unit_id
"""


_SESSION = {"jit": "off", "plan_cache_mode": "force_generic_plan", "timezone": "UTC"}


async def _keep(_: object) -> None:
    """Spare the round trip that resets a connection: nothing is ever set on it."""


def serve(dsn: str, port: int) -> None:
    """Serve until SIGTERM."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with asyncpg.create_pool(
            dsn, max_size=CONNECTIONS_MAX, reset=_keep, server_settings=_SESSION
        ) as pool:

            async def answer(request: Request) -> Response:
                given = orjson.loads(await request.body())
                if id_ := given["variables"].get("id"):
                    named = read_global_id(id_)
                    assert named is not None
                    text = await pool.fetchval(VOLUNTEER, named[1])
                else:
                    text = await pool.fetchval(LEADERBOARD)
                return Response(f'{{"data":{text}}}', media_type="application/json")

            app.router.routes.append(Route("/graphql", answer, methods=["POST"]))
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
