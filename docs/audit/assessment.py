"""Computes every final assessment of a year again, from the log alone.

    python assessment.py YEAR

The log is read with the stock `eventsourcing` library, in sessions that cannot write; of this
project `five_steps.domain` is all that is needed. The library's own variables name the database:
POSTGRES_DBNAME, POSTGRES_HOST, POSTGRES_PORT, POSTGRES_USER and POSTGRES_PASSWORD.

Each final names the position of the log that it was counted up to. So the log is counted from its
first event, and looked at there; rules, checks and the finals that it rolls up are replayed. All
figures must be the same, to the last decimal. Exits with 1 if any is not.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from collections.abc import Iterator
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import DomainEventProtocol

from five_steps import domain
from five_steps.domain.guarantee.assessment_policy import ASSESSMENT_POLICY_ID, AssessmentPolicy
from five_steps.domain.guarantee.counted_year import CountedYear
from five_steps.domain.guarantee.counting.in_memory.log_count import LogCount
from five_steps.domain.guarantee.process.assessment_events import Finalised
from five_steps.domain.guarantee.process.final import final_fields, rules_moment
from five_steps.domain.guarantee.process.unit_assessment import UnitAssessment
from five_steps.domain.ordering.service_policy import SERVICE_POLICY_ID, ServicePolicy

SETTINGS = {"PERSISTENCE_MODULE": "eventsourcing.postgres", "CREATE_TABLE": "no"}
READ_ONLY = "-c default_transaction_read_only=on"
EVENTS_AT_ONCE = 5_000

Event = DomainEventProtocol[UUID]
Key = tuple[UUID, int]
"""An assessment, and the version at which it became final."""


class Stored(Application[UUID]):
    """The application whose log is the table `stored_events`."""

    name = "stored"


def events(log: Stored, topics: tuple[str, ...] = ()) -> Iterator[tuple[int, Event]]:
    """The events of the log in order, each with its position."""
    after = 0
    while rows := log.recorder.select_notifications(after + 1, EVENTS_AT_ONCE, topics=topics):
        for row in rows:
            yield row.id, log.mapper.to_domain_event(row)
        after = rows[-1].id


def finals_of(log: Stored, year: int) -> dict[Key, Finalised]:
    """The finals of a year."""
    found: dict[Key, Finalised] = {}
    for _, event in events(log, (Finalised.TOPIC,)):
        assert isinstance(event, Finalised)
        assessment: UnitAssessment = log.repository.get(event.originator_id)
        if assessment.year == year:
            found[event.originator_id, event.originator_version] = event
    return found


def counted(log: Stored, year: int, finals: dict[Key, Finalised]) -> dict[Key, CountedYear]:
    """What the log says of each, counted up to the position that its final names."""
    waiting = sorted(finals, key=lambda key: finals[key].log_position, reverse=True)
    count = LogCount()
    found: dict[Key, CountedYear] = {}
    units: dict[Key, UUID] = {}
    for key in finals:
        assessment: UnitAssessment = log.repository.get(key[0])
        units[key] = assessment.unit_id

    def look(before: int) -> None:
        while waiting and finals[waiting[-1]].log_position < before:
            key = waiting.pop()
            found[key] = count.of(units[key], year)

    for position, event in events(log):
        look(position)
        count.apply(event, position)
    look(sys.maxsize)
    return found


def main(year: int) -> int:
    """Recompute each final; how many differ."""
    for module in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
        importlib.import_module(module.name)
    wrong = 0
    with Stored(SETTINGS | os.environ) as log:
        finals = finals_of(log, year)
        counts = counted(log, year, finals)
        policy: AssessmentPolicy = log.repository.get(ASSESSMENT_POLICY_ID)
        services: ServicePolicy = log.repository.get(SERVICE_POLICY_ID)
        for (stream, version), event in finals.items():
            before: UnitAssessment = log.repository.get(stream, version=version - 1)
            lower = {unit: final.score for unit, final in before.lower.items() if final}
            again = final_fields(
                counts[stream, version],
                policy.in_force(rules_moment(year)),
                tier=before.tier,
                point_kind=before.point_kind,
                follow_up_share=services.in_force(rules_moment(year)).follow_up_share,
                adjustments=before.adjustments,
                lower={unit: score for unit, score in lower.items() if score is not None},
            )
            differing = {
                name: value for name, value in again.items() if getattr(event, name) != value
            }
            wrong += bool(differing)
            _tell(
                f"{before.unit_id} {before.tier} score={event.score} grade={event.grade}"
                f" position={event.log_position}"
                + "".join(f" BUT {name} IS {value}" for name, value in differing.items())
            )
    _tell(f"finals: {len(finals)}, of which {wrong} differ")
    return wrong


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    os.environ.setdefault("PGOPTIONS", READ_ONLY)
    sys.exit(main(int(sys.argv[1])) > 0)
