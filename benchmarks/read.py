"""Read: a volunteer with unit and records, and the leaderboard with units, over HTTP."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, NamedTuple

import orjson
import uvloop

from benchmarks.apart import apart
from benchmarks.command_line import main
from benchmarks.database import fresh_database
from benchmarks.load import Load, drive
from benchmarks.log.fill import fill
from benchmarks.ours import rebuild as our_views
from benchmarks.ours import server as ours
from benchmarks.peers import starlette_reads, strawberry_reads
from benchmarks.read_queries import (
    RECORDS,
    leaderboard_requests,
    served_volunteers,
    volunteer_requests,
)
from benchmarks.report import Comparison, Report
from benchmarks.serving import serving

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How much is done."""

    pairs: int
    events: int
    records_least: int
    requests: int
    requests_strawberry: int
    warm_up: int
    clients: int = 64


STANDARD = Scale(
    pairs=3,
    events=100_000,
    records_least=RECORDS,
    requests=5_000,
    requests_strawberry=600,
    warm_up=200,
)
SMOKE = Scale(
    pairs=1,
    events=5_000,
    records_least=1,
    requests=50,
    requests_strawberry=50,
    warm_up=10,
    clients=4,
)


class DifferentAnswers(Exception):
    """The contestants do not answer the same."""


class _Contestant(NamedTuple):
    name: str
    serve: Callable[[str, int], None]
    token: str | None
    requests: int


class _Loads(NamedTuple):
    volunteer: Load
    leaderboard: Load


def run(server_dsn: str, scale: Scale) -> Report:
    """Compare with strawberry and with a hand-written handler, on the same tables."""
    report = Report("read", asdict(scale))
    our_side = _Contestant("ours", ours.serve, ours.token(), scale.requests)
    peers = (
        (
            _Contestant(
                strawberry_reads.NAME, strawberry_reads.serve, None, scale.requests_strawberry
            ),
            12.0,
        ),
        (
            _Contestant(starlette_reads.NAME, starlette_reads.serve, None, scale.requests),
            0.8,
        ),
    )
    with fresh_database(server_dsn, "bench_read", migrated=True) as dsn:
        apart(our_views.prepare, dsn)
        apart(_fill, dsn, scale.events)
        apart(our_views.rebuilt, dsn)
        ids = served_volunteers(dsn, scale.records_least)
        for peer, target in peers:
            loads = []
            for _ in range(scale.pairs):
                theirs = _drive_both(dsn, peer, ids, scale)
                loads.append((_drive_both(dsn, our_side, ids, scale), theirs))
            for title, number in (
                (f"read a volunteer with unit and {RECORDS} records", 0),
                ("read the leaderboard of 50 with units", 1),
            ):
                report.comparisons.append(
                    Comparison(
                        f"{title}, {scale.clients} clients",
                        peer.name,
                        "requests/s",
                        tuple(our[number].requests_per_second for our, _ in loads),
                        tuple(their[number].requests_per_second for _, their in loads),
                        target,
                    )
                )
                for our, their in loads:
                    _require_equal(our[number], their[number], peer.name)
    return report


def _drive_both(dsn: str, who: _Contestant, ids: list[UUID], scale: Scale) -> _Loads:
    count = scale.warm_up + who.requests
    with serving(who.serve, dsn) as port:
        return _Loads(
            *(
                apart(drive, port, requests, scale.clients, scale.warm_up, b'"unit"')
                for requests in (
                    volunteer_requests(ids, count, who.token),
                    leaderboard_requests(count, who.token),
                )
            )
        )


def _require_equal(our: Load, their: Load, peer: str) -> None:
    if orjson.loads(our.first_answer) != orjson.loads(their.first_answer):
        message = f"{our.first_answer[:200]!r} is not the {their.first_answer[:200]!r} of {peer}"
        raise DifferentAnswers(message)


def _fill(dsn: str, events: int) -> None:
    uvloop.run(fill(dsn, [dsn], events))


if __name__ == "__main__":
    main("read", run, standard=STANDARD, smoke=SMOKE)
