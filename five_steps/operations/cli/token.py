"""`five-steps token`: a token to try the service with, or for a machine."""

import os
from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

import jwt
import typer

from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.kernel.tokens import ISSUER
from five_steps.graphql_api.kernel.viewer import PERSONS, STAFF
from five_steps.operations.settings import read_settings


def make_token(
    secret: str,
    *,
    role: Role,
    subject: str,
    unit: UUID | None,
    now: datetime,
    lifetime: timedelta,
) -> str:
    """An HS256 JWT of the claims `iss`, `sub`, `role`, `iat`, `exp` and, for a unit, `unit`."""
    claims: dict[str, object] = {
        "iss": ISSUER,
        "sub": subject,
        "role": role.value,
        "iat": now,
        "exp": now + lifetime,
    }
    if unit is not None:
        claims["unit"] = str(unit)
    return jwt.encode(claims, secret, algorithm="HS256")


def command(
    role: Annotated[Role, typer.Option(case_sensitive=False, help="What the bearer may do.")],
    unit: Annotated[
        UUID | None, typer.Option(help="Id of the unit that a staff role holds for.")
    ] = None,
    subject: Annotated[
        str | None, typer.Option(help="Who the bearer is; for a person, their id.")
    ] = None,
    hours: Annotated[int, typer.Option(min=1, help="How long it is valid.")] = 24,
) -> None:
    """Print a bearer token, signed with FIVE_STEPS_SECRET."""
    _check(role, unit, subject)
    token = make_token(
        read_settings(os.environ).secret,
        role=role,
        subject=subject or role.value.lower(),
        unit=unit,
        now=datetime.now(UTC),
        lifetime=timedelta(hours=hours),
    )
    typer.echo(token)


def _check(role: Role, unit: UUID | None, subject: str | None) -> None:
    """Refuse to make a token that the service would not take."""
    if role is Role.SYSTEM:
        raise typer.BadParameter("no token carries this role", param_hint="--role")
    if role in STAFF and unit is None:
        raise typer.BadParameter("staff need a unit", param_hint="--unit")
    if role in PERSONS:
        try:
            UUID(subject or "")
        except ValueError:
            raise typer.BadParameter(
                "residents and volunteers are known by their id, a UUID", param_hint="--subject"
            ) from None
