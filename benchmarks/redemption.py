"""Redemption: hold, confirm and hand over, at a few counters, all paid by one fund."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import partial

import uvloop

from benchmarks.apart import apart
from benchmarks.command_line import main
from benchmarks.database import fresh_database
from benchmarks.log.market import Market, open_market
from benchmarks.ours import redemption as ours
from benchmarks.peers import stock_redemption as peer
from benchmarks.report import Report
from benchmarks.turns import compare


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How much is done."""

    pairs: int
    redemptions_ours: int
    redemptions_peer: int
    customers: int
    counters: int = 8
    concurrent: int = 64
    threads_peer: tuple[int, ...] = (8, 1)
    """One thread meets no conflicts, and so may be faster than eight."""


STANDARD = Scale(pairs=3, redemptions_ours=4_000, redemptions_peer=300, customers=1_000)
SMOKE = Scale(pairs=1, redemptions_ours=60, redemptions_peer=20, customers=10, counters=2)


def run(server_dsn: str, scale: Scale) -> Report:
    """Compare with the stock application, both in one process."""
    report = Report("redemption", asdict(scale))
    with (
        fresh_database(server_dsn, "bench_redemption_ours", migrated=True) as our_dsn,
        fresh_database(server_dsn, "bench_redemption_peer", migrated=False) as peer_dsn,
    ):
        apart(peer.create_log, peer_dsn)
        market = apart(_open, [our_dsn, peer_dsn], scale.counters, scale.customers)
        for threads in scale.threads_peer:
            report.comparisons.append(
                compare(
                    f"redemption (hold, confirm, fulfil), {scale.concurrent} at once",
                    ours=partial(
                        apart,
                        ours.redeemed_per_second,
                        our_dsn,
                        market,
                        scale.redemptions_ours,
                        scale.concurrent,
                    ),
                    peer=partial(
                        apart,
                        peer.redeemed_per_second,
                        peer_dsn,
                        market,
                        scale.redemptions_peer,
                        threads,
                    ),
                    peer_name=f"{peer.NAME}, {threads} thread{'s' if threads > 1 else ''}",
                    unit="redemptions/s",
                    target=10,
                    pairs=scale.pairs,
                )
            )
    return report


def _open(dsns: list[str], counters: int, customers: int) -> Market:
    return uvloop.run(open_market(dsns, counters=counters, customers=customers))


if __name__ == "__main__":
    main("redemption", run, standard=STANDARD, smoke=SMOKE)
