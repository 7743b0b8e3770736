"""Many processes want the same points, the same pieces and the same money at the same time."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple

import pytest

from five_steps.commands import Commands
from five_steps.domain.incentives.redeeming.redemption import RedemptionState
from five_steps.event_store import EventStore, verify_log
from tests.commands.district import SECRETS, District
from tests.postgres_server import PostgresServer
from tests.service.redemption.audit import Audit
from tests.service.redemption.market import OPEN_AT, Stall, Wares, endow, open_stall
from tests.service.redemption.racer import SECRET, Flow, Told, race, read_notebook, told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from multiprocessing.context import ForkServerProcess
    from multiprocessing.synchronize import Barrier
    from pathlib import Path
    from uuid import UUID

    from five_steps.event_store import StoredRow

_server = get_context("forkserver")
# Who is killed is back at once, and not only after importing everything.
_server.set_forkserver_preload(["tests.service.redemption.racer"])

PROCESSES = 4
FLOWS = 200
TIMES, FLOWS_KILLED, KILLS = 8, 1_000, 9
"""Of the race in which processes are killed: it must last long enough for that."""


class Offer(NamedTuple):
    """What a stall offers, and how many can have it."""

    wares: Wares
    affordable: int


def fund_cents(times: int) -> int:
    """What is in the fund."""
    return 2_000 * times


def offers(times: int) -> dict[str, Offer]:
    """A limit of each kind, so many times as wide as it could be."""
    return {
        "one balance": Offer(Wares(customers=1, balance=137 * times), 137 * times // 10),
        "the last item": Offer(Wares(pieces=times), times),
        "a nearly empty fund": Offer(Wares(cost_cents=300), fund_cents(times) // 300),
        "a day's limit": Offer(Wares(day_points=85 * times), 85 * times // 10),
        "so many for each": Offer(Wares(per_person=2 * times, customers=5), 2 * times * 5),
    }


class Race:
    """The racers of one race, on one database."""

    def __init__(self, dsn: str, stalls: Mapping[str, Stall], flows: int, folder: Path) -> None:
        self.dsn = dsn
        self.stalls = stalls
        places = list(stalls.values())
        self.flows = [
            Flow(number, stall) for number in range(flows // len(places)) for stall in places
        ]
        self._notebooks = [folder / f"racer {number}" for number in range(PROCESSES)]
        self._start = _server.Barrier(PROCESSES + 1)
        self._racers = [self._racer(number, self._start) for number in range(PROCESSES)]

    def _racer(self, number: int, start: Barrier | None) -> ForkServerProcess:
        flows = self.flows[number::PROCESSES]
        racer = _server.Process(target=race, args=(self.dsn, flows, self._notebooks[number], start))
        racer.start()
        return racer

    async def begin(self) -> None:
        """All start at once."""
        await asyncio.to_thread(self._start.wait)

    def kill(self, number: int) -> None:
        """Kill a racer; it starts again with the same flows."""
        self._racers[number].kill()
        self._racers[number].join()
        self._racers[number] = self._racer(number, None)

    def running(self) -> list[int]:
        """Those that are not through."""
        return [number for number, racer in enumerate(self._racers) if racer.is_alive()]

    async def goes_on(self, answers: int) -> None:
        """Wait until so many more answers were given, or all are through."""
        wanted = self._answers() + answers
        while self.running() and self._answers() < wanted:  # noqa: ASYNC110 - other processes
            await asyncio.sleep(0.02)

    def _answers(self) -> int:
        return sum(len(read_notebook(notebook)) for notebook in self._notebooks)

    async def finish(self) -> None:
        """All are through."""
        for racer in self._racers:
            await asyncio.to_thread(racer.join)
        assert [racer.exitcode for racer in self._racers] == [0] * PROCESSES

    def told(self) -> dict[UUID, Told]:
        """What they were told about each command; who asked again was told the same."""
        answers: dict[UUID, Told] = {}
        for notebook in self._notebooks:
            for answer in read_notebook(notebook):
                assert answers.setdefault(answer.command_id, answer) == answer
        return answers


async def market(dsn: str, times: int) -> dict[str, Stall]:
    """A district with a stall for each offer."""
    async with EventStore.open(dsn, secret=SECRET) as store:
        district = District(store)
        await district.found()
        await endow(district, fund_cents(times))
        return {
            name: await open_stall(district, name, offer.wares)
            for name, offer in offers(times).items()
        }


async def check(running: Race, times: int) -> None:
    """Those who could be served were; the books are right; and everybody was told the truth."""
    async with EventStore.open(running.dsn, secret=SECRET) as store:
        rows = await store.recorder.select_notifications(1, 1_000_000)
        audit = Audit()
        audit.follow(rows)
        served = Counter(
            redemption.counter_id for redemption in audit.of(RedemptionState.FULFILLED)
        )
        assert {name: served[stall.counter_id] for name, stall in running.stalls.items()} == {
            name: offer.affordable for name, offer in offers(times).items()
        }
        assert audit.of(RedemptionState.HELD) == audit.of(RedemptionState.CONFIRMED) == []
        for aggregate in audit.aggregates.values():
            current = await store.repository.get(type(aggregate), aggregate.id, fresh=True)
            assert vars(current) == vars(aggregate)
        await check_answers(running, store, rows)
        assert (await verify_log(running.dsn)).holds


async def check_answers(running: Race, store: EventStore, rows: Sequence[StoredRow]) -> None:
    """What was told stands in the log, and nothing else; asked again, all is answered the same."""
    answers = running.told()
    positions = {row.command_id: row.position for row in rows}
    for answer in answers.values():
        assert positions.get(answer.command_id) == answer.position
    recorded = {row.command_id for row in rows if row.topic.startswith("redemption.")}
    assert recorded == {answer.command_id for answer in answers.values() if not answer.refusal}
    commands = Commands(store, SECRETS, lambda: OPEN_AT)
    asked = 0
    for flow in running.flows:
        held = answers[flow.hold().command_id].object_id
        for sent in (flow.hold(), *((flow.confirm(held), flow.fulfil(held)) if held else ())):
            assert await told(commands, sent) == answers[sent.command_id]
            asked += 1
    assert asked == len(answers)
    assert await store.recorder.max_notification_id() == rows[-1].position


async def test_four_processes_at_once(postgres_dsn: str, tmp_path: Path) -> None:
    running = Race(postgres_dsn, await market(postgres_dsn, times=1), FLOWS, tmp_path)
    await running.begin()
    await running.finish()
    await check(running, times=1)


@pytest.mark.slow
async def test_processes_and_postgresql_are_killed(tmp_path: Path) -> None:
    chance = random.Random()
    server = PostgresServer()
    try:
        running = Race(server.dsn, await market(server.dsn, TIMES), FLOWS_KILLED, tmp_path)
        await running.begin()
        for kill in range(KILLS):
            await running.goes_on(chance.randint(1, 100))
            alive = running.running()
            assert alive
            if kill % 3 == 2:
                await asyncio.to_thread(server.kill)
                await asyncio.sleep(chance.uniform(0, 0.3))
                await asyncio.to_thread(server.start)
            else:
                await asyncio.to_thread(running.kill, chance.choice(alive))
        await running.finish()
        await check(running, TIMES)
    finally:
        server.delete()
