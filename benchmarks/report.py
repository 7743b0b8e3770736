"""What a benchmark found, as text for people and as JSON for machines."""

from __future__ import annotations

import os
import platform
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from statistics import median
from typing import Any

import orjson


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rates of ours and of a peer, which took turns."""

    title: str
    peer: str
    unit: str
    ours_rates: tuple[float, ...]
    peer_rates: tuple[float, ...]
    target: float
    """The ratio of the rates that we want to reach."""

    @property
    def ratios(self) -> list[float]:
        """Ours to the peer's, turn by turn, lowest first."""
        return sorted(
            ours / peer for ours, peer in zip(self.ours_rates, self.peer_rates, strict=True)
        )

    def as_text(self) -> str:
        """One line: median rates, and the ratio's median with its range."""
        ratios = self.ratios
        ours, peer = median(self.ours_rates), median(self.peer_rates)
        return (
            f"{self.title}\n"
            f"    ours {ours:>12,.0f} {self.unit}\n"
            f"    peer {peer:>12,.0f} {self.unit}   {self.peer}\n"
            f"    ratio {median(ratios):.2f} (of {len(ratios)} pairs: {ratios[0]:.2f} to "
            f"{ratios[-1]:.2f}; wanted ≥ {self.target:g})"
        )

    def as_json(self) -> dict[str, Any]:
        """Everything, with the ratios."""
        ratios = self.ratios
        return asdict(self) | {
            "ours": median(self.ours_rates),
            "peer_rate": median(self.peer_rates),
            "ratio": {"min": ratios[0], "median": median(ratios), "max": ratios[-1]},
        }


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value that stands for itself."""

    title: str
    value: float
    unit: str
    target: str = ""

    def as_text(self) -> str:
        """One line."""
        wanted = f"   (wanted {self.target})" if self.target else ""
        return f"{self.title}: {self.value:,.1f} {self.unit}{wanted}"

    def as_json(self) -> dict[str, Any]:
        """All fields."""
        return asdict(self)


def _machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "system": platform.platform(),
        "load_before": os.getloadavg()[0],
    }


@dataclass(frozen=True, slots=True)
class Report:
    """All that one benchmark found."""

    name: str
    scale: dict[str, Any]
    """What was done, in numbers."""
    comparisons: list[Comparison] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    machine: dict[str, Any] = field(default_factory=_machine)
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def as_text(self) -> str:
        """The whole report."""
        machine, scale = self.machine, self.scale
        shared = (
            f"{machine['cores']} cores for database, service, peer and load together; Python "
            f"{machine['python']}; load average before {machine['load_before']:.2f}"
        )
        lines = [
            f"# {self.name}, {self.started_at:%Y-%m-%d %H:%M} UTC",
            shared,
            ", ".join(f"{name} {value}" for name, value in scale.items()),
            *(comparison.as_text() for comparison in self.comparisons),
            *(figure.as_text() for figure in self.figures),
        ]
        return "\n".join(lines)

    def as_json(self) -> bytes:
        """The whole report."""
        content = {
            "name": self.name,
            "started_at": self.started_at,
            "machine": self.machine,
            "scale": self.scale,
            "comparisons": [comparison.as_json() for comparison in self.comparisons],
            "figures": [figure.as_json() for figure in self.figures],
        }
        return orjson.dumps(content, option=orjson.OPT_INDENT_2)
