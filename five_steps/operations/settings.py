"""Settings, read once from the environment, typed and checked before anything starts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from five_steps.access_trail.limits import (
    RETENTION_DAYS_MAX,
    RETENTION_DAYS_MIN,
    TrailLimits,
)
from five_steps.event_store.proving import BadSigningKey, SigningKey
from five_steps.operations.secret import kept_secret
from five_steps.projections.past.limits import PastLimits

HEADS_INTERVAL_S = 300
"""Seconds; what an intruder could rewrite unnoticed is what happened since the last head."""

SECRET_LENGTH_MIN = 32
"""Characters; HS256 (RFC 7518, 3.2) asks for a key as long as its hash, 32 bytes."""


class SettingError(ValueError):
    """A variable has a value the service cannot work with; says which, and what is allowed."""

    def __init__(self, variable: str, allowed: str) -> None:
        super().__init__(f"{variable}: {allowed}")
        self.variable = variable
        self.allowed = allowed


class Environment(StrEnum):
    """Where the service runs; production makes up no secret and trusts no plain-text key source."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that differs from one installation to the next.

    Attributes:
        home: Folder of what the service keeps beside the database: its secret and, when there is
            no `database_url`, the database itself.
        database_url: DSN of a PostgreSQL of version 15 or later; None means the embedded one.
        secret: Key of HS256 tokens; the keys of personal data and of check-in codes derive from it.
        oidc_jwks_url: Where an identity provider publishes its keys; None means no OIDC.
        oidc_audience: The `aud` an identity provider's token must carry.
        oidc_issuer: The `iss` it must carry; None means that the keys alone tell the provider.
        host: Address to listen on.
        port: TCP port to listen on.
        environment: Development or production.
        heads_file: Where signed heads of the log are written to, one a line.
        heads_interval_s: Seconds from one head to the next.
        signing_key: Signs them; None means the one that is kept in `home`.
        past_limits: How much of the past is kept ready to be asked.
        trail_limits: How long the access trail is kept, among other things.
    """

    home: Path
    database_url: str | None
    secret: str
    oidc_jwks_url: str | None
    oidc_audience: str
    oidc_issuer: str | None
    host: str
    port: int
    environment: Environment
    heads_file: Path
    heads_interval_s: int
    signing_key: SigningKey | None
    past_limits: PastLimits = field(default_factory=PastLimits)
    trail_limits: TrailLimits = field(default_factory=TrailLimits)


def read_settings(variables: Mapping[str, str]) -> Settings:
    """Read the settings from environment variables (an empty one counts as not set).

    Creates `FIVE_STEPS_HOME` and, in development, the secret in it when they are missing.

    Raises:
        SettingError: A variable is missing or not allowed.
    """
    given = {name: value.strip() for name, value in variables.items() if value.strip()}
    environment = _environment(given.get("FIVE_STEPS_ENV", Environment.DEVELOPMENT))
    home = _home(given.get("FIVE_STEPS_HOME", ".five-steps"))
    jwks_url = _jwks_url(given.get("FIVE_STEPS_OIDC_JWKS_URL"), environment)
    return Settings(
        home=home,
        database_url=_database_url(given.get("DATABASE_URL")),
        oidc_jwks_url=jwks_url,
        oidc_audience=given.get("FIVE_STEPS_OIDC_AUDIENCE", "five-steps"),
        oidc_issuer=given.get("FIVE_STEPS_OIDC_ISSUER"),
        host=given.get("FIVE_STEPS_HOST", "127.0.0.1"),
        port=_port(given.get("FIVE_STEPS_PORT", "8000")),
        environment=environment,
        heads_file=Path(given.get("FIVE_STEPS_HEADS", home / "heads.jsonl")).expanduser().resolve(),
        heads_interval_s=_number(
            "FIVE_STEPS_HEADS_INTERVAL_S",
            given.get("FIVE_STEPS_HEADS_INTERVAL_S"),
            HEADS_INTERVAL_S,
        ),
        signing_key=_signing_key(given.get("FIVE_STEPS_SIGNING_KEY")),
        past_limits=_past_limits(given),
        trail_limits=_trail_limits(given.get("FIVE_STEPS_TRAIL_RETENTION_DAYS")),
        # Last, so that a secret is only made for settings that hold.
        secret=_secret(given.get("FIVE_STEPS_SECRET"), environment, home),
    )


def _environment(value: str) -> Environment:
    try:
        return Environment(value)
    except ValueError:
        raise SettingError("FIVE_STEPS_ENV", f"one of {', '.join(Environment)}") from None


def _home(value: str) -> Path:
    home = Path(value).expanduser().resolve()
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        allowed = f"a folder that this user may create and write ({error.strerror}: {home})"
        raise SettingError("FIVE_STEPS_HOME", allowed) from error
    return home


def _database_url(value: str | None) -> str | None:
    if value is not None and urlsplit(value).scheme not in {"postgresql", "postgres"}:
        raise SettingError("DATABASE_URL", "postgresql://user:password@host:port/database")
    return value


def _jwks_url(value: str | None, environment: Environment) -> str | None:
    # Whoever can change the keys on their way can make any token.
    schemes = {"https"} if environment is Environment.PRODUCTION else {"https", "http"}
    if value is not None and urlsplit(value).scheme not in schemes:
        raise SettingError("FIVE_STEPS_OIDC_JWKS_URL", f"a URL of scheme {' or '.join(schemes)}")
    return value


def _secret(value: str | None, environment: Environment, home: Path) -> str:
    if value is None:
        if environment is Environment.DEVELOPMENT:
            return kept_secret(home)
        raise SettingError("FIVE_STEPS_SECRET", "must be set in production")
    if len(value) < SECRET_LENGTH_MIN:
        raise SettingError("FIVE_STEPS_SECRET", f"at least {SECRET_LENGTH_MIN} characters")
    return value


def _signing_key(value: str | None) -> SigningKey | None:
    try:
        return None if value is None else SigningKey.read(value)
    except BadSigningKey:
        allowed = "a private key of Ed25519: PEM, or its 32 bytes in base64"
        raise SettingError("FIVE_STEPS_SIGNING_KEY", allowed) from None


def _past_limits(given: Mapping[str, str]) -> PastLimits:
    default = PastLimits()
    kept, size = "FIVE_STEPS_PASTS_KEPT_MAX", "FIVE_STEPS_PASTS_BYTES_MAX"
    return PastLimits(
        pasts_kept_max=_number(kept, given.get(kept), default.pasts_kept_max),
        pasts_bytes_max=_number(size, given.get(size), default.pasts_bytes_max),
    )


def _number(variable: str, value: str | None, default: int) -> int:
    if value is None:
        return default
    if not value.isdecimal() or not 0 < int(value) < 2**63:
        raise SettingError(variable, "a whole number above 0")
    return int(value)


def _trail_limits(retention_days: str | None) -> TrailLimits:
    if retention_days is None:
        return TrailLimits()
    try:
        return TrailLimits(retention_days=int(retention_days))
    except ValueError:
        allowed = f"a number of days, {RETENTION_DAYS_MIN}–{RETENTION_DAYS_MAX}"
        raise SettingError("FIVE_STEPS_TRAIL_RETENTION_DAYS", allowed) from None


def _port(value: str) -> int:
    if not value.isdecimal() or not 0 < int(value) <= 65_535:
        raise SettingError("FIVE_STEPS_PORT", "a TCP port from 1 to 65535")
    return int(value)
