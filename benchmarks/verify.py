"""Verify: whether the log is what was recorded, and the views what it says."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from statistics import median

import uvloop

from benchmarks.apart import apart
from benchmarks.command_line import main
from benchmarks.database import fresh_database
from benchmarks.log.district import UNITS
from benchmarks.log.fill import fill
from benchmarks.ours import rebuild
from benchmarks.ours import verify as ours
from benchmarks.peers import stock_chain as peer
from benchmarks.report import Comparison, Figure, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How much is done."""

    pairs: int
    events: int


STANDARD = Scale(pairs=3, events=300_000)
SMOKE = Scale(pairs=1, events=1_500)


def run(server_dsn: str, scale: Scale) -> Report:
    """Compare with a chain that is computed over the stock library's notifications."""
    report = Report("verify", asdict(scale))
    ours_rates, peer_rates = [], []
    with fresh_database(server_dsn, "bench_verify", migrated=True) as dsn:
        apart(rebuild.prepare, dsn)
        apart(_prepare, dsn, scale.events)
        heads = set()
        for _ in range(scale.pairs):
            head, rate = apart(peer.chain, dsn)
            heads.add(head)
            peer_rates.append(rate)
            ours_rates.append(apart(ours.log_verified_per_second, dsn))
        assert len(heads) == 1, "the peer has not hashed the same log each time"
        all_rates = [apart(ours.all_verified_per_second, dsn) for _ in range(scale.pairs)]
    report.comparisons.append(
        Comparison(
            "verify the log: chain, heads, tree, commands, streams",
            peer.NAME,
            "events/s",
            tuple(ours_rates),
            tuple(peer_rates),
            target=3,
        )
    )
    report.figures.extend(
        [
            Figure("verify the log", median(ours_rates), "events/s", ">= 100,000 events/s"),
            Figure("views against a replay", median(views for _, views in all_rates), "events/s"),
            Figure("the whole", median(whole for whole, _ in all_rates), "events/s"),
        ]
    )
    return report


def _prepare(dsn: str, events: int) -> None:
    async def prepare() -> None:
        await fill(dsn, [dsn], events, units=UNITS)
        await ours.seal_and_sign(dsn)

    uvloop.run(prepare())


if __name__ == "__main__":
    main("verify", run, standard=STANDARD, smoke=SMOKE)
