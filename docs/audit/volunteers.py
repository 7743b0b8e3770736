"""Computes minutes, star and points of all volunteers again, from the log alone.

    python volunteers.py [SHOWN…]

Prints them as CSV. SHOWN are files with what the service shows, to compare with: answers of
`volunteers` as JSON, or CSV of the same columns. Then only what differs is printed, and it exits
with 1 if anything does. It also does if an account's balances do not add up, or the points of a
record are not what its minutes and its rating are worth.

The log is read with the stock `eventsourcing` library, in sessions that cannot write; of this
project `five_steps.domain` is all that is needed. The library's own variables name the database:
POSTGRES_DBNAME and so on; or PERSISTENCE_MODULE=eventsourcing.sqlite and SQLITE_DBNAME.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from replay import READ_ONLY, SETTINGS, Stored, volunteer, worth

from five_steps.domain.incentives.incentive_policy import INCENTIVE_POLICY_ID, IncentivePolicy
from five_steps.domain.incentives.points_account import PointsAccount, points_account_id
from five_steps.domain.incentives.service_book import ServiceBook, service_book_id
from five_steps.domain.kernel.event_kinds import event_kinds
from five_steps.domain.people.volunteer import Volunteer

BALANCES = ("issued", "available", "frozen", "held", "spent", "expired")
COLUMNS = ("volunteer", "minutes", "starLevel", *BALANCES)
EVENTS_AT_ONCE = 5_000

Figures = dict[str, int]
"""By column."""


def replayed(log: Stored) -> tuple[dict[UUID, Any], set[UUID]]:
    """The books and accounts, by their ids, and the volunteers; in one pass over the log."""
    kinds = (ServiceBook, PointsAccount, Volunteer)
    topics = [topic for topic, kind in event_kinds().items() if kind.aggregate in kinds]
    aggregates: dict[UUID, Any] = {}
    after = 0
    while rows := log.recorder.select_notifications(after + 1, EVENTS_AT_ONCE, topics=topics):
        for row in rows:
            event: Any = log.mapper.to_domain_event(row)
            stream = event.originator_id
            aggregates[stream] = event.mutate(aggregates.get(stream))
        after = rows[-1].id
    people = {stream for stream, found in aggregates.items() if isinstance(found, Volunteer)}
    return aggregates, people


def figures(book: ServiceBook | None, account: PointsAccount | None) -> Figures:
    """The sums of a volunteer; nobody has a book before the approval."""
    return {
        "minutes": sum(r.counting_minutes for r in book.records.values()) if book else 0,
        "starLevel": book.star_level if book else 0,
        **{name: getattr(account, name) if account else 0 for name in BALANCES},
    }


def faults(book: ServiceBook, account: PointsAccount, policy: IncentivePolicy) -> Iterator[str]:
    """What no rule gives."""
    if account.issued != account.available + account.held + account.spent + account.expired:
        yield "the balances do not add up"
    for record in book.records.values():
        lot = account.lots.get(record.record_id)
        credited = lot.worth if lot else 0
        if credited != worth(record, account, policy):
            yield f"record {record.record_id} has {credited} points"


def shown_in(paths: Iterable[Path]) -> dict[UUID, Figures]:
    """What the service shows, by volunteer."""
    shown: dict[UUID, Figures] = {}
    for path in paths:
        if path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file):
                    id_ = volunteer(row.pop("volunteer"))
                    shown[id_] = {name: int(value) for name, value in row.items()}
        else:
            for found in _volunteers(json.loads(path.read_text(encoding="utf-8"))):
                flat = found | (found.pop("pointsAccount") or {})
                id_ = volunteer(flat.pop("id"))
                shown[id_] = {name: flat.get(name) or 0 for name in COLUMNS[1:]}
    return shown


def _volunteers(answer: Any) -> Iterator[dict[str, Any]]:
    """Whatever in an answer has points, however deep."""
    match answer:
        case {"id": _, "pointsAccount": _}:
            yield answer
        case dict():
            for value in answer.values():
                yield from _volunteers(value)
        case list():
            for value in answer:
                yield from _volunteers(value)


def main(paths: list[Path]) -> int:
    """Replay, and compare if there is something to compare with; how much is wrong."""
    with Stored(SETTINGS | os.environ) as log:
        policy: IncentivePolicy = log.repository.get(INCENTIVE_POLICY_ID)
        aggregates, people = replayed(log)
    shown = shown_in(paths)
    wrong = 0
    out = csv.writer(sys.stdout)
    out.writerow(COLUMNS)
    for person in sorted(people):
        book = aggregates.get(service_book_id(person))
        account = aggregates.get(points_account_id(person))
        sums = figures(book, account)
        told = list(faults(book, account, policy)) if book and account else []
        if paths and (there := shown.pop(person, None)) != sums:
            told.append(f"shown as {there}")
        if told or not paths:
            out.writerow([person, *sums.values(), *told])
        wrong += bool(told)
    for person, there in shown.items():
        out.writerow([person, *("" for _ in COLUMNS[1:]), f"not in the log, shown as {there}"])
    wrong += len(shown)
    sys.stderr.write(f"volunteers: {len(people)}, of which {wrong} differ\n")
    return wrong


if __name__ == "__main__":
    os.environ.setdefault("PGOPTIONS", READ_ONLY)
    sys.exit(main([Path(argument) for argument in sys.argv[1:]]) > 0)
