"""Mutation: place an order, end to end over HTTP."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import uvloop

from benchmarks.apart import apart
from benchmarks.command_line import main
from benchmarks.database import fresh_database
from benchmarks.load import Load, drive
from benchmarks.log.fill import fill
from benchmarks.ours import rebuild as our_views
from benchmarks.ours import server as ours
from benchmarks.peers import stock_graphql as peer
from benchmarks.place_order import EXPECTED, place_order_requests, residents
from benchmarks.report import Comparison, Figure, Report
from benchmarks.serving import serving


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How much is done."""

    pairs: int
    events_before: int
    requests_ours: int
    requests_peer: int
    warm_up: int
    clients: int = 64


STANDARD = Scale(
    pairs=3, events_before=20_000, requests_ours=5_000, requests_peer=1_500, warm_up=300
)
SMOKE = Scale(
    pairs=1, events_before=500, requests_ours=100, requests_peer=100, warm_up=10, clients=4
)


def run(server_dsn: str, scale: Scale) -> Report:
    """Compare with strawberry on the stock application, both in one process."""
    report = Report("mutation", asdict(scale))
    loads_ours: list[Load] = []
    loads_peer: list[Load] = []
    with (
        fresh_database(server_dsn, "bench_mutation_ours", migrated=True) as our_dsn,
        fresh_database(server_dsn, "bench_mutation_peer", migrated=False) as peer_dsn,
    ):
        apart(our_views.prepare, our_dsn)
        apart(peer.create_log, peer_dsn)
        apart(_fill, our_dsn, peer_dsn, scale.events_before)
        apart(our_views.rebuilt, our_dsn)
        people = residents(our_dsn)

        def place(port: int, count: int, token: str | None) -> Load:
            requests = place_order_requests(people, scale.warm_up + count, token)
            return apart(drive, port, requests, scale.clients, scale.warm_up, EXPECTED)

        for _ in range(scale.pairs):
            with serving(peer.serve, peer_dsn) as port:
                loads_peer.append(place(port, scale.requests_peer, None))
            with serving(ours.serve, our_dsn) as port:
                loads_ours.append(place(port, scale.requests_ours, ours.token()))
    report.comparisons.append(
        Comparison(
            f"mutation placeOrder over HTTP, {scale.clients} clients",
            peer.NAME,
            "requests/s",
            tuple(load.requests_per_second for load in loads_ours),
            tuple(load.requests_per_second for load in loads_peer),
            target=10,
        )
    )
    report.figures.extend(
        Figure(f"p99 latency, {who}", max(load.p99_ms for load in loads), "ms")
        for who, loads in (("ours", loads_ours), ("peer", loads_peer))
    )
    return report


def _fill(our_dsn: str, peer_dsn: str, events: int) -> None:
    uvloop.run(fill(our_dsn, [our_dsn, peer_dsn], events))


if __name__ == "__main__":
    main("mutation", run, standard=STANDARD, smoke=SMOKE)
