"""Lag: from the commit of a command to all views showing it, at 1,000 commands a second."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from statistics import median

import uvloop

from benchmarks.apart import apart
from benchmarks.command_line import main
from benchmarks.database import fresh_database
from benchmarks.log.fill import fill
from benchmarks.ours import rebuild as our_views
from benchmarks.ours.lag import measured_lag
from benchmarks.place_order import residents
from benchmarks.report import Figure, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How much is done."""

    runs: int
    events_before: int
    commands: int
    per_second: int


STANDARD = Scale(runs=3, events_before=50_000, commands=15_000, per_second=1_000)
SMOKE = Scale(runs=1, events_before=500, commands=100, per_second=100)


def run(server_dsn: str, scale: Scale) -> Report:
    """Measure ours; no peer: the stock runner's views have nothing to wait by."""
    report = Report("lag", asdict(scale))
    with fresh_database(server_dsn, "bench_lag", migrated=True) as dsn:
        apart(our_views.prepare, dsn)
        apart(_fill, dsn, scale.events_before)
        apart(our_views.rebuilt, dsn)
        people = residents(dsn)
        runs = [
            apart(measured_lag, dsn, people, scale.commands, scale.per_second)
            for _ in range(scale.runs)
        ]
    report.figures.extend(
        [
            Figure("commands sent", median(one.commands_per_second for one in runs), "commands/s"),
            Figure("arrival to commit, p50", median(one.commit_p50_ms for one in runs), "ms"),
            Figure("arrival to commit, p99", median(one.commit_p99_ms for one in runs), "ms"),
            Figure("commit to all views, p50", median(one.lag_p50_ms for one in runs), "ms"),
            Figure(
                "commit to all views, p99 (median of the runs)",
                median(one.lag_p99_ms for one in runs),
                "ms",
                "< 100 ms",
            ),
            Figure(
                "commit to all views, p99 (worst run)",
                max(one.lag_p99_ms for one in runs),
                "ms",
            ),
        ]
    )
    return report


def _fill(dsn: str, events: int) -> None:
    uvloop.run(fill(dsn, [dsn], events))


if __name__ == "__main__":
    main("lag", run, standard=STANDARD, smoke=SMOKE)
