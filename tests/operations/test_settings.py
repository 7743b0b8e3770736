import stat
from pathlib import Path

import pytest

from five_steps.operations.secret import kept_signing_key
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


def test_heads_are_signed_as_set(tmp_path: Path) -> None:
    home = {"FIVE_STEPS_HOME": str(tmp_path)}
    settings = read_settings(home)
    assert (settings.heads_file, settings.heads_interval_s) == (tmp_path / "heads.jsonl", 300)
    assert settings.signing_key is None
    pem = kept_signing_key(tmp_path)
    assert kept_signing_key(tmp_path) == pem
    assert stat.S_IMODE((tmp_path / "signing-key.pem").stat().st_mode) == 0o600
    given = {"FIVE_STEPS_HEADS": str(tmp_path / "elsewhere"), "FIVE_STEPS_SIGNING_KEY": pem}
    settings = read_settings(home | given)
    assert settings.heads_file == tmp_path / "elsewhere"
    assert settings.signing_key is not None


def test_how_much_of_the_past_is_kept_is_set(tmp_path: Path) -> None:
    given = {
        "FIVE_STEPS_HOME": str(tmp_path),
        "FIVE_STEPS_PASTS_KEPT_MAX": "2",
        "FIVE_STEPS_PASTS_BYTES_MAX": "1000",
    }
    limits = read_settings(given).past_limits
    assert (limits.pasts_kept_max, limits.pasts_bytes_max) == (2, 1000)


def test_how_long_the_access_trail_is_kept_is_set(tmp_path: Path) -> None:
    home = {"FIVE_STEPS_HOME": str(tmp_path)}
    assert read_settings(home).trail_limits.retention_days == 1096
    kept = {"FIVE_STEPS_TRAIL_RETENTION_DAYS": "183"}
    assert read_settings(home | kept).trail_limits.retention_days == 183


@pytest.mark.parametrize("days", ["182", "0", "-1", "half a year", "1e3", "9" * 9])
def test_less_than_the_law_asks_for_or_than_a_date_holds_is_not_taken(
    tmp_path: Path, days: str
) -> None:
    variables = {"FIVE_STEPS_HOME": str(tmp_path), "FIVE_STEPS_TRAIL_RETENTION_DAYS": days}
    with pytest.raises(SettingError, match=r"RETENTION_DAYS: .* 183"):
        read_settings(variables)


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
        ("FIVE_STEPS_HEADS_INTERVAL_S", "-5"),
        ("FIVE_STEPS_HOME", "/dev/null/home"),
        ("FIVE_STEPS_OIDC_JWKS_URL", "file:///keys.json"),
        ("FIVE_STEPS_PASTS_BYTES_MAX", "10 GB"),
        ("FIVE_STEPS_PASTS_KEPT_MAX", "-1"),
        ("FIVE_STEPS_PORT", "0"),
        ("FIVE_STEPS_PORT", "65536"),
        ("FIVE_STEPS_PORT", "http"),
        ("FIVE_STEPS_PORT", "-1"),
        ("FIVE_STEPS_SECRET", LONG_ENOUGH[1:]),
        ("FIVE_STEPS_SIGNING_KEY", "bm8ga2V5"),
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
