"""`five-steps token`: a token to try the service with, or for a machine."""

import os
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import jwt
import typer

from five_steps.operations.settings import SettingError, read_settings

ISSUER = "five-steps"


class Role(StrEnum):
    """What a caller may be. Staff roles hold for a unit and all units under it."""

    RESIDENT = "RESIDENT"
    VOLUNTEER = "VOLUNTEER"
    DISPATCHER = "DISPATCHER"
    UNIT_ADMIN = "UNIT_ADMIN"
    COUNTER = "COUNTER"
    AUDITOR = "AUDITOR"
    CENTRE_ADMIN = "CENTRE_ADMIN"


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
    secret = read_settings(os.environ).secret
    if secret is None:
        raise SettingError("FIVE_STEPS_SECRET", "must be set to make tokens")
    token = make_token(
        secret,
        role=role,
        subject=subject or role.value.lower(),
        unit=unit,
        now=datetime.now(UTC),
        lifetime=timedelta(hours=hours),
    )
    typer.echo(token)
