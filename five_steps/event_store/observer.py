"""What the writer tells about itself, for whoever keeps the metrics."""

from __future__ import annotations

from typing import Protocol


class WriterObserver(Protocol):
    """Told by the writer after each transaction; must return quickly and not raise."""

    def batch_committed(self, *, commands: int, events: int, seconds: float) -> None:
        """A transaction committed that recorded this much, from lock to commit."""

    def command_refused(self, *, reason: str) -> None:
        """A command lost: the reason is the error's class name."""

    def command_repeated(self) -> None:
        """A command had been recorded before and got its first answer."""

    def connection_lost(self) -> None:
        """The writer lost PostgreSQL and tries to come back."""


class Unobserved:
    """Tells nobody."""

    def batch_committed(self, *, commands: int, events: int, seconds: float) -> None:
        """Tell nobody."""

    def command_refused(self, *, reason: str) -> None:
        """Tell nobody."""

    def command_repeated(self) -> None:
        """Tell nobody."""

    def connection_lost(self) -> None:
        """Tell nobody."""
