"""One server, several processes: the first starts it, the last stops it.

Who uses the server is told by file locks, since the kernel drops those of a killed process: there
is no list of users to go stale.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sharing:
    """The use of what lies at `path` by any number of processes.

    Attributes:
        path: What is shared; the locks lie beside it.
        first: Called at each joining, with all others kept out; does nothing if done already.
        last: Called when the last user leaves, with all others kept out.
    """

    path: Path
    first: Callable[[], None]
    last: Callable[[], None]

    @contextmanager
    def joined(self) -> Iterator[None]:
        """Be a user for as long as the block lasts."""
        with _opened(self._beside("users")) as users:
            with self._alone():
                self.first()
                fcntl.flock(users, fcntl.LOCK_SH)
            try:
                yield
            finally:
                with self._alone():
                    try:
                        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    except BlockingIOError:
                        pass
                    else:
                        self.last()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with _opened(self._beside("turn")) as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            yield

    def _beside(self, what: str) -> Path:
        return self.path.with_name(f"{self.path.name}.{what}")


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    # Read-only is enough for a lock, and lets root and the owner of the data share one file.
    descriptor = os.open(path, os.O_RDONLY | os.O_CREAT, 0o644)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
