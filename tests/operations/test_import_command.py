"""The commands `demo` and `import` as a person at the command line gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from five_steps.operations.cli import build_app
from five_steps.operations.cli import demo as demo_command
from five_steps.operations.demo import Size
from tests.operations.test_import import UNITS, VOLUNTEERS

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

SMALL = Size(orders=60, stations_per_institute=1, people_per_station=6, veterans_each=40)


@pytest.fixture
def environment(
    postgres_dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> pytest.MonkeyPatch:
    monkeypatch.setenv("DATABASE_URL", postgres_dsn)
    monkeypatch.setenv("FIVE_STEPS_HOME", str(tmp_path))
    return monkeypatch


def run(*arguments: str) -> Result:
    return CliRunner().invoke(build_app(), arguments)


@pytest.mark.usefixtures("environment")
def test_import_tells_what_it_did(tmp_path: Path) -> None:
    units, volunteers, report = (tmp_path / name for name in ("u.csv", "v.csv", "bad.csv"))
    units.write_text(UNITS, encoding="gb18030")
    volunteers.write_text(VOLUNTEERS + "张三,1,2,3,4,5,6\n", encoding="utf-8-sig")

    done = run("import", str(units))
    assert (done.exit_code, done.stdout) == (0, "imported 3, already there 0, bad 0\n")

    done = run("import", str(units), str(volunteers), "--report", str(report))
    assert (done.exit_code, done.stdout) == (3, "imported 2, already there 3, bad 1\n")
    assert report.read_text(encoding="utf-8-sig").splitlines()[1].startswith("v.csv,,4,身份证号码,")

    done = run("import", str(tmp_path / "missing.csv"))
    assert done.exit_code == 1
    assert "missing.csv" in done.stderr


def test_demo_prints_a_token_for_every_role(environment: pytest.MonkeyPatch) -> None:
    environment.setattr(demo_command, "DEMO_SIZE", SMALL)
    first, again = run("demo"), run("demo")
    assert first.exit_code == again.exit_code == 0
    told = [line for line in first.stdout.splitlines() if line and not line.startswith("ey")]
    roles = {line.split()[0] for line in told}
    assert roles >= {"RESIDENT", "VOLUNTEER", "DISPATCHER", "AUDITOR", "CENTRE_ADMIN"}
