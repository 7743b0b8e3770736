"""A view of orders, volunteers and service records, folded by the stock projection runner.

The runner's way is one transaction for each event, with the tracking row. The peer's database has
`synchronous_commit` off, which the runner does not do by itself but loses nothing by: what a crash
takes is folded again.
"""

from __future__ import annotations

from time import monotonic, perf_counter, sleep
from typing import Any, NamedTuple
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.dispatch import singledispatchmethod
from eventsourcing.persistence import Tracking
from eventsourcing.projection import Projection, ProjectionRunner

from benchmarks.apart import peak_memory_mb
from benchmarks.database import administer, stock_environment

# Knows every aggregate of the log, whose topics have to be resolved.
from benchmarks.log import order_life  # noqa: F401
from benchmarks.peers.stock_projection_view import Loop
from five_steps.domain.incentives import service_book_events as book
from five_steps.domain.ordering import order_events as order
from five_steps.domain.people.volunteer import Volunteer

NAME = "stock eventsourcing ProjectionRunner (orders, volunteers and service records only)"
SECONDS_MAX = 600


class Rebuilt(NamedTuple):
    """How a rebuild went."""

    events_per_second: float
    peak_memory_mb: float


class Log(Application[UUID]):
    """The application whose log is followed: its table is `stored_events`."""

    name = "stored"


class LoopProjection(Projection[Loop]):
    """Folds the order loop."""

    name = "loop"

    @singledispatchmethod
    def process_event(self, domain_event: Any, tracking: Tracking) -> None:  # noqa: ARG002
        """Note the position of an event that changes no row."""
        self.view.change(tracking)

    @process_event.register
    def placed(self, event: order.Created, tracking: Tracking) -> None:
        self.view.change(
            tracking,
            (
                "INSERT INTO orders VALUES (%s,%s,%s,%s,%s,%s,%s,%s,%s,'PLACED',%s,0,%s)",
                (
                    event.originator_id,
                    event.unit_id,
                    event.requester_id,
                    event.category,
                    event.title,
                    event.particulars,
                    event.starts_at,
                    event.ends_at,
                    event.headcount,
                    event.due_at,
                    event.timestamp,
                ),
            ),
        )

    @process_event.register
    def dispatched(self, event: order.Dispatched, tracking: Tracking) -> None:
        self._set_state(tracking, event.originator_id, "DISPATCHED")

    @process_event.register
    def accepted(self, event: order.Accepted, tracking: Tracking) -> None:
        self.view.change(
            tracking,
            (
                """
                UPDATE orders SET state = 'ACCEPTED', accepted_count = accepted_count + 1
                WHERE id = %s
                """,
                (event.originator_id,),
            ),
        )

    @process_event.register
    def checked_in(self, event: order.CheckedIn, tracking: Tracking) -> None:
        self._set_state(tracking, event.originator_id, "IN_SERVICE")

    @process_event.register
    def completed(self, event: order.Completed, tracking: Tracking) -> None:
        self._set_state(tracking, event.originator_id, "COMPLETED")

    @process_event.register
    def rated(self, event: order.Rated, tracking: Tracking) -> None:
        self.view.change(
            tracking,
            (
                """
                UPDATE orders SET state = 'RATED', score = %s, comment = %s, closed_at = %s
                WHERE id = %s
                """,
                (event.score, event.comment, event.timestamp, event.originator_id),
            ),
        )

    @process_event.register
    def cancelled(self, event: order.Cancelled, tracking: Tracking) -> None:
        self._set_state(tracking, event.originator_id, "CANCELLED")

    @process_event.register
    def closed_unrated(self, event: order.ClosedUnrated, tracking: Tracking) -> None:
        self._set_state(tracking, event.originator_id, "UNRATED")

    @process_event.register
    def followed_up(self, event: order.FollowedUp, tracking: Tracking) -> None:
        self._set_state(tracking, event.originator_id, "FOLLOWED_UP")

    @process_event.register
    def registered(self, event: Volunteer.Created, tracking: Tracking) -> None:
        self.view.change(
            tracking,
            (
                "INSERT INTO volunteers VALUES (%s, %s, %s, 'REGISTERED')",
                (event.originator_id, event.unit_id, event.personal),
            ),
        )

    @process_event.register
    def approved(self, event: Volunteer.Approved, tracking: Tracking) -> None:
        self.view.change(
            tracking,
            ("UPDATE volunteers SET status = 'ACTIVE' WHERE id = %s", (event.originator_id,)),
        )

    @process_event.register
    def submitted(self, event: book.HoursSubmitted, tracking: Tracking) -> None:
        self.view.change(
            tracking,
            (
                "INSERT INTO service_records VALUES (%s, %s, %s, %s, %s, %s, %s, %s, 'SUBMITTED')",
                (
                    event.record_id,
                    event.volunteer_id,
                    event.order_id,
                    event.unit_id,
                    event.category,
                    event.starts_at,
                    event.ends_at,
                    event.minutes,
                ),
            ),
        )

    @process_event.register
    def verified(self, event: book.HoursVerified, tracking: Tracking) -> None:
        self.view.change(
            tracking,
            (
                "UPDATE service_records SET state = 'VERIFIED', minutes = %s WHERE id = %s",
                (event.minutes, event.record_id),
            ),
            (
                "UPDATE volunteers SET minutes = minutes + %s WHERE id = %s",
                (event.minutes, event.volunteer_id),
            ),
        )

    @process_event.register
    def rating_counted(self, event: book.RatingCounted, tracking: Tracking) -> None:
        self.view.change(
            tracking,
            (
                "UPDATE service_records SET score = %s WHERE id = %s",
                (event.score, event.record_id),
            ),
            (
                """
                UPDATE volunteers SET ratings_count = ratings_count + 1,
                    ratings_total = ratings_total + %s WHERE id = %s
                """,
                (event.score, event.volunteer_id),
            ),
        )

    @process_event.register
    def promoted(self, event: book.StarPromoted, tracking: Tracking) -> None:
        self.view.change(
            tracking,
            (
                "UPDATE volunteers SET star_level = %s WHERE id = %s",
                (event.level, event.volunteer_id),
            ),
        )

    def _set_state(self, tracking: Tracking, order_id: UUID, state: str) -> None:
        self.view.change(
            tracking, ("UPDATE orders SET state = %s WHERE id = %s", (state, order_id))
        )


def create_log(dsn: str) -> None:
    """Make the stock library's table."""
    with Log(stock_environment(dsn)):
        pass


def rebuilt(dsn: str) -> Rebuilt:
    """Fold the whole log from zero."""
    administer(dsn, "DROP TABLE IF EXISTS orders, volunteers, service_records, loop_tracking")
    with Log(stock_environment(dsn)) as log:
        head = log.recorder.max_notification_id()
    assert head is not None
    started = perf_counter()
    with ProjectionRunner(
        application_class=Log,
        projection_class=LoopProjection,
        view_class=Loop,
        env=stock_environment(dsn),
    ) as runner:
        _wait_until(runner, head)
        seconds = perf_counter() - started
    return Rebuilt(head / seconds, peak_memory_mb())


def _wait_until(runner: ProjectionRunner[Log, Loop], head: int) -> None:
    # Not `runner.wait`, whose polling backs off to 0.8 s.
    deadline = monotonic() + SECONDS_MAX
    while (runner.view.max_tracking_id(Log.name) or 0) < head:
        if runner.is_interrupted.is_set() or monotonic() > deadline:
            message = "the peer's projection did not reach the end of the log"
            raise RuntimeError(message)
        sleep(0.02)
