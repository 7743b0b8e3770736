from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from five_steps.operations.cli import build_app
from tests.operations.test_import import UNITS, VOLUNTEERS

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str) -> tuple[int, str]:
    """Exit code, and the last line printed."""
    done = CliRunner().invoke(build_app(), ["import", *arguments])
    return done.exit_code, done.stdout.splitlines()[-1]


def test_import_tells_what_it_did(
    postgres_dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", postgres_dsn)
    monkeypatch.setenv("FIVE_STEPS_HOME", str(tmp_path))
    units, volunteers, report = (tmp_path / name for name in ("u.csv", "v.csv", "bad.csv"))
    units.write_text(UNITS, encoding="gb18030")
    volunteers.write_text(VOLUNTEERS + "张三,1,2,3,4,5,6\n", encoding="utf-8-sig")

    assert run(str(units)) == (0, "imported 3, already there 0, bad 0")
    told = run(str(units), str(volunteers), "--report", str(report))
    assert told == (3, "imported 2, already there 3, bad 1")
    assert report.read_text(encoding="utf-8-sig").splitlines()[1].startswith("v.csv,,4,身份证号码,")
    # What came before the file that cannot be read is imported, and told.
    told = run(str(units), str(tmp_path / "missing.csv"))
    assert told == (1, "imported 0, already there 3, bad 0")
