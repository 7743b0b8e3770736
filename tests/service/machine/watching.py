"""Looks at the world after each command, and at all of it in the end."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any
from uuid import UUID

from eventsourcing.persistence import StoredEvent
from eventsourcing.utils import resolve_topic

from five_steps.domain.incentives.incentive_policy import INCENTIVE_POLICY_ID, IncentivePolicy
from five_steps.domain.incentives.service_book import ServiceBook
from five_steps.domain.kernel.aggregate import Aggregate
from five_steps.domain.ordering.order import Order
from five_steps.domain.organisation.venue_booking import VenueBooking
from five_steps.event_store import verify_log
from five_steps.event_store.codec import decode_fields
from five_steps.graphql_api.guarantee.explaining.figure_sql import UNEXPLAINED
from tests.domain.laws import restored
from tests.service.machine import laws

if TYPE_CHECKING:
    from collections.abc import Sequence

    from five_steps.event_store.records import StoredRow
    from tests.service.machine.world import Given, World

_MAKES_MINUTES_COUNT = {
    "service_book.hours_verified",
    "service_book.hours_imported",
    "service_book.hours_corrected",
}

_SHOWN = """
SELECT v.minutes, v.star_level, v.ratings_count, v.ratings_total, a.issued, a.frozen, a.available,
    (SELECT coalesce(sum(points) FILTER (WHERE from_balance = 'ISSUED'), 0)
        - coalesce(sum(points) FILTER (WHERE to_balance = 'VOID'), 0)
     FROM read.points_entries e WHERE e.volunteer_id = v.id)
FROM read.volunteers v JOIN read.points_accounts a ON a.volunteer_id = v.id
WHERE v.id = $1
"""


class Watch:
    """Remembers every aggregate as it was last seen."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._seen: dict[UUID, Aggregate] = {}
        self._head = 0
        self.ids: dict[str, dict[UUID, None]] = defaultdict(dict)
        """The ids that were ever recorded, by what the events call them, each once, in order."""
        for row in world.rows():
            self._seen[row.originator_id] = self._now(row)
            self._learn_ids(row)
            self._head = row.position

    def done(self, given: Given) -> None:
        """A command was done: its events hold together, and every law what they changed."""
        rows = self._world.rows(self._head)
        assert {row.command_id for row in rows} <= {given.command_id}
        changed: dict[UUID, list[StoredRow]] = defaultdict(list)
        for row in rows:
            changed[row.originator_id].append(row)
            self._learn_ids(row)
            self._head = row.position
        assert given.position == self._head
        for aggregate_id, events in changed.items():
            after = self._now(events[-1])
            before = self._seen.get(aggregate_id)
            assert after.version == (before.version if before else 0) + len(events)
            self._check(before, after, events)
            self._seen[aggregate_id] = after

    def _learn_ids(self, row: StoredRow) -> None:
        self.ids[row.topic.partition(".")[0]][row.originator_id] = None
        for name, value in decode_fields(row.state).items():
            if name.endswith("_id") and isinstance(value, UUID):
                self.ids[name.removesuffix("_id")][value] = None

    def _now(self, row: StoredRow) -> Aggregate:
        """The aggregate of an event, as the repository has it, by a snapshot if there is one."""
        aggregate_class: type[Aggregate] = resolve_topic(row.topic.partition(".")[0])
        return self._world.get(aggregate_class, row.originator_id)

    def _check(
        self, before: Aggregate | None, after: Aggregate, events: Sequence[StoredRow]
    ) -> None:
        if isinstance(after, Order):
            assert before is None or isinstance(before, Order)
            laws.order_moved(before, after)
        elif isinstance(after, ServiceBook):
            assert before is None or isinstance(before, ServiceBook)
            laws.book_moved(before, after, {event.topic for event in events})
            self._check_cap(before, after, events)

    def _check_cap(
        self, before: ServiceBook | None, after: ServiceBook, events: Sequence[StoredRow]
    ) -> None:
        rules = self._policy().in_force(self._world.now)
        for event in events:
            if event.topic in _MAKES_MINUTES_COUNT:
                record = after.records[decode_fields(event.state)["record_id"]]
                known = before.records.get(record.record_id) if before else None
                # A correction downwards may leave more than a cap that was lowered meanwhile.
                if event.topic != "service_book.hours_corrected" or (
                    known is not None and record.minutes > known.minutes
                ):
                    laws.cap_held(after, record, rules)

    def _policy(self) -> IncentivePolicy:
        return self._world.get(IncentivePolicy, INCENTIVE_POLICY_ID)

    def everything(self) -> None:
        """At the end of a game: books, log, seals and views all say the same."""
        rows = self._world.rows()
        ledgers: dict[UUID, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
        for row in rows:
            ledgers[row.originator_id].append((row.topic, decode_fields(row.state)))
        books = {id_: self._world.book(id_) for id_ in self._world.cast.volunteers}
        for seen in self._seen.values():
            if isinstance(seen, Order):
                laws.order_and_book_agree(seen, books)
        for volunteer_id, book in books.items():
            account = self._world.account(volunteer_id)
            laws.account_balanced(account, ledgers[account.id])
            laws.points_are_worth_the_hours(book, account, self._policy())
        laws.bookings_apart(seen for seen in self._seen.values() if isinstance(seen, VenueBooking))
        self._replays_with_the_stock_library(rows)
        self._seals_hold(len(rows))
        self._views_show_the_log()

    def _replays_with_the_stock_library(self, rows: Sequence[StoredRow]) -> None:
        replayed: dict[UUID, Aggregate | None] = {}
        events = restored(
            [StoredEvent(row.originator_id, row.version, row.topic, row.state) for row in rows]
        )
        for event in events:
            replayed[event.originator_id] = event.mutate(replayed.get(event.originator_id))
        for aggregate_id, aggregate in replayed.items():
            assert aggregate is not None
            assert vars(self._world.get(type(aggregate), aggregate_id)) == vars(aggregate)

    def _seals_hold(self, events: int) -> None:
        async def verified() -> None:
            report = await verify_log(self._world.store.dsn)
            assert (report.events, report.unsealed, report.findings) == (events, 0, [])

        self._world.wait(verified())

    def _views_show_the_log(self) -> None:
        world = self._world
        assert world.wait(world.views.wait_for(world.size().head, 20))
        mismatches = world.wait(world.views.verify())
        assert not mismatches, mismatches
        assert not world.select(UNEXPLAINED)
        orders = {
            UUID(int=row["id"].int): row["state"]
            for row in world.select("SELECT id, state FROM read.orders")
        }
        assert orders == {
            id_: seen.state for id_, seen in self._seen.items() if isinstance(seen, Order)
        }
        for volunteer_id in world.cast.volunteers:
            book, account = world.book(volunteer_id), world.account(volunteer_id)
            (shown,) = world.select(_SHOWN, volunteer_id)
            assert tuple(shown) == (
                book.minutes,
                book.star_level,
                book.ratings.count,
                book.ratings.total,
                account.issued,
                account.frozen,
                account.available,
                account.issued,
            )
