from pathlib import Path

import jwt
import pytest
from typer.testing import CliRunner

from five_steps.operations.cli import build_app
from five_steps.operations.cli import demo as demo_command
from five_steps.operations.demo import Size

SMALL = Size(orders=60, stations_per_institute=1, people_per_station=6, veterans_each=40)


def test_demo_prints_a_token_for_every_role(
    postgres_dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", postgres_dsn)
    monkeypatch.setenv("FIVE_STEPS_HOME", str(tmp_path))
    monkeypatch.setattr(demo_command, "DEMO_SIZE", SMALL)
    told = []
    for _ in range(2):
        done = CliRunner().invoke(build_app(), ["demo"])
        assert done.exit_code == 0
        tokens = [line for line in done.stdout.splitlines() if line.startswith("ey")]
        claims = [jwt.decode(token, options={"verify_signature": False}) for token in tokens]
        told.append({claim["role"]: claim["sub"] for claim in claims})
    assert told[0] == told[1]
    assert told[0].keys() == {
        "RESIDENT", "VOLUNTEER", "DISPATCHER", "UNIT_ADMIN", "COUNTER", "AUDITOR", "CENTRE_ADMIN",
    }  # fmt: skip
