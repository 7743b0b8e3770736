"""The service as it is run: `five-steps serve`, in a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Self

import httpx

from tests.service.client import SECRET

if TYPE_CHECKING:
    from pathlib import Path

READY_SECONDS_MAX = 60
END_SECONDS_MAX = 30
_FIVE_STEPS = [sys.executable, "-c", "from five_steps.operations.cli import main; main()"]


class Service:
    """One service on one database; started, killed and started again."""

    def __init__(self, dsn: str, home: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port: int = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self._home = home
        self._environment = {
            **os.environ,
            "DATABASE_URL": dsn,
            "FIVE_STEPS_HOME": str(home),
            "FIVE_STEPS_SECRET": SECRET,
        }
        self._process: subprocess.Popen[str] | None = None

    @property
    def process(self) -> subprocess.Popen[str]:
        """The process that was started last."""
        assert self._process is not None
        return self._process

    def start(self) -> None:
        """Start it, and wait until it says that it is ready."""
        with (self._home / "log").open("a") as log:
            self._process = subprocess.Popen(
                [*_FIVE_STEPS, "serve", "--port", str(self._port)],
                env=self._environment,
                stdout=log,
                stderr=log,
                text=True,
            )
        deadline = time.monotonic() + READY_SECONDS_MAX
        while not self.ready():
            assert self.process.poll() is None, self.log()
            assert time.monotonic() < deadline, self.log()
            time.sleep(0.1)

    def ready(self) -> bool:
        """Whether it says that it serves well."""
        try:
            return httpx.get(f"{self.url}/health/ready", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def kill(self) -> None:
        """End it as a power cut does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(END_SECONDS_MAX)

    def terminate(self) -> int:
        """Ask it to stop; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(END_SECONDS_MAX)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run another command of `five-steps` on the same database."""
        return subprocess.run(
            [*_FIVE_STEPS, *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def log(self) -> str:
        """The end of what it has logged."""
        return (self._home / "log").read_text()[-4000:]

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.kill()
