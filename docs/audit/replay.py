"""Computes a volunteer's minutes, star and points again, from the log alone.

    python replay.py VOLUNTEER

VOLUNTEER is the volunteer's UUID, or the id that GraphQL shows. The log is read with the stock
`eventsourcing` library, in sessions that cannot write; of this project `five_steps.domain` is all
that is needed. The library's own variables name the database: POSTGRES_DBNAME, POSTGRES_HOST,
POSTGRES_PORT, POSTGRES_USER and POSTGRES_PASSWORD.

Exits with 1 if the points of a record are not what its minutes and its rating are worth, by the
rules that they were credited by.
"""

from __future__ import annotations

import os
import sys
from base64 import b64decode
from uuid import UUID

from eventsourcing.application import Application

from five_steps.domain.incentives.incentive_policy import INCENTIVE_POLICY_ID, IncentivePolicy
from five_steps.domain.incentives.points_account import (
    PointsAccount,
    points_account_id,
    points_for,
)
from five_steps.domain.incentives.service_book import ServiceBook, service_book_id
from five_steps.domain.incentives.service_record import ServiceRecord

SETTINGS = {"PERSISTENCE_MODULE": "eventsourcing.postgres", "CREATE_TABLE": "no"}
READ_ONLY = "-c default_transaction_read_only=on"


class Stored(Application[UUID]):
    """The application whose log is the table `stored_events`."""

    name = "stored"


def worth(record: ServiceRecord, account: PointsAccount, policy: IncentivePolicy) -> int:
    """The points of a record by its minutes and rating; none if it earned no lot."""
    lot = account.lots.get(record.record_id)
    if lot is None:
        return 0
    rules = policy.version_numbered(lot.policy_version)
    return points_for(record.minutes, rules.coefficient(record.counting_score), rules)


def main(volunteer_id: UUID) -> int:
    """Replay the three streams, tell each record and the sums; how many records are wrong."""
    with Stored(SETTINGS | os.environ) as log:
        book: ServiceBook = log.repository.get(service_book_id(volunteer_id))
        account: PointsAccount = log.repository.get(points_account_id(volunteer_id))
        policy: IncentivePolicy = log.repository.get(INCENTIVE_POLICY_ID)
    wrong = 0
    for record in sorted(book.records.values(), key=lambda record: record.window.start):
        lot = account.lots.get(record.record_id)
        credited = lot.worth if lot else 0
        worth_now = worth(record, account, policy)
        wrong += credited != worth_now
        told = "" if credited == worth_now else f" BUT WORTH {worth_now}"
        _tell(
            f"{record.window.start:%Y-%m-%d %H:%M} {record.kind} {record.state}"
            f" minutes={record.minutes} score={record.score} points={credited}{told}"
        )
    _tell(f"minutes: {sum(record.counting_minutes for record in book.records.values())}")
    _tell(f"star: {book.star_level}")
    _tell(f"points: {account.issued} issued, {account.frozen} frozen")
    return wrong


def volunteer(text: str) -> UUID:
    """The UUID of a volunteer, given as such or as GraphQL's id."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(b64decode(text).decode().partition(":")[2])


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    os.environ.setdefault("PGOPTIONS", READ_ONLY)
    sys.exit(main(volunteer(sys.argv[1])) > 0)
