from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import jwt
import pytest
from typer.testing import CliRunner

from five_steps.commands.kernel.actor import Role
from five_steps.graphql_api.kernel.tokens import ISSUER
from five_steps.operations.cli import build_app
from five_steps.operations.cli.token import make_token
from five_steps.operations.settings import SettingError

SECRET = "the secret of this test, and of no other"
UNIT = UUID("01933f1e-7a00-7000-8000-000000000001")
NOW = datetime(2020, 11, 19, 8, tzinfo=UTC)


def claims_of(token: str) -> dict[str, object]:
    return jwt.decode(
        token, SECRET, algorithms=["HS256"], issuer=ISSUER, options={"verify_exp": False}
    )


@pytest.mark.parametrize("unit", [UNIT, None])
def test_the_claims_say_who_with_what_role_and_until_when(unit: UUID | None) -> None:
    token = make_token(
        SECRET,
        role=Role.DISPATCHER,
        subject="小王",
        unit=unit,
        now=NOW,
        lifetime=timedelta(hours=2),
    )
    expected: dict[str, object] = {
        "iss": "five-steps",
        "sub": "小王",
        "role": "DISPATCHER",
        "iat": int(NOW.timestamp()),
        "exp": int(NOW.timestamp()) + 7200,
    }
    assert claims_of(token) == expected | ({"unit": str(UNIT)} if unit else {})


def test_the_command_prints_a_token_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIVE_STEPS_HOME", str(tmp_path))
    monkeypatch.setenv("FIVE_STEPS_SECRET", SECRET)
    arguments = [
        "token",
        "--role",
        "auditor",
        "--unit",
        str(UNIT),
        "--subject",
        "a",
        "--hours",
        "1",
    ]
    result = CliRunner().invoke(build_app(), arguments)
    assert result.exit_code == 0
    claims = claims_of(result.stdout.strip())
    assert (claims["role"], claims["unit"], claims["sub"]) == ("AUDITOR", str(UNIT), "a")
    assert isinstance(claims["exp"], int)
    assert isinstance(claims["iat"], int)
    assert claims["exp"] - claims["iat"] == 3600


def test_a_role_that_there_is_not_is_refused() -> None:
    result = CliRunner().invoke(build_app(), ["token", "--role", "mayor"])
    assert result.exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["--role", "system"],
        ["--role", "dispatcher"],
        ["--role", "resident"],
        ["--role", "volunteer", "--subject", "nobody"],
    ],
)
def test_a_token_that_the_service_would_not_take_is_not_made(arguments: list[str]) -> None:
    result = CliRunner().invoke(build_app(), ["token", *arguments])
    assert result.exit_code == 2


def test_without_a_secret_no_token_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FIVE_STEPS_SECRET", raising=False)
    monkeypatch.setenv("FIVE_STEPS_HOME", str(tmp_path))
    monkeypatch.setenv("FIVE_STEPS_ENV", "production")
    result = CliRunner().invoke(build_app(), ["token", "--role", "auditor"])
    assert isinstance(result.exception, SettingError)
    assert result.exception.variable == "FIVE_STEPS_SECRET"
