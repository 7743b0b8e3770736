"""What the trail tells about itself, for whoever keeps the metrics."""

from typing import Protocol


class TrailObserver(Protocol):
    """Told by the trail; must return quickly and not raise."""

    def trail_written(self, *, entries: int, seconds: float) -> None:
        """A transaction committed that wrote this many entries."""

    def trail_waiting(self, *, entries: int) -> None:
        """So many entries wait to be written."""

    def trail_refused(self) -> None:
        """An answer was refused because its entry could not be written in time."""

    def trail_dropped(self) -> None:
        """A refused command was not noted, because too many entries wait."""


class Unobserved:
    """Tells nobody."""

    def trail_written(self, *, entries: int, seconds: float) -> None:
        """Tell nobody."""

    def trail_waiting(self, *, entries: int) -> None:
        """Tell nobody."""

    def trail_refused(self) -> None:
        """Tell nobody."""

    def trail_dropped(self) -> None:
        """Tell nobody."""
