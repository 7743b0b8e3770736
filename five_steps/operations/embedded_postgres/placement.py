"""Where the server's programs and data lie, so that the account that runs it can reach them."""

import hashlib
import shutil
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from five_steps.operations.embedded_postgres.account import Account
from five_steps.operations.embedded_postgres.errors import EmbeddedPostgresError

SYSTEM_FOLDER = Path("/var/lib/five-steps")
"""Holds what root cannot share where it lies, such as a checkout under a closed `/root`."""

_PACKAGE = "embedded_postgres"


def data_folder(home: Path, account: Account) -> Path:
    """The folder of the database that belongs to `home`.

    It is `home/postgres` where the account can reach that. Else it is a folder under
    `SYSTEM_FOLDER`, and `home/postgres.location` says which.

    Raises:
        EmbeddedPostgresError: The data exist, but the account cannot reach them.
    """
    beside, pointer = home / "postgres", home / "postgres.location"
    if pointer.exists():
        elsewhere = Path(pointer.read_text(encoding="utf-8").strip())
        if not elsewhere.is_dir():
            raise EmbeddedPostgresError(
                f"{pointer} names {elsewhere}, which is gone: bring it back, or remove {pointer} "
                "to begin with an empty database"
            )
        return elsewhere
    if account.reaches(home):
        return beside
    if beside.exists():
        raise EmbeddedPostgresError(
            f"the account that owns {beside} cannot enter the folders above it: "
            "open them to it (chmod o+x), or set DATABASE_URL"
        )
    digest = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    elsewhere = SYSTEM_FOLDER / digest / "postgres"
    _make_open(elsewhere.parent)
    return elsewhere


def point_to(data: Path, home: Path) -> None:
    """Leave word in `home` of where its data lie, if that is not beside it."""
    if data.parent != home:
        (home / "postgres.location").write_text(f"{data}\n", encoding="utf-8")


def programs_folder(account: Account) -> Path:
    """The folder of `postgres`, `initdb` and `pg_ctl`, at a place the account can reach."""
    # Found and not imported: importing the package writes files and warns.
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbeddedPostgresError("embedded-postgres is not installed: set DATABASE_URL")
    package = Path(spec.origin).parent
    if account.reaches(package / "pginstall/bin/postgres"):
        return package / "pginstall/bin"
    copy = SYSTEM_FOLDER / f"programs-{version('embedded-postgres')}"
    if not copy.exists():
        _copy(package, copy)
    return copy / _PACKAGE / "pginstall/bin"


def _copy(package: Path, target: Path) -> None:
    _make_open(SYSTEM_FOLDER)
    with tempfile.TemporaryDirectory(dir=SYSTEM_FOLDER) as draft:
        everything = Path(draft) / "all"
        # The programs find their libraries by the way from one folder to the other.
        for folder in (package, package.with_name(f"{_PACKAGE}.libs")):
            if folder.exists():
                shutil.copytree(folder, everything / folder.name)
        for path in (everything, *everything.rglob("*")):
            mode = path.stat().st_mode
            # Readable by all, and to be entered or executed by all if by the owner.
            path.chmod(mode | 0o044 | (mode & 0o100) >> 3 | (mode & 0o100) >> 6)
        try:
            everything.rename(target)
        except OSError:
            # Another process was faster, with the same files.
            if not target.exists():
                raise


def _make_open(folder: Path) -> None:
    """Make a folder that any account may enter, whatever root's umask is."""
    for each in (SYSTEM_FOLDER, folder):
        each.mkdir(parents=True, exist_ok=True)
        each.chmod(0o755)
