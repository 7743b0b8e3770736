"""Rebuild: all views from zero, out of a log of the order loop."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import uvloop

from benchmarks.apart import apart
from benchmarks.command_line import main
from benchmarks.database import administer, fresh_database
from benchmarks.log.district import UNITS
from benchmarks.log.fill import fill
from benchmarks.ours import rebuild as ours
from benchmarks.peers import stock_projection as peer
from benchmarks.report import Comparison, Figure, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How much is done. The peer gets a shorter log with the same mix of events."""

    pairs: int
    events: int
    events_peer: int
    units: int


STANDARD = Scale(pairs=3, events=300_000, events_peer=20_000, units=UNITS)
SMOKE = Scale(pairs=1, events=1_500, events_peer=1_500, units=UNITS)


def run(server_dsn: str, scale: Scale) -> Report:
    """Compare with the stock projection runner."""
    report = Report("rebuild", asdict(scale))
    ours_rebuilt: list[ours.Rebuilt] = []
    peer_rebuilt: list[peer.Rebuilt] = []
    with (
        fresh_database(server_dsn, "bench_rebuild_ours", migrated=True) as our_dsn,
        fresh_database(server_dsn, "bench_rebuild_peer", migrated=True) as peer_keys_dsn,
        fresh_database(server_dsn, "bench_rebuild_peer_log", migrated=False) as peer_dsn,
    ):
        administer(peer_dsn, "ALTER DATABASE bench_rebuild_peer_log SET synchronous_commit = off")
        apart(ours.prepare, our_dsn)
        apart(peer.create_log, peer_dsn)
        apart(_fill, our_dsn, our_dsn, scale.events, scale.units)
        # The peer assesses nobody: for it, more units would only be more events before the first.
        apart(_fill, peer_keys_dsn, peer_dsn, scale.events_peer, UNITS)
        for _ in range(scale.pairs):
            peer_rebuilt.append(apart(peer.rebuilt, peer_dsn))
            ours_rebuilt.append(apart(ours.rebuilt, our_dsn))
    report.comparisons.append(
        Comparison(
            "rebuild of all views from zero",
            peer.NAME,
            "events/s",
            tuple(rebuilt.events_per_second for rebuilt in ours_rebuilt),
            tuple(rebuilt.events_per_second for rebuilt in peer_rebuilt),
            target=20,
        )
    )
    report.figures.extend(
        Figure(f"peak memory of a process, {who}", megabytes, "MB", target)
        for who, megabytes, target in (
            ("ours", max(rebuilt.peak_memory_mb for rebuilt in ours_rebuilt), "< 300 MB"),
            ("peer", max(rebuilt.peak_memory_mb for rebuilt in peer_rebuilt), ""),
        )
    )
    return report


def _fill(key_dsn: str, log_dsn: str, events: int, units: int) -> None:
    uvloop.run(fill(key_dsn, [log_dsn], events, units=units))


if __name__ == "__main__":
    main("rebuild", run, standard=STANDARD, smoke=SMOKE)
