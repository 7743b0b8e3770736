"""The system account that the server runs under: ourselves, unless we are root."""

import os
import pwd
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from five_steps.operations.embedded_postgres.errors import EmbeddedPostgresError

SERVICE_ACCOUNT = "five-steps"


@dataclass(frozen=True, slots=True)
class Account:
    """A system account. `switch` tells that programs must change to it, which only root can."""

    uid: int
    gid: int
    switch: bool

    @classmethod
    def to_run(cls, home: Path) -> Self:
        """The account for the server of `home`.

        PostgreSQL refuses to run as root. So root runs it as whoever owns the data already, and
        new data as a service account, which is made when it is missing.
        """
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid(), switch=False)
        data = home / "postgres"
        owner = data.stat() if data.exists() else None
        if owner is not None and owner.st_uid != 0:
            return cls(owner.st_uid, owner.st_gid, switch=True)
        entry = _service_account()
        return cls(entry.pw_uid, entry.pw_gid, switch=True)

    def own(self, path: Path) -> None:
        """Make this account the owner of `path`."""
        if self.switch:
            os.chown(path, self.uid, self.gid)

    def reaches(self, path: Path) -> bool:
        """Whether this account may enter (or execute) `path`, every folder above it included."""
        return self.succeeds(["test", "-x", str(path)])

    def succeeds(self, command: list[str]) -> bool:
        """Run a program to its end and tell whether it succeeded."""
        return self._completed(command, "").returncode == 0

    def run(self, command: list[str], *, given: str = "") -> None:
        """Run a program to its end, with `given` as its input.

        Raises:
            EmbeddedPostgresError: It failed; the message holds what it printed.
        """
        done = self._completed(command, given)
        if done.returncode != 0:
            name = Path(command[0]).name
            raise EmbeddedPostgresError(f"{name} failed ({done.returncode}): {done.stdout.strip()}")

    def _completed(self, command: list[str], given: str) -> subprocess.CompletedProcess[str]:
        # A file and not a pipe: the server that pg_ctl starts would keep a pipe open.
        with tempfile.TemporaryFile("w+") as printed:
            done = subprocess.run(  # noqa: S603 - the programs are ours, and no shell reads them
                command,
                check=False,
                input=given,
                stdout=printed,
                stderr=subprocess.STDOUT,
                text=True,
                # Our own folder may be closed to the account; PG* variables would lead astray.
                cwd="/",
                env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
                user=self.uid if self.switch else None,
                group=self.gid if self.switch else None,
                extra_groups=[] if self.switch else None,
            )
            printed.seek(0)
            done.stdout = printed.read()
        return done


def _service_account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SERVICE_ACCOUNT)
    except KeyError:
        pass
    command = ["useradd", "--system", "--no-create-home", "--shell", "/bin/false", SERVICE_ACCOUNT]
    try:
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - a fixed command
    except (OSError, subprocess.CalledProcessError) as error:
        raise EmbeddedPostgresError(
            f"PostgreSQL does not run as root, and the account {SERVICE_ACCOUNT!r} could not be "
            "made with useradd: make it, run as an ordinary user, or set DATABASE_URL"
        ) from error
    return pwd.getpwnam(SERVICE_ACCOUNT)
