import os
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from five_steps.operations import cli
from five_steps.operations.cli import build_app


def test_each_file_is_a_command() -> None:
    printed = CliRunner().invoke(build_app(), ["--help"]).stdout
    files = {path.stem for path in Path(cli.__file__).parent.glob("[!_]*.py")}
    assert files
    for name in files:
        assert f" {name.removesuffix('_').replace('_', '-')} " in printed


def test_a_wrong_setting_is_told_in_a_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from five_steps.operations.cli import main; main()", "migrate"],
        env={**os.environ, "FIVE_STEPS_HOME": str(tmp_path), "FIVE_STEPS_PORT": "http"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == "five-steps: FIVE_STEPS_PORT: a TCP port from 1 to 65535\n"
    assert not list(tmp_path.iterdir())
