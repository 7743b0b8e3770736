"""The service, as `five-steps serve` runs it: one process."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from tempfile import TemporaryDirectory

import uvloop

from benchmarks.log.fill import SECRET
from benchmarks.serving import HOST
from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.http.app import create_app
from five_steps.operations.cli.token import make_token
from five_steps.operations.services import open_services
from five_steps.operations.settings import Settings, read_settings
from five_steps.operations.web_server import serve as serve_app


def serve(dsn: str, port: int) -> None:
    """Serve until SIGTERM."""
    with TemporaryDirectory() as home:
        settings = read_settings(
            {"FIVE_STEPS_HOME": home, "DATABASE_URL": dsn, "FIVE_STEPS_SECRET": SECRET.decode()}
        )
        uvloop.run(_serve(settings, dsn, port))


async def _serve(settings: Settings, dsn: str, port: int) -> None:
    async with open_services(settings, dsn) as services:
        await serve_app(create_app(services), host=HOST, port=port)


def token() -> str:
    """A token of the district centre's administrator."""
    return make_token(
        SECRET.decode(),
        role=Role.CENTRE_ADMIN,
        subject="benchmark",
        unit=None,
        now=datetime.now(UTC),
        lifetime=timedelta(hours=2),
    )
