"""As of: a volunteer as it was at a position of the log, over HTTP, against a full replay."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import asyncpg
import orjson
import uvloop

from benchmarks.apart import apart
from benchmarks.command_line import main
from benchmarks.database import administer, fresh_database
from benchmarks.load import Load, drive, graphql_request
from benchmarks.log.district import UNITS
from benchmarks.log.fill import fill
from benchmarks.ours import past, server
from benchmarks.ours import rebuild as our_views
from benchmarks.peers import stock_projection
from benchmarks.report import Comparison, Figure, Report
from benchmarks.serving import serving
from five_steps.graphql_api.kernel.global_id import global_id

if TYPE_CHECKING:
    from uuid import UUID

QUESTION = """
query Past($id: ID!, $position: Position!) {
  volunteer(id: $id, asOf: {position: $position}) {
    name starLevel minutes
    unit { name parent { name } }
    serviceRecords(first: 10) { totalCount edges { node { startsAt minutes state unit { name } } } }
    pointsAccount { issued available entries(first: 10) { edges { node { kind points } } } }
  }
}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How much is done. The stock runner gets a shorter log with the same mix of events."""

    pairs: int
    events: int
    events_peer: int
    units: int
    percent: int
    """Where in the log the past is."""
    questions: int
    warm_up: int


STANDARD = Scale(
    pairs=3,
    events=1_000_000,
    events_peer=20_000,
    units=UNITS,
    percent=50,
    questions=500,
    warm_up=50,
)
SMOKE = Scale(
    pairs=1, events=2_000, events_peer=600, units=15, percent=100, questions=10, warm_up=2
)


class DifferentAnswers(Exception):
    """The past that was answered is not that of the replay."""


def run(server_dsn: str, scale: Scale) -> Report:
    """Compare with a replay by our own runner, and by the stock one."""
    report = Report("as_of", asdict(scale))
    loads: list[Load] = []
    replays: list[float] = []
    stock_replays: list[float] = []
    with (
        fresh_database(server_dsn, "bench_as_of", migrated=True) as dsn,
        fresh_database(server_dsn, "bench_as_of_peer", migrated=True) as peer_keys_dsn,
        fresh_database(server_dsn, "bench_as_of_peer_log", migrated=False) as peer_dsn,
    ):
        administer(peer_dsn, "ALTER DATABASE bench_as_of_peer_log SET synchronous_commit = off")
        apart(our_views.prepare, dsn)
        apart(stock_projection.create_log, peer_dsn)
        apart(_fill, dsn, dsn, scale.events, scale.units)
        apart(_fill, peer_keys_dsn, peer_dsn, scale.events_peer, UNITS)
        apart(our_views.rebuilt, dsn)
        position, ids = asyncio.run(_volunteers_of_then(dsn, scale.percent))
        for _ in range(scale.pairs):
            stock_replays.append(apart(stock_projection.rebuilt, peer_dsn).events_per_second)
            replayed = apart(past.replayed, dsn, position, ids[0])
            replays.append(replayed.seconds)
            loads.append(_ask(dsn, position, ids, scale))
            _require_equal(loads[-1], replayed)
    asked = tuple(load.requests_per_second for load in loads)
    comparisons = [
        Comparison(
            f"a volunteer as of {scale.percent} % of the log, one question after the other",
            "our own replay up to there, of the views that it reads",
            "pasts/s",
            asked,
            tuple(1 / seconds for seconds in replays),
            target=1000,
        ),
        Comparison(
            "the same",
            f"{stock_projection.NAME}, at its rate on the shorter log",
            "pasts/s",
            asked,
            tuple(rate / position for rate in stock_replays),
            target=1000,
        ),
    ]
    figures = [
        Figure("a question, p50", min(load.p50_ms for load in loads), "ms"),
        Figure("a question, p99", max(load.p99_ms for load in loads), "ms"),
        Figure("the replay", min(replays), "s"),
    ]
    report.comparisons.extend(comparisons)
    report.figures.extend(figures)
    return report


def _ask(dsn: str, position: int, ids: list[UUID], scale: Scale) -> Load:
    token = server.token()
    requests = [
        graphql_request(
            QUESTION,
            {"id": global_id("Volunteer", ids[n % len(ids)]), "position": position},
            token,
        )
        for n in range(scale.warm_up + scale.questions)
    ]
    with serving(server.serve, dsn) as port:
        return apart(drive, port, requests, 1, scale.warm_up, b'"minutes"')


def _require_equal(load: Load, replayed: past.Replayed) -> None:
    volunteer = orjson.loads(load.first_answer)["data"]["volunteer"]
    shown = past.Shown(
        volunteer["minutes"],
        volunteer["serviceRecords"]["totalCount"],
        volunteer["pointsAccount"]["issued"],
    )
    if shown != replayed.shown:
        message = f"{shown} is not the {replayed.shown} of the replay"
        raise DifferentAnswers(message)


async def _volunteers_of_then(dsn: str, percent: int) -> tuple[int, list[UUID]]:
    """A position in the log, and who had served most by then."""
    connection = await asyncpg.connect(dsn)
    try:
        head = await connection.fetchval("SELECT max(notification_id) FROM stored_events")
        position = head * percent // 100
        rows = await connection.fetch(
            "SELECT volunteer_id FROM read.service_records WHERE position <= $1"
            " GROUP BY volunteer_id ORDER BY count(*) DESC, volunteer_id LIMIT 200",
            position,
        )
        return position, [volunteer_id for (volunteer_id,) in rows]
    finally:
        await connection.close()


def _fill(key_dsn: str, log_dsn: str, events: int, units: int) -> None:
    uvloop.run(fill(key_dsn, [log_dsn], events, units=units))


if __name__ == "__main__":
    main("as_of", run, standard=STANDARD, smoke=SMOKE)
