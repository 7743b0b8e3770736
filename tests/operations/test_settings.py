import stat
from pathlib import Path

import pytest

from five_steps.operations.settings import (
    SECRET_LENGTH_MIN,
    Environment,
    SettingError,
    read_settings,
)

LONG_ENOUGH = "s" * SECRET_LENGTH_MIN


def test_nothing_set_is_a_development_service_on_this_machine_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = read_settings({})
    assert settings.home == tmp_path / ".five-steps"
    assert settings.database_url is None
    assert settings.oidc_jwks_url is None
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.environment is Environment.DEVELOPMENT


def test_the_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    variables = {"FIVE_STEPS_HOME": str(tmp_path)}
    first, second = read_settings(variables), read_settings(variables)
    assert first.secret == second.secret
    assert len(first.secret) >= SECRET_LENGTH_MIN
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_two_homes_have_two_secrets(tmp_path: Path) -> None:
    one = read_settings({"FIVE_STEPS_HOME": str(tmp_path / "one")})
    other = read_settings({"FIVE_STEPS_HOME": str(tmp_path / "other")})
    assert one.secret != other.secret


def test_a_given_secret_is_used_and_none_is_kept(tmp_path: Path) -> None:
    settings = read_settings({"FIVE_STEPS_HOME": str(tmp_path), "FIVE_STEPS_SECRET": LONG_ENOUGH})
    assert settings.secret == LONG_ENOUGH
    assert not list(tmp_path.iterdir())


def test_an_empty_variable_is_one_that_is_not_set(tmp_path: Path) -> None:
    settings = read_settings({"FIVE_STEPS_HOME": str(tmp_path), "DATABASE_URL": " "})
    assert settings.database_url is None


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATABASE_URL", "mysql://localhost/x"),
        ("FIVE_STEPS_ENV", "staging"),
        ("FIVE_STEPS_HOME", "/dev/null/home"),
        ("FIVE_STEPS_OIDC_JWKS_URL", "file:///keys.json"),
        ("FIVE_STEPS_PORT", "0"),
        ("FIVE_STEPS_PORT", "65536"),
        ("FIVE_STEPS_PORT", "http"),
        ("FIVE_STEPS_PORT", "-1"),
        ("FIVE_STEPS_SECRET", LONG_ENOUGH[1:]),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_by_the_name_of_its_variable(
    variable: str, value: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingError) as caught:
        read_settings({"FIVE_STEPS_HOME": str(tmp_path), variable: value})
    assert caught.value.variable == variable
    assert str(caught.value).startswith(f"{variable}: ")
    assert value not in caught.value.allowed or variable == "FIVE_STEPS_HOME"


def production(tmp_path: Path, **variables: str) -> dict[str, str]:
    return {"FIVE_STEPS_ENV": "production", "FIVE_STEPS_HOME": str(tmp_path), **variables}


def test_production_makes_up_no_secret(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="FIVE_STEPS_SECRET: must be set in production"):
        read_settings(production(tmp_path))
    assert not list(tmp_path.iterdir())


def test_production_with_an_identity_provider(tmp_path: Path) -> None:
    url = "https://id.example/keys"
    variables = {"FIVE_STEPS_OIDC_JWKS_URL": url, "FIVE_STEPS_SECRET": LONG_ENOUGH}
    settings = read_settings(production(tmp_path, **variables))
    assert settings.oidc_jwks_url == url
    assert settings.oidc_audience == "five-steps"
    assert settings.oidc_issuer is None
    variables["FIVE_STEPS_OIDC_ISSUER"] = "https://id.example"
    assert read_settings(production(tmp_path, **variables)).oidc_issuer == "https://id.example"


def test_production_takes_no_keys_over_plain_text(tmp_path: Path) -> None:
    variables = production(tmp_path, FIVE_STEPS_OIDC_JWKS_URL="http://id.example/keys")
    with pytest.raises(SettingError, match="FIVE_STEPS_OIDC_JWKS_URL: a URL of scheme https"):
        read_settings(variables)
