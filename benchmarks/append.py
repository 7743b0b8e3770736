"""Append: concurrent commands of one event each, from many clients at once."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import partial

from benchmarks.apart import apart
from benchmarks.command_line import main
from benchmarks.database import fresh_database
from benchmarks.ours import append as ours
from benchmarks.peers import stock_recorder
from benchmarks.report import Report
from benchmarks.turns import compare


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How much is done."""

    pairs: int
    commands_ours: int
    commands_peer: int
    concurrent: tuple[int, ...] = (64, 512)
    threads_peer: int = 8


STANDARD = Scale(pairs=5, commands_ours=40_000, commands_peer=4_000)
SMOKE = Scale(pairs=1, commands_ours=200, commands_peer=50)


def run(server_dsn: str, scale: Scale) -> Report:
    """Compare with the stock recorder, each in a database of its own on the same server."""
    report = Report("append", asdict(scale))
    with (
        fresh_database(server_dsn, "bench_append_ours", migrated=True) as our_dsn,
        fresh_database(server_dsn, "bench_append_peer", migrated=False) as peer_dsn,
    ):
        for concurrent in scale.concurrent:
            report.comparisons.append(
                compare(
                    f"append, {concurrent} concurrent commands of one event",
                    ours=partial(
                        apart, ours.appended_per_second, our_dsn, scale.commands_ours, concurrent
                    ),
                    peer=partial(
                        apart,
                        stock_recorder.appended_per_second,
                        peer_dsn,
                        scale.commands_peer,
                        scale.threads_peer,
                    ),
                    peer_name=f"{stock_recorder.NAME}, {scale.threads_peer} threads",
                    unit="commands/s",
                    target=20,
                    pairs=scale.pairs,
                )
            )
    return report


if __name__ == "__main__":
    main("append", run, standard=STANDARD, smoke=SMOKE)
